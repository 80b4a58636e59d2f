/**
 * The program as a single executable. There is no file of another program that it could start, so it starts itself: with the
 * path of one as its first argument it is that program.
 */
import { asksVersion, printVersion } from '../bin/print-version.ts'

const keychainHelper = './bin/keychain-helper.ts'
const statementProcess = './bin/statement-process.ts'
/** As Bun knows what it was built from, whatever the folder that the program runs in. */
const jqWorker = './jq.mjs'

if (process.argv[2] === keychainHelper) void import('../bin/keychain-helper.ts')
else if (process.argv[2] === statementProcess) void import('../bin/statement-process.ts')
else if (asksVersion()) printVersion()
else void run()

async function run(): Promise<void> {
  const [{ start }, { bunRuntime, collectGarbageEarly }] = await Promise.all([
    import('../bin/start.ts'),
    import('../src/platform/bun/index.ts'),
  ])
  collectGarbageEarly()
  const programs = { keychainHelper, jqWorker, statementProcess }
  await start({ path: process.execPath, form: 'executable', ...programs }, bunRuntime)
}
