/**
 * The program as a single executable. There is no file of the keychain's helper that it could start, so it starts itself:
 * with that path as its first argument it is the helper.
 */
import { asksVersion, printVersion } from '../bin/print-version.ts'

const keychainHelper = './bin/keychain-helper.ts'
/** As Bun knows what it was built from, whatever the folder that the program runs in. */
const jqWorker = './jq.mjs'

if (process.argv[2] === keychainHelper) void import('../bin/keychain-helper.ts')
else if (asksVersion()) printVersion()
else void run()

async function run(): Promise<void> {
  const [{ start }, { bunRuntime, collectGarbageEarly }] = await Promise.all([
    import('../bin/start.ts'),
    import('../src/platform/bun/index.ts'),
  ])
  collectGarbageEarly()
  await start({ path: process.execPath, form: 'executable', keychainHelper, jqWorker }, bunRuntime)
}
