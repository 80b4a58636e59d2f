import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measured, timeProcesses } from './measure.ts'
import { GONG, serve } from './server.ts'

const ROUNDS = 31

/** Node 22 keeps what V8 has compiled, and Node 20 compiles it at every start. */
const [help, call] = Number.parseInt(process.versions.node, 10) < 22 ? [1.8, 2.4] : [1.6, 2]

/** What a person waits for before anything happens, against a Node that does nothing. */
export async function startup(): Promise<Measured[]> {
  const server = await serve()
  const state = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const times = timeProcesses(
    {
      nothing: ['-e', '0'],
      version: [GONG, '--version'],
      help: [GONG, '--help'],
      'command help': [GONG, 'calls', 'list', '--help'],
      'one call': [GONG, 'settings', 'workspaces', '--rate', '0'],
    },
    ROUNDS,
    { ...server.env, GONG_STATE_DIR: state },
  )
  server.stop()
  rmSync(state, { recursive: true })
  const row = (what: string, name: string, most: number) => ({
    what,
    against: '`node -e 0`',
    ratio: (times[name] ?? 0) / (times.nothing ?? 1),
    most,
  })
  return [
    row('`gong --version`', 'version', 1.15),
    row('`gong --help`', 'help', help),
    row('`gong calls list --help`', 'command help', help),
    row('one API call on loopback', 'one call', call),
  ]
}
