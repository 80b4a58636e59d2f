import { isRow, type Row, rowsIn } from '../../lib/rows.ts'
import type { HttpTransport } from '../../platform/http.ts'
import { embeddedSandbox } from '../embedded.ts'

const EVERYTHING = {
  parties: true,
  content: { topics: true, trackers: true, brief: true, outline: true, highlights: true, keyPoints: true },
  interaction: { speakers: true, personInteractionStats: true, questions: true },
  collaboration: { publicComments: true },
}

/**
 * What the rule of the sandbox posts about its calls. When all have been sent, they come again under other ids.
 *
 * @param now milliseconds since the epoch
 */
export async function* eventBodies(now: () => number, isTest: boolean): AsyncGenerator<string> {
  const sandbox = embeddedSandbox(now)
  for (let round = 0; ; round += 1)
    for await (const call of allCalls(sandbox.send, sandbox))
      yield JSON.stringify({ callData: withId(call, round), isTest })
}

async function* allCalls(
  send: HttpTransport,
  { baseUrl, authorization }: { readonly baseUrl: string; readonly authorization: string },
): AsyncGenerator<Row> {
  let cursor: unknown
  do {
    const body = { filter: {}, contentSelector: { context: 'Extended', exposedFields: EVERYTHING }, cursor }
    const headers = { authorization, 'content-type': 'application/json' }
    const url = `${baseUrl}/v2/calls/extensive`
    const request = { method: 'POST', url, headers, body: JSON.stringify(body), timeoutMs: 0 }
    const answer = await send(request, new AbortController().signal)
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    const page: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (!isRow(page)) return
    yield* rowsIn(page.calls)
    cursor = isRow(page.records) ? page.records.cursor : undefined
  } while (cursor !== undefined)
}

function withId(call: Row, round: number): Row {
  if (round === 0 || !isRow(call.metaData)) return call
  return { ...call, metaData: { ...call.metaData, id: String(BigInt(String(call.metaData.id)) + BigInt(round)) } }
}
