import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Failure } from '../../lib/errors.ts'
import { isLoopback } from '../../lib/loopback.ts'
import type { StartCallbackServer, TextPage } from '../ports.ts'

/** Plain text and no cache: nothing in it can be a script or a link. */
const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  connection: 'close',
}

/** Listens on this machine for a browser that comes back from a sign-in. Everything but a GET with a loopback Host is refused. */
export const startCallbackServer: StartCallbackServer = async (host, port, answer) => {
  const answered: Promise<unknown>[] = []
  const server = createServer((request, response) => {
    answered.push(new Promise((resolve) => response.once('close', resolve)))
    const { status, text } = refusal(request) ?? answer(request.url ?? '/')
    response.writeHead(status, HEADERS).end(`${text}\n`)
  })
  await listen(server, host, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      await Promise.all(answered)
      server.close()
      // Browsers keep idle connections open.
      server.closeAllConnections()
    },
  }
}

/** DNS rebinding: another site's page can reach this socket under a name of its own, which the Host header shows. */
function refusal({ method, headers }: IncomingMessage): TextPage | undefined {
  const host = `http://${headers.host ?? ''}`
  if (!URL.canParse(host) || !isLoopback(new URL(host).hostname))
    return { status: 421, text: 'This is another machine.' }
  return method === 'GET' ? undefined : { status: 405, text: 'Only GET is answered here.' }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  } catch (cause) {
    throw new Failure('usage', `${host}:${port} cannot be listened on`, {
      hint: 'end what uses that port, or give --redirect another one that is registered in Gong, or use --manual',
      cause,
    })
  }
}
