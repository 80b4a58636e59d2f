/** The composition root: calls `main` with the Node platform and the commands. */
import { entries } from '../commands/index.ts'
import { httpTransport } from '../src/api/transport.ts'
import { main } from '../src/cli/main.ts'
import { nodePlatform } from '../src/platform/node/index.ts'
import { installOf } from '../src/platform/node/install.ts'

declare const GONG_VERSION: string

/**
 * Runs the command line of this process.
 *
 * @param folder of the other programs: the keychain's helper and the thread of jq
 */
export async function start(folder: string): Promise<void> {
  const platform = nodePlatform({
    network: httpTransport(process.env),
    keychainHelper: `${folder}/keychain.cjs`,
    jqWorker: `${folder}/jq.cjs`,
  })
  // Not process.exit: it would cut off a pipe that has not been read yet.
  process.exitCode = await main(process.argv.slice(2), platform, {
    entries,
    about: {
      version: GONG_VERSION,
      runtime: { name: 'node', version: process.versions.node },
      platform: `${process.platform} ${process.arch}`,
      install: () => installOf(`${folder}/gong.cjs`, process.env),
    },
    openSandbox: async (now) => (await import('../src/sandbox/embedded.ts')).embeddedSandbox(now),
  })
}
