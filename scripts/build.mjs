/**
 * Bundles the tool into dist/, so that an install is one package and a start reads only what it uses: whatever the sources
 * import with `import()` becomes a file of its own. The files are CommonJS, because Node's loader of ES modules alone
 * would cost 7 % of a start; esbuild splits only ES modules, so they are split first and translated after.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { build, transform } from 'esbuild'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

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

/** @type {import('esbuild').BuildOptions & { write: false }} */
const splitting = {
  entryPoints: { gong: 'bin/gong.ts' },
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  minify: true,
  legalComments: 'none',
  external: ['jq-wasm'],
  define: { GONG_VERSION: JSON.stringify(version) },
  plugins: [unused],
  logLevel: 'warning',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  chunkNames: 'parts/[name]-[hash]',
  write: false,
}

const { outputFiles } = await build(splitting)
rmSync('dist', { recursive: true, force: true })
for (const { path, text } of outputFiles) {
  // `import()` would start the loader of ES modules after all; `require` does the same work without it.
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    supported: { 'dynamic-import': false },
    minify: true,
  })
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, code, { mode: 0o755 })
}
