/**
 * Bundles the tool into dist/, so that an install is one package and a start reads few files: `gong.cjs` answers
 * `--version`, `core.cjs` is all of our own code, and each heavy library is a file of its own that is read when it is used.
 * CommonJS, because Node's loader of ES modules alone would cost 5 % of a start, and a static import of `node:http` there
 * loads undici as well.
 */
import { readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** Libraries that few commands need; what they cost is paid on their first use. */
const heavy = [
  '@inquirer/prompts',
  'chalk',
  'cli-table3',
  'conf',
  'csv-stringify/sync',
  'ora',
  'string-width',
  'temporal-polyfill',
]

/** @param {string} library */
const fileOf = (library) => `vendor/${library.replace('@', '').replace('/', '-')}`

const apart = {
  name: 'heavy libraries stand apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${heavy.join('|')})$`) }, ({ path }) => ({
      path: `./${fileOf(path)}.cjs`,
      external: true,
    }))
    onResolve({ filter: /^\.\/start\.ts$/ }, () => ({ path: './core.cjs', external: true }))
  },
}

const unused = {
  name: 'what nobody uses is left out',
  setup({ onLoad, onResolve }) {
    // Commander can run subcommands as programs of their own; none is, and what that needs takes 3 ms to load.
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      importer.includes('/commander/') ? { path, namespace: 'unused' } : { path, external: true },
    )
    // The prompt that opens an editor brings 500 kB of old character sets.
    onResolve({ filter: /^@inquirer\/external-editor$/ }, ({ path }) => ({ path, namespace: 'unused' }))
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** @type {import('esbuild').BuildOptions} */
const settings = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // `import()` would start the loader of ES modules; `require` does the same work without it.
  supported: { 'dynamic-import': false },
  minify: true,
  legalComments: 'none',
  external: ['jq-wasm'],
  define: { GONG_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
}

rmSync('dist', { recursive: true, force: true })
await build({ ...settings, entryPoints: { gong: 'bin/gong.ts', core: 'bin/start.ts' }, plugins: [apart, unused] })
await build({
  ...settings,
  entryPoints: Object.fromEntries(heavy.map((library) => [fileOf(library), library])),
  plugins: [unused],
  // In Node's eyes the default export of CommonJS is the module itself.
  footer: { js: 'module.exports.default&&(module.exports=Object.assign(module.exports.default,module.exports))' },
})
