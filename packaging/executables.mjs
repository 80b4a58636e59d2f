/**
 * Compiles the tool into single executables, dist/release/gong-<version>-<os>-<arch>: for every system, and then makes the
 * packages around them; or for those that are named alone, as in `npm run package -- linux-x64`; `here` is this one.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { bundle } from '../scripts/bundle.mjs'
import { fetchBun } from './fetch-bun.mjs'
import { systemNames, thisSystem } from './fetch-packages.mjs'
import { signedAdHoc } from './sign-macos.mjs'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const words = process.argv.slice(2).map((word) => (word === 'here' ? thisSystem() : word))
const compiler = fetchBun(thisSystem()).bun

mkdirSync('dist/release', { recursive: true })
// Each file costs a start 0.2 ms, and Bun's own bundler makes one of nearly each source.
const folder = 'dist/executable'
await bundle({
  programs: { executable: 'packaging/executable.ts', jq: 'bin/jq-worker.ts' },
  ending: 'mjs',
  folder,
  external: ['bun:ffi'],
})
const programs = ['executable', 'jq'].map((name) => `${folder}/${name}.mjs`)
for (const name of words.length > 0 ? words : systemNames) {
  const { target, runtime, library } = fetchBun(name)
  const outfile = `dist/release/gong-${version}-${name}${name.startsWith('windows') ? '.exe' : ''}`
  const job = { programs, target, runtime, library, outfile }
  execFileSync(compiler, ['packaging/compile.mjs', JSON.stringify(job)], { stdio: 'inherit' })
  if (name === 'macos-x64') writeFileSync(outfile, signedAdHoc(readFileSync(outfile)))
  process.stdout.write(`${outfile}  ${Math.round(statSync(outfile).size / 1e6)} MB\n`)
}

if (words.length === 0) {
  await import('./duckdb.mjs')
  await import('./packages.mjs')
}
