import { type Measured, timeProcesses } from './measure.ts'
import { GONG, serve } from './server.ts'

const ROUNDS = 31

/** What a person waits for before anything happens, against a Node that does nothing. */
export async function startup(): Promise<Measured[]> {
  const server = await serve()
  const times = timeProcesses(
    {
      nothing: ['-e', '0'],
      version: [GONG, '--version'],
      help: [GONG, '--help'],
      'command help': [GONG, 'calls', 'list', '--help'],
      'one call': [GONG, 'settings', 'workspaces', '--rate', '0'],
    },
    ROUNDS,
    server.env,
  )
  server.stop()
  const against = '`node -e 0`'
  const row = (what: string, name: string, most: number) => ({
    what,
    against,
    ratio: (times[name] ?? 0) / (times.nothing ?? 1),
    most,
  })
  return [
    row('`gong --version`', 'version', 1.15),
    row('`gong --help`', 'help', 1.4),
    row('`gong calls list --help`', 'command help', 1.4),
    row('one API call on loopback', 'one call', 1.5),
  ]
}
