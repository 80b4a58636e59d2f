import { systemClock } from '../node/clock.ts'
import type { Runtime } from '../node/index.ts'
import { withLibraryFolder } from './library-folder.ts'
import { machineMs } from './machine-clock.ts'
import { unblocked } from './terminal-output.ts'

export { collectGarbageEarly } from './collect-garbage.ts'

/** What Bun, which runs the single executable, does otherwise than Node. */
export const bunRuntime: Runtime = {
  name: 'bun',
  version: process.versions.bun ?? '',
  clock: { ...systemClock, monotonicMs: machineMs },
  // A program that listens to SIGHUP would be ended by it under nohup, too. Node has it back from nohup anyway.
  endedBy: ['SIGINT', 'SIGTERM'],
  loadPipes: async () => (await import('./blocking-pipes.ts')).blockingPipes,
  loadNetwork: async (env, loadHttp) => (await import('./fetch-transport.ts')).fetchTransport(env, loadHttp),
  libraryEnv: withLibraryFolder,
  outputOf: (fd) => unblocked(fd === 1 ? process.stdout : process.stderr, fd),
}
