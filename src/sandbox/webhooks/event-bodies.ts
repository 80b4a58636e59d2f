import { isRow, type Row, rowsIn } from '../../lib/rows.ts'
import { utcTime } from '../../lib/utc-time.ts'
import { embeddedSandbox } from '../embedded.ts'

const CALLS_AT_ONCE = 10
const YEAR_MS = 365 * 86_400_000

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
  const startMs = now()
  for (let round = 0; ; round += 1)
    for await (const call of allCalls(sandbox, startMs)) yield JSON.stringify({ callData: withId(call, round), isTest })
}

type Sandbox = ReturnType<typeof embeddedSandbox>

/** Made ready a few at a time: all there is of a call takes a while. */
async function* allCalls(sandbox: Sandbox, nowMs: number): AsyncGenerator<Row> {
  const window = `fromDateTime=${utcTime(nowMs - YEAR_MS)}&toDateTime=${utcTime(nowMs)}`
  let cursor = ''
  do {
    const page = await ask(sandbox, 'GET', `calls?${window}${cursor && `&cursor=${cursor}`}`)
    const ids = rowsIn(page.calls).map(({ id }) => String(id))
    for (let at = 0; at < ids.length; at += CALLS_AT_ONCE)
      yield* rowsIn((await ask(sandbox, 'POST', 'calls/extensive', ids.slice(at, at + CALLS_AT_ONCE))).calls)
    cursor = isRow(page.records) ? encodeURIComponent(String(page.records.cursor ?? '')) : ''
  } while (cursor !== '')
}

async function ask(
  { send, baseUrl, authorization }: Sandbox,
  method: string,
  path: string,
  callIds?: readonly string[],
): Promise<Row> {
  const body = callIds && {
    filter: { callIds },
    contentSelector: { context: 'Extended', exposedFields: EVERYTHING },
  }
  const headers = { authorization, 'content-type': 'application/json' }
  const request = { method, url: `${baseUrl}/v2/${path}`, headers, timeoutMs: 0 }
  const answer = await send({ ...request, ...(body && { body: JSON.stringify(body) }) }, new AbortController().signal)
  const chunks: Uint8Array[] = []
  for await (const chunk of answer.body) chunks.push(chunk)
  const page: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  // A company without calls would be asked for ever.
  if (!isRow(page) || rowsIn(page.calls).length === 0) throw new Error('the sandbox has no calls')
  return page
}

function withId(call: Row, round: number): Row {
  if (round === 0 || !isRow(call.metaData)) return call
  return { ...call, metaData: { ...call.metaData, id: String(BigInt(String(call.metaData.id)) + BigInt(round)) } }
}
