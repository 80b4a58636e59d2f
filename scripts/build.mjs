/** Bundles the tool into dist/, so that an install is one package and a start reads few files. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname } from 'node:path'
import { build } from 'esbuild'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/**
 * A static `import 'node:http'` in an ES module loads undici as well, for its namespace of exports; asking the process
 * for the built-in module does not. The sources stay natural, and what a start costs is what it uses.
 */
const builtins = {
  name: 'builtins',
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false
    onEnd(({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, text.replace(IMPORT, asked), { mode: 0o755 })
      }
    })
  },
}

const IMPORT = /\bimport(?:(\w+)|\*as (\w+)|(\{[^}]*\}))from"((?:node:)?[a-z_/]+)";/g

/** @type {(whole: string, ...found: string[]) => string} */
const asked = (whole, name, all, some, module) =>
  isBuiltin(module)
    ? `const ${name ?? all ?? some.replace(/ as /g, ':')}=process.getBuiltinModule("${module}");`
    : whole

/** @param {import('esbuild').BuildOptions} options */
export async function bundle(options) {
  await build({
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    splitting: true,
    minify: true,
    legalComments: 'none',
    external: ['jq-wasm'],
    // What CommonJS packages require at run time are built-in modules only.
    banner: { js: 'const require=process.getBuiltinModule;' },
    define: { GONG_VERSION: JSON.stringify(version) },
    plugins: [builtins],
    logLevel: 'warning',
    ...options,
  })
}

if (import.meta.filename === process.argv[1]) {
  rmSync('dist', { recursive: true, force: true })
  await bundle({ entryPoints: { gong: 'bin/gong.ts' }, outdir: 'dist', chunkNames: 'chunks/[name]-[hash]' })
}
