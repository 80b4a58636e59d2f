/** Preloaded when the built tool is run by the build: keeps what V8 has compiled of the core by the end of that run. */
const { writeFileSync } = require('node:fs')
const { join } = require('node:path')
const vm = require('node:vm')

/** @type {vm.Script | undefined} */
let core

vm.Script = class extends vm.Script {
  /** @param {ConstructorParameters<typeof vm.Script>} given */
  constructor(...given) {
    super(...given)
    core = this
  }
}

process.on('exit', () => {
  const { arch, platform, version } = process
  if (core) writeFileSync(join('dist', `core.${version}-${platform}-${arch}`), core.createCachedData())
})
