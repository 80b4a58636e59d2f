import { isRow, type Json, type Row, rowsIn } from '../../src/lib/rows.ts'
import { testSandbox } from '../run.ts'

const KEY = `Basic ${Buffer.from('sandbox:sandbox-secret').toString('base64')}`

/**
 * The records of the sandbox as its answers have them, asked for without the client: by POST, or by GET without a body, page
 * after page. Long numbers become texts.
 */
export async function rawRecords(path: string, key: string, body?: Row): Promise<Row[]> {
  const send = testSandbox()
  const all: Row[] = []
  for (let cursor: Json | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const query = body === undefined && cursor !== undefined ? `?cursor=${encodeURIComponent(String(cursor))}` : ''
    const request = {
      method: body === undefined ? 'GET' : 'POST',
      url: `https://api.gong.io${path}${query}`,
      headers: { authorization: KEY, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify({ ...body, ...(cursor !== undefined && { cursor }) }),
      timeoutMs: 0,
    }
    const answer = await send(request, new AbortController().signal)
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const parsed: Json = JSON.parse(text.replace(/:(-?\d{16,})(?=[,}\]])/g, ':"$1"'))
    if (!isRow(parsed)) throw new Error(`${path}: ${text.slice(0, 200)}`)
    all.push(...rowsIn(parsed[key]))
    cursor = isRow(parsed.records) ? parsed.records.cursor : undefined
  }
  return all
}
