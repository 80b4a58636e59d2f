import { afterAll, describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { isStreamed } from '../../../src/api/transport.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { type Json, type Row, rowsIn } from '../../../src/lib/rows.ts'
import type { HttpRequest, StreamedBody } from '../../../src/platform/http.ts'
import { home, run, testSandbox } from '../../run.ts'
import { CHANGING_LINES } from '../../support/changing-lines.ts'
import { bare, network, operationOf } from '../../support/fake-gong.ts'
import { lineFiles } from '../../support/line-files.ts'

const changing = commandsIn(await tree(entries)).filter(({ command }) => 'plan' in command)
const lines = changing.flatMap(({ path }) => (CHANGING_LINES[path] ?? []).map((rest) => `${path} ${rest}`))
const files = await lineFiles()

afterAll(files.remove)

/** Gong, as the sandbox plays it, and as one that knows nothing and agrees to everything. */
const COMPANIES = {
  'the sandbox': () => testSandbox(),
  'a Gong that agrees to everything': () => network(bare),
}

describe.each(Object.entries(COMPANIES))('in %s', (_, company) => {
  it.each(lines)('gong %s sends what its dry run shows, body by body', async (line) => {
    const words = files.fill(line)
    const dry = await run(`${words} --dry-run`, { network: company(), env: await ownHome() })
    const real = await run(`${words} --yes`, { network: company(), env: await ownHome() })
    expect(dry.requests.filter(changes)).toEqual([])
    const shown = requestsIn(dry.out)
    const sent = await Promise.all(real.requests.filter(changes).map(asShown))
    expect(sent).toEqual(shown.slice(0, sent.length).map((request, at) => filled(request, sent[at])))
    expect(sent.length === shown.length || real.exit !== 0).toBe(true)
    expect(shown.length > 0 || dry.exit === real.exit).toBe(true)
  })
})

it('leaves out no command that changes something', () => {
  expect(changing.map(({ path }) => path).filter((path) => !(path in CHANGING_LINES))).toEqual([])
})

async function ownHome() {
  return { GONG_ACCESS_KEY: 'sandbox', GONG_ACCESS_KEY_SECRET: 'sandbox-secret', GONG_RATE: '0', ...(await home()).env }
}

function changes(request: HttpRequest): boolean {
  return operationOf(request)?.effect !== 'read'
}

/** None where the plan could not be made, since Gong did not have what was named. */
function requestsIn(out: string): readonly Row[] {
  if (out === '') return []
  const shown: Json = JSON.parse(out)
  return rowsIn(Array.isArray(shown) ? shown : [shown])
}

/** A request that left, in the words of a dry run. */
async function asShown({ method, url, headers, body }: HttpRequest): Promise<Row> {
  const request = { method, url, headers: { ...headers, authorization: '***' } }
  if (typeof body === 'string') return { ...request, body: JSON.parse(body) }
  return isStreamed(body) ? { ...request, body: await formAsShown(body) } : request
}

/** Lines of JSON stand there, as far as they are the first five. */
async function formAsShown(body: StreamedBody): Promise<Json> {
  const form = `a form of ${body.sizeBytes} bytes`
  const chunks: Uint8Array[] = []
  for await (const chunk of body.chunks()) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  if (!text.includes('.ldjson"')) return form
  const objects = text.match(/^\{.*\}$/gm) ?? []
  return { form, firstLines: objects.slice(0, 5).map((line): Json => JSON.parse(line)) }
}

/** What a dry run cannot know, such as `<callId>` or a random name, is taken from what was sent. */
function filled(shown: Row, sent: Row | undefined): Row {
  const pattern = escaped(String(shown.url)).replace(/<\w+>|generated-when-sent/g, '[^/?&]+')
  const url = new RegExp(`^${pattern}$`).test(String(sent?.url)) ? String(sent?.url) : String(shown.url)
  return { ...shown, url }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
