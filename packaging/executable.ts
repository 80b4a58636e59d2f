/**
 * The program as a single executable. There is no file of another program that it could start, so it starts itself: with the
 * path of one as its first argument it is that program.
 */
import { asksVersion, printVersion } from '../bin/print-version.ts'

/** A thread is named as Bun knows what it was built from, whatever the folder that the program runs in. */
const paths = { keychain: './bin/keychain-helper.ts', statement: './bin/statement-process.ts', jq: './jq.mjs' }

if (process.argv[2] === paths.keychain) void import('../bin/keychain-helper.ts')
else if (process.argv[2] === paths.statement) void import('../bin/statement-process.ts')
else if (asksVersion()) printVersion()
else void run()

async function run(): Promise<void> {
  const [{ start }, { bunRuntime, collectGarbageEarly }] = await Promise.all([
    import('../bin/start.ts'),
    import('../src/platform/bun/index.ts'),
  ])
  collectGarbageEarly()
  await start({ path: process.execPath, form: 'executable', pathOf: (name) => paths[name] }, bunRuntime)
}
