import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export const GONG = 'dist/gong.cjs'

interface Served {
  /** What sends `gong` there. */
  readonly env: Readonly<Record<string, string>>
  stop(): void
}

/** The stand-in company in a process of its own. @param flags of `gong sandbox serve` */
export async function serve(...flags: readonly string[]): Promise<Served> {
  const args = [GONG, 'sandbox', 'serve', '--port', '0', '--quiet', ...flags]
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
  const { url, accessKey, accessKeySecret } = JSON.parse(line) as Record<string, string>
  const env = { GONG_BASE_URL: `${url}`, GONG_ACCESS_KEY: `${accessKey}`, GONG_ACCESS_KEY_SECRET: `${accessKeySecret}` }
  const stop = () => void server.kill('SIGINT')
  // A measurement that fails must not leave its server behind.
  process.once('exit', stop)
  return { env, stop }
}
