import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type Measured, timeProcesses } from './measure.ts'

const GONG = 'dist/gong.cjs'
const ROUNDS = 31

/** What a person waits for before anything happens, against a Node that does nothing. */
export async function startup(): Promise<Measured[]> {
  const server = await serve()
  const env = {
    GONG_BASE_URL: server.url,
    GONG_ACCESS_KEY: server.accessKey,
    GONG_ACCESS_KEY_SECRET: server.accessKeySecret,
  }
  const times = timeProcesses(
    {
      nothing: ['-e', '0'],
      version: [GONG, '--version'],
      help: [GONG, '--help'],
      'command help': [GONG, 'calls', 'list', '--help'],
      'one call': [GONG, 'settings', 'workspaces'],
    },
    ROUNDS,
    env,
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

interface Served {
  readonly url: string
  readonly accessKey: string
  readonly accessKeySecret: string
  stop(): void
}

async function serve(): Promise<Served> {
  const server = spawn(process.execPath, [GONG, 'sandbox', 'serve', '--port', '0', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
  return { ...(JSON.parse(line) as Omit<Served, 'stop'>), stop: () => void server.kill('SIGINT') }
}
