import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request, as far as an answer depends on it. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** What its body is as JSON; only where it is small. */
  readonly body: unknown
}

/** What is kept of a body: a file that is uploaded is none of it. */
const MOST_BODY = 1_000_000

/** A Gong of a few answers, in this process, which keeps nothing. @param answer what stands in an answer of success */
export async function standIn(
  answer: (asked: Asked) => object,
): Promise<{ readonly env: Readonly<Record<string, string>>; stop(): void }> {
  // Node's own server breaks off what takes longer than five minutes, as a large upload on a busy machine may.
  const server = createServer({ requestTimeout: 0 }, async (request, response) => {
    const text = await textOf(request)
    const { method = '', url = '' } = request
    const { pathname: path, searchParams: query } = new URL(url, 'http://bench')
    const body: unknown = text.startsWith('{') ? JSON.parse(text) : undefined
    const known = path === '/v2/workspaces' ? { workspaces: [{ id: '1', name: 'Bench' }] } : {}
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ requestId: 'r', ...known, ...answer({ method, path, query, body }) }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const env = {
    GONG_BASE_URL: `http://127.0.0.1:${port}`,
    GONG_ACCESS_KEY: 'bench',
    GONG_ACCESS_KEY_SECRET: 'bench',
  }
  return { env, stop: () => void server.close() }
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) if (text.length < MOST_BODY) text += chunk.toString('latin1')
  return text.length < MOST_BODY ? text : ''
}

/** The texts of a list in a body. @param path such as `filter.callIds` */
export function textsAt(body: unknown, path: string): readonly string[] {
  const list = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], body)
  return Array.isArray(list) ? list.map(String) : []
}
