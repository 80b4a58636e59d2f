/**
 * Bundles the tool into dist/, so that an install is one package and a start reads few files: `gong.cjs` answers
 * `--version`, `core.cjs` is what every command needs, and whatever the sources import with `import()` is a part of its own.
 * `keychain.cjs` is a program that the tool starts.
 *
 * All of it is CommonJS: Node's loader of ES modules alone would cost 7 % of a start. esbuild splits only ES modules, so
 * the parts are split first and translated after; it also makes many small files of what parts share, and every file costs
 * half a millisecond, so what is always needed is bundled once and the parts ask the core for it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { build, transform } from 'esbuild'

/** What an ordinary command needs from its first word to its last row. */
const always = [
  'bin/start.ts',
  'src/cli/run.ts',
  'src/cli/derived.ts',
  'src/gong/transport.ts',
  'src/output/json.ts',
  'src/profiles/choose.ts',
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
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  external: ['jq-wasm', '@napi-rs/keyring'],
  define: { GONG_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  write: false,
})

/** `import()` would start the loader of ES modules after all; `require` does the same work without it. */
const supported = { 'dynamic-import': false }

const { metafile } = await build({
  ...settings,
  entryPoints: ['bin/gong.ts'],
  format: 'esm',
  splitting: true,
  metafile: true,
  plugins: [unused],
})

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
 *
 * @param {string} toParts
 * @param {readonly string[]} inCore none in the core itself
 * @returns {import('esbuild').Plugin}
 */
const elsewhere = (toParts, inCore) => ({
  name: 'what stands in another file',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[.@a-z]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === 'asked' || kind === 'entry-point') return undefined
      const found = await resolve(path, { kind, resolveDir, pluginData: 'asked' })
      const file = relative(process.cwd(), found.path)
      if (kind === 'dynamic-import' && parts.includes(file))
        return { path: `${toParts}${partOf(file)}.cjs`, external: true }
      return inCore.includes(file) ? { path: `core:${file}`, external: true } : undefined
    })
  },
})

/** @param {string} code of a part */
const askingCore = (code) =>
  code.replace(/require\("core:([^"]+)"\)/g, (_, file) => `require("../core.cjs").own[${own.indexOf(file)}]`)

const coreSource = [
  ...own.map((file, index) => `import * as m${index} from './${file}'`),
  `export const own = [${own.map((_, index) => `m${index}`).join(', ')}]`,
  "export { start } from './bin/start.ts'",
].join('\n')

const entry = await build({
  ...settings,
  entryPoints: { gong: 'bin/gong.ts', keychain: 'bin/keychain.ts' },
  format: 'cjs',
  supported,
  external: [...settings.external, './start.ts'],
})
const whole = await build({
  ...settings,
  stdin: { contents: coreSource, resolveDir: process.cwd(), sourcefile: 'core.js' },
  format: 'esm',
  plugins: [unused, elsewhere('./parts/', [])],
})
const split = await build({
  ...settings,
  entryPoints: Object.fromEntries(parts.map((file) => [`parts/${partOf(file)}`, file])),
  format: 'esm',
  splitting: true,
  chunkNames: 'parts/[hash]',
  plugins: [unused, elsewhere('./', own)],
})

/** @param {string} text an ES module */
const translated = async (text) =>
  (await transform(text, { format: 'cjs', platform: 'node', supported, minify: true })).code

/** @type {[name: string, code: string][]} */
const files = [
  ...entry.outputFiles.map(
    ({ path, text }) => /** @type {[string, string]} */ ([basename(path), text.replace('./start.ts', './core.cjs')]),
  ),
  ['core.cjs', await translated(whole.outputFiles[0].text)],
]
for (const { path, text } of split.outputFiles)
  files.push([join('parts', basename(path)), askingCore(await translated(text))])

rmSync('dist', { recursive: true, force: true })
for (const [name, code] of files) {
  mkdirSync(dirname(join('dist', name)), { recursive: true })
  writeFileSync(join('dist', name), code, { mode: 0o755 })
}
