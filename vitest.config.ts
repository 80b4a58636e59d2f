import { existsSync, statfsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const MEMORY = '/dev/shm'
const ROOMY_BYTES = 512 * 1024 ** 2

/** A disk in memory, where there is one with room: what tests in one process write need not outlive a power cut. */
function memoryDisk(): { TMPDIR?: string } {
  if (!existsSync(MEMORY)) return {}
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize >= ROOMY_BYTES ? { TMPDIR: MEMORY } : {}
}

/** Files of few lines that take longest: in a clean clone Vitest knows sizes alone, and would begin them last. */
const LONGEST = [
  ...['system/workbook', 'system/fresh-clone', 'system/postgres-query', 'system/release', 'system/publish'],
  ...['system/mcp-inspector', 'system/mcp-conformance', 'system/overview-page', 'system/keychain-real'],
  ...['process/process', 'process/statements', 'process/terminal', 'process/append-process', 'process/faults'],
  ...['commands/store/purge', 'commands/project/examples', 'commands/search/copy', 'commands/store/sync/command'],
  ...['commands/store/sync/simulated-year', 'commands/bulk/each-dialect', 'commands/app/dry-and-real'],
  ...['commands/mcp/copy', 'commands/bulk/heap'],
].map((name) => `test/${name}.test.ts`)

/** Begins what takes longest first, so that no worker has it alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((path) => moduleId.endsWith(`/${path}`))
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

/** What a project has of its own; those of one group run together. */
interface Own {
  readonly env?: { TMPDIR?: string }
  readonly maxWorkers: number
  readonly groupOrder: number
}

const project = (name: string, { groupOrder, ...own }: Own) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], sequence: { groupOrder }, ...own },
})

// On two cores: tests in one process compute, and those of programs also wait, for sockets, clocks and other programs.
// Who runs two of these at a time gives each fewer.
const PROGRAMS = { maxWorkers: Number(process.env.GONG_TEST_WORKERS ?? 3), groupOrder: 1 }

export default defineConfig({
  define: { GONG_VERSION: JSON.stringify('0.0.0-test') },
  test: {
    projects: [
      project('unit', { env: memoryDisk(), maxWorkers: 2, groupOrder: 0 }),
      project('commands', { env: memoryDisk(), maxWorkers: 2, groupOrder: 0 }),
      project('process', PROGRAMS),
      project('system', PROGRAMS),
    ],
    sequence: { sequencer: LongestFirst },
    // For what hangs, not for what is slow: neighbours of a machine may take most of it away.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests share no state: whatever they touch is handed in. Loading the sources once a worker halves the time.
    isolate: false,
    setupFiles: ['test/support/each-file.ts'],
    // Most objects of a command line die young; with more room for them fewer outlive a collection by chance.
    execArgv: ['--max-semi-space-size=64'],
    experimental: { fsModuleCache: true },
    coverage: {
      include: ['bin/**/*.ts', 'commands/**/*.ts', 'src/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
    },
    // A run of another Node has a report of its own, so that CI can count them all.
    reporters: ['default', ['json', { outputFile: process.env.GONG_TEST_REPORT ?? '.reports/vitest.json' }]],
  },
})
