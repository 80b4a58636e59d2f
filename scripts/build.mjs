/**
 * Bundles the tool into dist/, so that an install is one package and a start reads few files: `gong.cjs` answers
 * `--version`, the core is what every command needs, and whatever the sources import with `import()` is a part of its own.
 * `keychain.cjs` is a program that the tool starts, `jq.cjs` a thread. What the Node that builds makes of the core is kept beside it.
 *
 * All of it is CommonJS: Node's loader of ES modules alone would cost 7 % of a start. Every file costs half a millisecond,
 * so a part is one file, with its own copy of whatever is not in the core; what is one for all (a class, a cache) is there.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { build } from 'esbuild'
import { flatCommander } from './flat.mjs'

/** What an ordinary command needs from its first word to its last row. */
const always = [
  'bin/start.ts',
  'src/app/run.ts',
  'src/app/derived.ts',
  'src/api/transport.ts',
  'src/output/json.ts',
  'src/credentials/choose-profile.ts',
]

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** @type {import('esbuild').Plugin} */
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

/** @satisfies {import('esbuild').BuildOptions} */
const settings = /** @type {const} */ ({
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  external: ['jq-wasm', '@napi-rs/keyring'],
  // `import()` would start the loader of ES modules after all; `require` does the same work without it.
  supported: { 'dynamic-import': false },
  plugins: [unused, flatCommander],
  define: { GONG_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  alias: { 'fastest-levenshtein': 'fastest-levenshtein/esm/mod.js' },
  write: false,
})

const { metafile } = await build({ ...settings, entryPoints: ['bin/gong.ts'], metafile: true })

/**
 * The files that load together with these.
 *
 * @param {readonly string[]} files
 * @param {Set<string>} found
 */
function together(files, found = new Set()) {
  for (const file of files) {
    if (found.has(file)) continue
    found.add(file)
    const { imports = [] } = metafile.inputs[file] ?? {}
    together(
      imports.flatMap(({ path, kind }) => (kind === 'dynamic-import' ? [] : [path])),
      found,
    )
  }
  return found
}

const core = together(always)
const own = [...core].filter((file) => /^(bin|src|commands)\//.test(file))
const lazy = new Set(
  Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path),
  ),
)
const parts = [...lazy].filter((file) => metafile.inputs[file] !== undefined && !core.has(file))

/** @param {string} file */
const partOf = (file) => file.replace(/^node_modules\/|\.\w+$/g, '').replace(/\W+/g, '-')

/**
 * Leaves to another file what stands there: parts are required when they are wanted, and the core is asked for its own.
 * It asks itself, too, for what its sources `import()`: esbuild would put that into closures, which V8 parses twice.
 *
 * @param {string} toParts
 * @param {(kind: string) => boolean} asks for which kinds of imports the core is asked
 * @returns {import('esbuild').Plugin}
 */
const elsewhere = (toParts, asks) => ({
  name: 'what stands in another file',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[.@a-z]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === 'asked' || kind === 'entry-point') return undefined
      const found = await resolve(path, { kind, resolveDir, pluginData: 'asked' })
      const file = relative(process.cwd(), found.path)
      if (kind === 'dynamic-import' && parts.includes(file))
        return { path: `${toParts}${partOf(file)}.cjs`, external: true }
      return asks(kind) && own.includes(file) ? { path: `core:${file}`, external: true } : undefined
    })
  },
})

/**
 * @param {string} code
 * @param {string} core how the code comes to it
 */
const askingCore = (code, core) =>
  unwrapped(code).replace(/require\("core:([^"]+)"\)/g, (_, file) => `${core}.own${own.indexOf(file)}`)

/**
 * Takes a part as it is. esbuild would treat it as Node treats a foreign CommonJS module, all of which is its `default`.
 *
 * @param {string} code
 */
const unwrapped = (code) => code.replace(/[\w$]+\((require\("\.\/(?:parts\/)?[\w-]+\.cjs"\)),1\)/g, '$1')

const coreSource = [
  ...own.map((file, index) => `export * as own${index} from './${file}'`),
  "export { start } from './bin/start.ts'",
].join('\n')

const entry = await build({
  ...settings,
  entryPoints: { gong: 'bin/gong.ts', jq: 'bin/jq-worker.ts', keychain: 'bin/keychain-helper.ts' },
  external: [...settings.external, './start.ts'],
})
const whole = await build({
  ...settings,
  stdin: { contents: coreSource, resolveDir: process.cwd(), sourcefile: 'core.js' },
  plugins: [...settings.plugins, elsewhere('./parts/', (kind) => kind === 'dynamic-import')],
})
const split = await build({
  ...settings,
  entryPoints: Object.fromEntries(parts.map((file) => [`parts/${partOf(file)}`, file])),
  plugins: [...settings.plugins, elsewhere('./', () => true)],
})

/** @type {[name: string, code: string][]} */
const files = [
  ...entry.outputFiles.map(
    ({ path, text }) => /** @type {[string, string]} */ ([basename(path), text.replace('./start.ts', './core.cjs')]),
  ),
  ['core.cjs', readFileSync('bin/core.cjs', 'utf8')],
  ['core.code.cjs', askingCore(whole.outputFiles[0].text, 'module.exports')],
  ...split.outputFiles.map(({ path, text }) => [relative('dist', path), askingCore(text, 'require("../core.cjs")')]),
  // Node looks upwards for one of these from each file, and would read the large one of the package.
  ['package.json', '{"type":"commonjs"}\n'],
]

rmSync('dist', { recursive: true, force: true })
for (const [name, code] of files) {
  mkdirSync(dirname(join('dist', name)), { recursive: true })
  writeFileSync(join('dist', name), code, { mode: 0o755 })
}

const empty = mkdtempSync(join(tmpdir(), 'gong-build-'))
const { status, stderr } = spawnSync(
  process.execPath,
  ['--require', './scripts/warm.cjs', 'dist/gong.cjs', 'calls', 'list', '--sandbox', '--limit', '1'],
  { env: { ...process.env, GONG_CONFIG_DIR: empty, GONG_STATE_DIR: empty }, encoding: 'utf8' },
)
rmSync(empty, { recursive: true })
if (status !== 0) throw new Error(`the built tool does not run: ${stderr}`)
