import type { LocalJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { onAbort } from '../../src/lib/on-abort.ts'
import { serveLoopback } from '../../src/mcp/http.ts'
import { type HttpSessions, httpSessions } from '../../src/mcp/http-sessions.ts'

/** Where clients find the server. */
const PATH = '/mcp'

/** Characters of a token that somebody chose. */
const SHORTEST = 16

/**
 * Serves any number of clients of this machine that have the token, until a signal ends it.
 *
 * @throws Failure `usage` for a token that could be guessed or that nobody would hear of, and for a port that is taken
 */
export async function serveOnHttp(port: number, sessions: HttpSessions, job: LocalJob): Promise<void> {
  const { context } = job
  const own = context.env.GONG_MCP_TOKEN
  if (own && own.length < SHORTEST)
    throw new Failure('usage', `GONG_MCP_TOKEN has less than ${SHORTEST} characters`, {
      hint: 'leave it out, and gong mcp makes one',
    })
  if (!own && job.globals.quiet)
    throw new Failure('usage', '--quiet would keep the token to itself', {
      hint: 'set GONG_MCP_TOKEN, or leave --quiet out',
    })
  const token = own || sessions.token()
  const { handle, close } = httpSessions(sessions)
  const server = await serveLoopback(port, { token, path: PATH }, handle)
  await job.warn(`serving agents on http://127.0.0.1:${server.port}${PATH}`)
  if (!own) await job.warn(`token: ${token}`)
  await new Promise<void>((resolve) => void onAbort(context.interrupted, resolve))
  await close()
  await server.close()
}
