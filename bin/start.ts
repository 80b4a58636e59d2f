/** The composition root: calls `main` with the Node platform and the commands. */
import { entries } from '../commands/index.ts'
import { main } from '../src/cli/main.ts'
import { once } from '../src/lib/once.ts'
import { nodePlatform, nodeRuntime, type PlatformParts, type Runtime } from '../src/platform/node/index.ts'
import { installOf } from '../src/platform/node/install.ts'

declare const GONG_VERSION: string

/** The program as built. */
interface Program extends Pick<PlatformParts, 'pathOf'> {
  readonly path: string
  /** Told for an executable, whose path does not tell it. */
  readonly form?: 'executable'
}

/** Runs the command line of this process. */
export async function start({ path, pathOf, form }: Program, runtime: Runtime = nodeRuntime): Promise<void> {
  const { env } = process
  const loadHttp = once(async () => (await import('../src/api/transport.ts')).httpTransport(env))
  const network = once(async () => (await runtime.loadNetwork?.(env, loadHttp)) ?? (await loadHttp()))
  const platform = nodePlatform({ network: async (...request) => (await network())(...request), runtime, pathOf })
  // Not process.exit: it would cut off a pipe that has not been read yet.
  process.exitCode = await main(process.argv.slice(2), platform, {
    entries,
    about: {
      version: GONG_VERSION,
      runtime: { name: runtime.name, version: runtime.version },
      platform: `${process.platform} ${process.arch}`,
      install: () => installOf(path, env, form),
    },
    manualPage: async () => (await import('../commands/manual-page.ts')).manualPage(),
    openSandbox: async (now) => (await import('../src/sandbox/embedded.ts')).embeddedSandbox(now),
  })
}
