/** Bundles the sources into few files, for the npm package and for the single executables alike. */
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
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
    'src/app/model/optional-inputs.ts',
    'src/app/model/poll.ts',
    'src/app/model/read-text.ts',
    'src/api/request.ts',
    'src/api/retry.ts',
    'src/bulk/inputs.ts',
    'src/bulk/line-columns.ts',
    'src/bulk/over-lines.ts',
    'src/bulk/result-columns.ts',
    'src/bulk/result-fields.ts',
    'src/bulk/table-flags.ts',
    'src/catalogue/outcomes.ts',
    'src/catalogue/settings.ts',
    'src/catalogue/users.ts',
    'src/lib/calendar-period.ts',
    'src/lib/check-window.ts',
    'src/lib/contact.ts',
    'src/lib/file-name.ts',
    'src/lib/later-version.ts',
    'src/lib/parse-json.ts',
    'src/lib/utc-time.ts',
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
  privacy: ['src/catalogue/privacy.ts'],
  'commands-calls': ['commands/calls/index.ts'],
  'commands-flows': ['commands/flows/index.ts', 'commands/flows/assign-inputs.ts', 'commands/flows/departure.ts'],
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

const absent = Object.values(together)
  .flat()
  .filter((file) => !existsSync(file))
if (absent.length > 0) throw new Error(`scripts/bundle.mjs names what is not there: ${absent.join(', ')}`)

/** @param {string} id */
const path = (id) => relative(process.cwd(), id).replaceAll('\\', '/')

/**
 * Names a part after the file that is imported: `commands/calls/index.ts` becomes `commands-calls`.
 *
 * @param {import('rolldown').PreRenderedChunk} chunk
 */
function partName({ facadeModuleId, name }) {
  if (facadeModuleId === null) return name
  return path(facadeModuleId)
    .replace(/^(src|node_modules)\/|(\/index)?\.\w+$/g, '')
    .replaceAll('/', '-')
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

/**
 * Writes a file for each program, and below parts/ one for each `import()` of the sources.
 *
 * @param {object} how
 * @param {Record<string, string>} how.programs the sources of the programs, by the names of their files
 * @param {'cjs' | 'mjs'} how.ending of the files, which says what modules they are
 * @param {string} how.folder
 * @param {string[]} [how.external] what the runtime has besides
 * @returns what was written
 */
export async function bundle({ programs, ending, folder, external = [] }) {
  return await build({
    input: programs,
    platform: 'node',
    external: ['@napi-rs/keyring', '@duckdb/node-api', 'pg-native', 'pg-cloudflare', ...external],
    resolve: { alias: { 'fastest-levenshtein': 'fastest-levenshtein/esm/mod.js' } },
    transform: { define: { GONG_VERSION: JSON.stringify(version) }, target: 'node20.19' },
    plugins: [noPrograms, rawText],
    checks: { ineffectiveDynamicImport: false },
    output: {
      dir: folder,
      format: ending === 'cjs' ? 'cjs' : 'esm',
      strict: true,
      dynamicImportInCjs: false,
      minify: true,
      comments: false,
      entryFileNames: `[name].${ending}`,
      chunkFileNames: (chunk) => `parts/${partName(chunk)}.${ending}`,
      codeSplitting: {
        groups: Object.entries(together).map(([name, files]) => ({
          name,
          test: (id) => files.some((file) => path(id).startsWith(file)),
        })),
      },
    },
  })
}
