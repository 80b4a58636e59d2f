/**
 * Bundles the tool into dist/, so that an install is one package and a start reads few files: `gong.cjs` is the program,
 * `jq.cjs` a thread and `keychain.cjs` a program that it starts, and parts/ is what they load when it is wanted, a file
 * for each `import()` of the sources. CommonJS, since Node's loader of ES modules takes 7 % of a start by itself.
 */
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'rolldown'
import { rawText } from './raw-text.mjs'

/**
 * What loads together, with all that it imports: what reads a line and prints help, what commands are written with, and
 * what runs one. Reading a file costs half a millisecond, and what nobody wanted costs more.
 */
const together = {
  'compile-cache': ['bin/compile-cache.ts'],
  'command-line': ['bin/start.ts'],
  command: [
    'src/app/model/challenge.ts',
    'src/app/model/command.ts',
    'src/app/output/files-written.ts',
    'src/app/model/from-operation.ts',
    'src/app/input/id-of-name.ts',
    'src/app/job/output-locks.ts',
    'src/app/model/read-text.ts',
    'src/api/request.ts',
    'src/api/retry.ts',
    'src/catalogue/outcomes.ts',
    'src/catalogue/settings.ts',
    'src/catalogue/users.ts',
    'src/lib/check-window.ts',
    'src/lib/contact.ts',
    'src/lib/file-name.ts',
    'src/lib/later-version.ts',
    'src/lib/parse-json.ts',
    'src/output/columns.ts',
    'src/output/fields.ts',
    'src/platform/http-body.ts',
    'src/state/exported-files.ts',
  ],
  run: [
    'src/app/run/run.ts',
    'src/app/output/provenance.ts',
    'src/app/model/pull-batches.ts',
    'src/api/transport.ts',
    'src/cli/progress.ts',
    'src/credentials/choose-profile.ts',
    'src/output/json/json.ts',
    'src/platform/node/disk/files.ts',
  ],
  calls: ['src/catalogue/access.ts', 'src/catalogue/calls.ts'],
  'commands-calls': ['commands/calls/index.ts'],
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

const absent = Object.values(together)
  .flat()
  .filter((file) => !existsSync(file))
if (absent.length > 0) throw new Error(`scripts/build.mjs names what is not there: ${absent.join(', ')}`)

/** @param {string} id */
const path = (id) => relative(process.cwd(), id).replaceAll('\\', '/')

/**
 * Names a part after the file that is imported: `commands/calls/index.ts` becomes `commands-calls.cjs`.
 *
 * @param {import('rolldown').PreRenderedChunk} chunk
 */
function partName({ facadeModuleId, name }) {
  if (facadeModuleId === null) return `parts/${name}.cjs`
  const words = path(facadeModuleId).replace(/^(src|node_modules)\/|(\/index)?\.\w+$/g, '')
  return `parts/${words.replaceAll('/', '-')}.cjs`
}

/**
 * Commander can run subcommands as programs of their own. None is, and what that takes costs a millisecond at each start.
 *
 * @type {import('rolldown').Plugin}
 */
const noPrograms = {
  name: 'commander starts no programs',
  resolveId: (id, importer) => (id === 'node:child_process' && importer?.includes('commander') ? '\0none' : undefined),
  load: (id) => (id === '\0none' ? 'export {}' : undefined),
}

// Not all of dist/: what has been compiled for a release stays.
for (const old of ['parts', 'gong.cjs', 'jq.cjs', 'keychain.cjs'])
  rmSync(join('dist', old), { recursive: true, force: true })

await build({
  input: { gong: 'bin/gong.ts', jq: 'bin/jq-worker.ts', keychain: 'bin/keychain-helper.ts' },
  platform: 'node',
  external: ['jq-wasm', '@napi-rs/keyring'],
  resolve: { alias: { 'fastest-levenshtein': 'fastest-levenshtein/esm/mod.js' } },
  transform: { define: { GONG_VERSION: JSON.stringify(version) }, target: 'node20.19' },
  plugins: [noPrograms, rawText],
  checks: { ineffectiveDynamicImport: false },
  output: {
    dir: 'dist',
    format: 'cjs',
    strict: true,
    dynamicImportInCjs: false,
    minify: true,
    comments: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: partName,
    codeSplitting: {
      groups: Object.entries(together).map(([name, files]) => ({
        name,
        test: (id) => files.some((file) => path(id).startsWith(file)),
      })),
    },
  },
})

chmodSync(join('dist', 'gong.cjs'), 0o755)
// Node looks upwards for one of these from each file, and would read the large one of the package.
writeFileSync(join('dist', 'package.json'), '{"type":"commonjs"}\n')
