import { expect, it } from 'vitest'
import { everyOperation } from '../../../src/catalogue/index.ts'
import { Failure } from '../../../src/lib/errors.ts'
import { isRow, type Json, type Row } from '../../../src/lib/rows.ts'
import { openCompany } from '../../../src/sandbox/company/company.ts'
import { idSeries } from '../../../src/sandbox/company/ids.ts'
import { partiesOf } from '../../../src/sandbox/company/parties.ts'
import { parseFaults } from '../../../src/sandbox/faults.ts'
import { openSandbox, type SandboxOptions } from '../../../src/sandbox/handle.ts'
import { handlers } from '../../../src/sandbox/handlers/index.ts'
import { SANDBOX_KEYS, type SandboxKey } from '../../../src/sandbox/keys.ts'
import { parseState, stateText } from '../../../src/sandbox/state.ts'
import { script, sentenceCount } from '../../../src/sandbox/talk/script.ts'

/** A Wednesday afternoon. */
const NOW = Date.parse('2026-05-13T15:20:00Z')
const APRIL = 'fromDateTime=2026-04-01T00:00:00Z&toDateTime=2026-05-01T00:00:00Z'
const ALL = 'fromDateTime=2025-01-01T00:00:00Z&toDateTime=2027-01-01T00:00:00Z'
const NOTHING = 'fromDateTime=2020-01-01T00:00:00Z&toDateTime=2020-02-01T00:00:00Z'
const EVERYTHING = {
  context: 'Extended',
  exposedFields: {
    parties: true,
    media: true,
    collaboration: { publicComments: true },
    content: { brief: true, outline: true, keyPoints: true, trackers: true, topics: true, structure: true },
    interaction: { speakers: true, questions: true, personInteractionStats: true },
  },
}

interface Asking {
  readonly body?: Json
  readonly as?: SandboxKey
  readonly authorization?: string
}

interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly body: Row
}

function basicOf({ accessKey, secret }: SandboxKey): string {
  return `Basic ${Buffer.from(`${accessKey}:${secret}`).toString('base64')}`
}

function sandbox(options: Partial<SandboxOptions> = {}) {
  const send = openSandbox({ now: () => NOW, ...options })
  return async (
    method: string,
    path: string,
    { body, as = SANDBOX_KEYS.full, authorization }: Asking = {},
  ): Promise<Answered> => {
    const headers = { Authorization: authorization ?? basicOf(as) }
    const request = { method, url: `https://sandbox.example${path}`, headers, timeoutMs: 0 }
    const sent = body === undefined ? request : { ...request, body: JSON.stringify(body) }
    const answer = await send(sent, new AbortController().signal)
    const pieces: Uint8Array[] = []
    for await (const piece of answer.body) pieces.push(piece)
    const text = Buffer.concat(pieces).toString('utf8')
    const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {}
    return { status: answer.status, headers: answer.headers, text, body: isRow(parsed) ? parsed : {} }
  }
}

function rowsOf(value: Json | undefined): Row[] {
  return Array.isArray(value) ? value.filter(isRow) : []
}

function rowOf(value: Json | undefined): Row {
  return isRow(value) ? value : {}
}

/** All pages of a pull; `path` for a GET, or a body for a POST. */
async function pull(ask: ReturnType<typeof sandbox>, path: string, key: string, body?: Row): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: Json | undefined
  do {
    const answer = body
      ? await ask('POST', path, { body: cursor === undefined ? body : { ...body, cursor } })
      : await ask('GET', cursor === undefined ? path : `${path}&cursor=${cursor}`)
    rows.push(...rowsOf(answer.body[key]))
    cursor = rowOf(answer.body.records).cursor
  } while (cursor !== undefined)
  return rows
}

const ask = sandbox()
const everyCall = await pull(ask, `/v2/calls?${ALL}`, 'calls')
const details = await pull(ask, '/v2/calls/extensive', 'calls', {
  filter: { fromDateTime: '2026-04-01T00:00:00Z' },
  contentSelector: EVERYTHING,
})
const everyParty = details.flatMap((call) => rowsOf(call.parties))

function share<T>(list: readonly T[], fits: (one: T) => boolean): number {
  return list.filter(fits).length / list.length
}

it('has an answer for every operation of the catalogue', () => {
  expect(everyOperation.map(({ id }) => id).filter((id) => !(id in handlers))).toEqual([])
})

it('is the same company for the same seed and day, and another for another seed', async () => {
  const later = sandbox({ now: () => NOW + 3_600_000, today: NOW })
  const { body } = await ask('GET', `/v2/calls?${APRIL}`)
  expect((await later('GET', `/v2/calls?${APRIL}`)).body.calls).toEqual(body.calls)
  expect((await sandbox({ seed: 2 })('GET', `/v2/calls?${APRIL}`)).body.calls).not.toEqual(body.calls)
})

it('has over 5,000 calls, hundreds in a month, 40 users and 3 workspaces', async () => {
  expect(everyCall.length).toBeGreaterThan(5000)
  expect(rowOf((await ask('GET', `/v2/calls?${APRIL}`)).body.records).totalRecords).toBeGreaterThan(700)
  expect(rowsOf((await ask('GET', '/v2/users')).body.users)).toHaveLength(40)
  expect(rowsOf((await ask('GET', '/v2/workspaces')).body.workspaces)).toHaveLength(3)
})

it('has the same calls and users on another day, but for new ones and those that are older than half a year', async () => {
  const [one, other] = ['2026-06-01', '2026-06-10'].map((day) => sandbox({ now: () => Date.parse(`${day}T12:00:00Z`) }))
  const calls = async (ask: typeof one, from: string, to: string) =>
    rowsOf((await ask?.('GET', `/v2/calls?fromDateTime=${from}T00:00:00Z&toDateTime=${to}T00:00:00Z`))?.body.calls)
  const users = async (ask: typeof one) => rowsOf((await ask?.('GET', '/v2/users'))?.body.users)
  expect(await users(other)).toEqual(await users(one))
  for (const day of ['2025-12-18', '2026-05-06']) {
    const there = await calls(one, day, `${day.slice(0, -2)}20`)
    expect(there.length).toBeGreaterThan(20)
    expect(await calls(other, day, `${day.slice(0, -2)}20`)).toEqual(there)
  }
  const [old, young] = [
    ['2025-12-04', '2025-12-06'],
    ['2026-06-08', '2026-06-10'],
  ] as const
  const counts = [calls(one, ...old), calls(other, ...old), calls(one, ...young), calls(other, ...young)]
  const [oldThen = [], oldNow, youngThen, youngNow = []] = await Promise.all(counts)
  expect([oldThen.length > 20, oldNow, youngThen, youngNow.length > 20]).toEqual([true, [], [], true])
})

it('opens without throwing a single call, even with a hundred million of them', () => {
  expect(openCompany({ seed: 1, today: NOW, calls: 100_000_000 }).call(99_999_999).id).toMatch(/^\d{17,19}$/)
})

it('gives ids of 17 to 19 digits that no number holds, and finds each call by its id', () => {
  const calls = idSeries(1, 'call')
  const some = Array.from({ length: 2000 }, (_, index) => calls.of(index * 149))
  expect(new Set(some).size).toBe(2000)
  expect(new Set(some.map(({ length }) => length))).toEqual(new Set([17, 18, 19]))
  expect(share(some, (id) => String(Number(id)) !== id)).toBeGreaterThan(0.8)
  expect(some.map((id) => calls.indexOf(id))).toEqual(some.map((_, index) => index * 149))
})

it('knows no index for ids that belong to nobody', () => {
  const { indexOf, call } = openCompany({ seed: 1, today: NOW, calls: 100 })
  expect([indexOf('12'), indexOf('12345678901234567'), indexOf('x'), indexOf(idSeries(1, 'call').of(100))]).toEqual(
    Array(4).fill(undefined),
  )
  expect(indexOf(call(99).id)).toBe(99)
})

it('visits every call exactly once, page by page, and not in the order of their start', () => {
  const seen = everyCall.map(({ id }) => id)
  expect(new Set(seen).size).toBe(seen.length)
  const starts = everyCall.map(({ started }) => Date.parse(String(started)))
  expect(starts).not.toEqual([...starts].sort((a, b) => a - b))
})

it('shows a pull as it was when it began, though new calls appear meanwhile', async () => {
  let now = NOW
  const moving = sandbox({ now: () => now })
  const first = rowOf((await moving('GET', `/v2/calls?${ALL}`)).body.records)
  now += 50 * 60_000
  const second = rowOf((await moving('GET', `/v2/calls?${ALL}&cursor=${first.cursor}`)).body.records)
  expect([second.totalRecords, second.currentPageNumber]).toEqual([first.totalRecords, 1])
  expect(rowOf((await moving('GET', `/v2/calls?${ALL}`)).body.records).totalRecords).toBeGreaterThan(
    Number(first.totalRecords),
  )
})

it('has a cursor that looks like a JWT and tells when it ends, an hour after the first page', async () => {
  const cursor = String(rowOf((await ask('GET', `/v2/calls?${APRIL}`)).body.records).cursor)
  const [, payload = ''] = cursor.split('.')
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    pageSize: 100,
    pageNumber: 1,
    exp: NOW / 1000 + 3600,
  })
})

it('refuses a cursor an hour after the first page, however late the second one was', async () => {
  let now = NOW
  const ageing = sandbox({ now: () => now })
  const first = rowOf((await ageing('GET', `/v2/calls?${ALL}`)).body.records)
  now += 59 * 60_000
  const second = rowOf((await ageing('GET', `/v2/calls?${ALL}&cursor=${first.cursor}`)).body.records)
  now += 60_000
  const third = await ageing('GET', `/v2/calls?${ALL}&cursor=${second.cursor}`)
  expect([third.status, third.body.errors]).toEqual([400, ['cursor has expired']])
})

it.each([
  ['other inputs', (cursor: string) => `/v2/calls?${ALL}&cursor=${cursor}`],
  ['a changed signature', (cursor: string) => `/v2/calls?${APRIL}&cursor=${cursor}x`],
  ['text that is no cursor', () => `/v2/calls?${APRIL}&cursor=page2`],
])('refuses a cursor with %s', async (_name, path) => {
  const cursor = String(rowOf((await ask('GET', `/v2/calls?${APRIL}`)).body.records).cursor)
  const { status, body } = await ask('GET', path(cursor))
  expect([status, body.errors]).toEqual([400, ['failed to verify cursor']])
})

it('ignores a cursor in the query of a POST and gives the first page again', async () => {
  const body = { filter: { fromDateTime: '2026-04-01T00:00:00Z' } }
  const first = await ask('POST', '/v2/calls/extensive', { body })
  const { cursor } = rowOf(first.body.records)
  const again = await ask('POST', `/v2/calls/extensive?cursor=${cursor}&color=blue`, { body })
  expect(again.body.calls).toEqual(first.body.calls)
})

it('answers 404 in its own envelope for an empty list and an unknown id, and a page for a wrong path', async () => {
  const empty = await ask('GET', `/v2/calls?${NOTHING}`)
  expect([empty.status, empty.body.errors]).toEqual([404, ['No calls found corresponding to the provided filters']])
  expect((await ask('GET', '/v2/calls/123')).body.errors).toEqual(['Call ID 123 was not found'])
  expect((await ask('GET', '/v2/users/123')).body.errors).toEqual(['User ID 123 was not found'])
  const wrong = await ask('GET', '/v3/calls')
  expect([wrong.status, wrong.headers['content-type']]).toEqual([404, 'text/html'])
  expect(wrong.text).not.toContain('errors')
})

it('numbers its answers, so that no requestId comes twice', async () => {
  const seen = [await ask('GET', '/v2/users'), await ask('GET', '/v2/users'), await ask('GET', '/v2/users/0')]
  expect(new Set(seen.map(({ body }) => body.requestId)).size).toBe(3)
})

it('takes a key with its secret or a bearer token, and nothing else', async () => {
  const wrong = { ...SANDBOX_KEYS.full, secret: 'guess' }
  expect((await ask('GET', '/v2/users', { authorization: `Bearer ${SANDBOX_KEYS.full.bearer}` })).status).toBe(200)
  expect((await ask('GET', '/v2/users', { as: wrong })).status).toBe(401)
  expect((await ask('GET', '/v2/users', { authorization: 'Bearer undefined' })).status).toBe(401)
  expect((await ask('GET', '/v2/users', { authorization: '' })).status).toBe(401)
})

it('answers a missing scope with 401 and its name', async () => {
  const { status, body } = await ask('POST', '/v2/calls/transcript', { as: SANDBOX_KEYS.reader, body: { filter: {} } })
  expect([status, body.errors]).toEqual([
    401,
    ["You don't have permission to use 'api:calls:read:transcript' in your app."],
  ])
})

it('asks for a second scope before it gives media links', async () => {
  const lacking = { ...SANDBOX_KEYS.full, lacks: ['api:calls:read:media-url'] }
  const strict = sandbox({ keys: [lacking] })
  const plain = { filter: {} }
  const media = { ...plain, contentSelector: { exposedFields: { media: true } } }
  expect((await strict('POST', '/v2/calls/extensive', { as: lacking, body: plain })).status).toBe(200)
  expect((await strict('POST', '/v2/calls/extensive', { as: lacking, body: media })).text).toContain('media-url')
})

it('shows no calls to a key that may see none, as if the window were empty', async () => {
  const { status, body } = await ask('GET', `/v2/calls?${ALL}`, { as: SANDBOX_KEYS.blind })
  expect([status, body.errors]).toEqual([404, ['No calls found corresponding to the provided filters']])
  expect((await ask('GET', `/v2/calls/${everyCall[0]?.id}`, { as: SANDBOX_KEYS.blind })).status).toBe(404)
})

it.each([
  ['GET', '/v2/calls', undefined, 'fromDateTime is required'],
  ['GET', `/v2/calls?${APRIL}&workspaceId=x`, undefined, 'workspaceId is not an id'],
  ['GET', '/v2/calls/extensive', undefined, 'id is not an id'],
  ['GET', '/v2/users?includeAvatars=perhaps', undefined, 'includeAvatars is not true or false'],
  ['POST', '/v2/calls/extensive', {}, 'filter is required'],
  ['POST', '/v2/calls/extensive', { filter: { primaryUsers: [] } }, 'filter.primaryUsers is not a field of the body'],
  ['POST', '/v2/calls/transcript', undefined, 'the body is not an object'],
  ['POST', '/v2/calls/transcript', { filter: { fromDateTime: 'soon' } }, 'filter.fromDateTime is not a date-time'],
])('refuses %s %s with %j, and says why', async (method, path, body, why) => {
  const answer = await ask(method, path, body === undefined ? {} : { body })
  expect(answer.status).toBe(400)
  expect(String(answer.body.errors)).toContain(why)
})

it('filters conferences by their schedule in one list and by their start in the other', async () => {
  const moved = everyCall.find(
    ({ direction, started, scheduled }) =>
      direction === 'Conference' && Date.parse(String(started)) - Date.parse(String(scheduled)) > 86_400_000,
  )
  const window = (field: Json | undefined) => {
    const at = Date.parse(String(field))
    return { fromDateTime: new Date(at).toISOString(), toDateTime: new Date(at + 1000).toISOString() }
  }
  const listedAt = async (field: Json | undefined) =>
    rowsOf((await ask('GET', `/v2/calls?${new URLSearchParams(window(field))}`)).body.calls).map(({ id }) => id)
  const detailedAt = async (field: Json | undefined) =>
    rowsOf((await ask('POST', '/v2/calls/extensive', { body: { filter: window(field) } })).body.calls).map(
      ({ metaData }) => rowOf(metaData).id,
    )
  expect(await listedAt(moved?.scheduled)).toContain(moved?.id)
  expect(await listedAt(moved?.started)).not.toContain(moved?.id)
  expect(await detailedAt(moved?.started)).toContain(moved?.id)
  expect(await detailedAt(moved?.scheduled)).not.toContain(moved?.id)
})

it('takes the start of a window in and leaves its end out', async () => {
  const phoned = everyCall.find(({ direction }) => direction === 'Outbound')
  const at = Date.parse(String(phoned?.started))
  const between = async (from: number, to: number) => {
    const query = { fromDateTime: new Date(from).toISOString(), toDateTime: new Date(to).toISOString() }
    return rowsOf((await ask('GET', `/v2/calls?${new URLSearchParams(query)}`)).body.calls).map(({ id }) => id)
  }
  expect(await between(at, at + 1)).toContain(phoned?.id)
  expect(await between(at - 1, at)).not.toContain(phoned?.id)
})

it('wants ids and dates both to match', async () => {
  const callIds = everyCall.slice(0, 3).map(({ id }) => String(id))
  const filter = { callIds: [...callIds, ...callIds, '123'] }
  const both = { ...filter, fromDateTime: '2026-05-01T00:00:00Z' }
  const answer = await ask('POST', '/v2/calls/transcript', { body: { filter } })
  expect(
    rowsOf(answer.body.callTranscripts)
      .map(({ callId }) => callId)
      .sort(),
  ).toEqual([...callIds].sort())
  expect((await ask('POST', '/v2/calls/transcript', { body: { filter: both } })).status).toBe(404)
})

it('narrows to a workspace and to hosts', async () => {
  const { workspaceId, primaryUserId } = everyCall[0] ?? {}
  const body = { filter: { workspaceId: String(workspaceId), primaryUserIds: [String(primaryUserId)] } }
  const narrow = await pull(ask, '/v2/calls/extensive', 'calls', body)
  const expected = everyCall.filter((one) => one.workspaceId === workspaceId && one.primaryUserId === primaryUserId)
  expect(narrow.map(({ metaData }) => rowOf(metaData).id)).toEqual(expected.map(({ id }) => id))
  expect(narrow.length).toBeGreaterThan(10)
})

it('counts calls whose transcripts are late without a cursor that leads to them', async () => {
  const filter = { fromDateTime: '2026-05-13T08:00:00Z' }
  const { records, callTranscripts } = (await ask('POST', '/v2/calls/transcript', { body: { filter } })).body
  expect(rowOf(records).cursor).toBeUndefined()
  expect(Number(rowOf(records).totalRecords)).toBeGreaterThan(Number(rowOf(records).currentPageSize))
  expect(rowsOf(callTranscripts)).toHaveLength(Number(rowOf(records).currentPageSize))
})

it('shows nothing that has not happened yet', () => {
  const latest = Math.max(
    ...everyCall.map(({ started, duration }) => Date.parse(String(started)) + Number(duration) * 1000),
  )
  expect(latest).toBeLessThan(NOW)
  expect(latest).toBeGreaterThan(NOW - 86_400_000)
})

it.each([
  ['a terminal colour', /\u001b\[31m/],
  ['a formula', /^=HYPERLINK\(/],
  ['a right-to-left override', /\u202e/],
  ['emoji', /🚀/u],
  ['wide letters', /商談/u],
  ['a line break', /\n/],
  ['what file names cannot hold', /[<>:"|]/],
  ['more than 500 characters', /.{500}/],
  ['nothing but blanks', /^\s+$/],
])('has titles with %s', (_name, pattern) => {
  expect(everyCall.some(({ title }) => pattern.test(String(title)))).toBe(true)
})

it('repeats titles on one day', () => {
  const seen = everyCall.map(({ title, started }) => `${title} ${String(started).slice(0, 10)}`)
  expect(new Set(seen).size).toBeLessThan(seen.length)
})

it('prints times with many offsets and 0 to 6 fractional digits', () => {
  const fractions = everyCall.map(({ started }) => /\.(\d+)/.exec(String(started))?.[1]?.length ?? 0)
  expect([...new Set(fractions)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(new Set(everyCall.map(({ started }) => /(Z|[+-]\d\d:\d\d)$/.exec(String(started))?.[1])).size).toBeGreaterThan(
    5,
  )
})

it.each(['sdrDisposition', 'clientUniqueId', 'customData', 'purpose'])('mostly has null for %s', (field) => {
  expect(share(everyCall, (call) => call[field] === null)).toBeGreaterThan(0.9)
  expect(share(everyCall, (call) => call[field] === null)).toBeLessThan(1)
})

it.each(['name', 'emailAddress', 'title', 'phoneNumber'])('leaves an unknown %s of a buyer out', (field) => {
  const buyers = everyParty.filter(({ affiliation }) => affiliation === 'External')
  expect(share(buyers, (party) => field in party)).toBeLessThan(1)
  expect(share(buyers, (party) => field in party)).toBeGreaterThan(0.1)
  expect(buyers.every((party) => party[field] !== null && !('userId' in party))).toBe(true)
})

it('has people who say nothing, dial-ins with only a phone, and colleagues without a userId', () => {
  expect(everyParty.some(({ speakerId }) => speakerId === null)).toBe(true)
  const dialIns = everyParty.filter(({ affiliation }) => affiliation === 'Unknown')
  expect(dialIns.length).toBeGreaterThan(20)
  expect(dialIns.every((one) => 'phoneNumber' in one && !('name' in one) && !('emailAddress' in one))).toBe(true)
  expect(everyParty.some((one) => one.affiliation === 'Internal' && !('userId' in one))).toBe(true)
})

it('has calls without their host among the parties, and calls with one e-mail twice', () => {
  const mails = (call: Row) => rowsOf(call.parties).flatMap(({ emailAddress }) => emailAddress ?? [])
  expect(details.some((call) => new Set(mails(call)).size < mails(call).length)).toBe(true)
  expect(
    details.some((call) => rowsOf(call.parties).every(({ userId }) => userId !== rowOf(call.metaData).primaryUserId)),
  ).toBe(true)
})

it('gives a person another party id and speakerId in each call', () => {
  const everyone = everyParty.map(({ id }) => id)
  expect(new Set(everyone).size).toBe(everyone.length)
})

it('leaves content out of some calls, and single fields out of others', () => {
  const [without, withContent] = [
    details.filter((one) => !('content' in one)),
    details.filter((one) => 'content' in one),
  ]
  expect(without.length / details.length).toBeGreaterThan(0.01)
  expect(share(withContent, ({ content }) => 'brief' in rowOf(content))).toBeLessThan(1)
  expect(share(withContent, ({ content }) => 'brief' in rowOf(content))).toBeGreaterThan(0.9)
})

it('lists only internal speakers with the id of their party', () => {
  const shown = details.flatMap((call) =>
    rowsOf(rowOf(call.interaction).speakers).map(({ id }) => rowsOf(call.parties).find((party) => party.id === id)),
  )
  expect(shown.length).toBeGreaterThan(1000)
  expect(shown.every((party) => party?.affiliation === 'Internal')).toBe(true)
})

it('gives nothing but metaData when nothing else is asked for', async () => {
  const answer = await ask('POST', '/v2/calls/extensive', {
    body: { filter: { fromDateTime: '2026-05-01T00:00:00Z' } },
  })
  expect(Object.keys(rowsOf(answer.body.calls)[0] ?? {})).toEqual(['metaData'])
})

it('hears in a call what its transcript says', async () => {
  const heard = details.find(({ content }) => rowsOf(rowOf(content).trackers).length > 1)
  const { id, duration } = rowOf(heard?.metaData)
  const { outline, trackers } = rowOf(heard?.content)
  const body = { filter: { callIds: [String(id)] } }
  const said = rowsOf((await ask('POST', '/v2/calls/transcript', { body })).body.callTranscripts)
  const text = JSON.stringify(said).toLowerCase()
  const phrases = rowsOf(trackers).flatMap((tracker) => rowsOf(tracker.phrases).map(({ phrase }) => String(phrase)))
  expect(phrases.filter((phrase) => !text.includes(phrase.toLowerCase()))).toEqual([])
  const last = rowsOf(outline).at(-1)
  expect(Number(last?.startTime) + Number(last?.duration)).toBeLessThanOrEqual(Number(duration))
})

const opened = openCompany({ seed: 1, today: NOW, calls: 5200 })
const talks = Array.from({ length: 400 }, (_, index) => {
  const call = opened.call(index * 13)
  const present = partiesOf(call, opened.users)
  return { call, present, said: script(call, present) }
})

it('has transcripts of 20 to 400 sentences', () => {
  const counts = Array.from({ length: opened.size }, (_, index) => sentenceCount(opened.call(index)))
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([20, 400])
  for (const { call, said } of talks)
    expect(said.flatMap(({ sentences }) => sentences)).toHaveLength(sentenceCount(call))
})

it('keeps sentences in order and inside the call, in milliseconds', () => {
  for (const { call, said } of talks) {
    const times = said.flatMap(({ sentences }) => sentences.flatMap(({ start, end }) => [start, end]))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(0)
    expect(times.at(-1)).toBeLessThanOrEqual(call.duration * 1000)
  }
})

it('lets only people speak who have a speakerId, some of them twice in a row', () => {
  const all = talks.flatMap(({ said }) => said)
  expect(all.every(({ speaker }) => speaker.speakerId !== null)).toBe(true)
  expect(all.some(({ speaker }, place) => all[place - 1]?.speaker === speaker)).toBe(true)
})

it('does not go round in circles, however long a talk is', () => {
  const longest = talks.filter(({ said }) => said.flatMap(({ sentences }) => sentences).length > 380)
  for (const { said } of longest) {
    const texts = said.flatMap(({ sentences }) => sentences.map(({ text }) => text))
    expect(new Set(texts).size / texts.length).toBeGreaterThan(0.95)
    expect(texts.filter((text) => /[{}|]|undefined/.test(text))).toEqual([])
  }
  expect(longest.length).toBeGreaterThan(0)
})

it('mostly names no topic for a monologue', async () => {
  const filter = { fromDateTime: '2026-04-01T00:00:00Z' }
  const answer = await ask('POST', '/v2/calls/transcript', { body: { filter } })
  const monologues = rowsOf(answer.body.callTranscripts).flatMap(({ transcript }) => rowsOf(transcript))
  expect(share(monologues, ({ topic }) => topic === null)).toBeGreaterThan(0.7)
  expect(share(monologues, ({ topic }) => topic === null)).toBeLessThan(0.9)
})

it('has users in a tree with one at the top, some of them inactive', async () => {
  const users = rowsOf((await ask('GET', '/v2/users')).body.users)
  const known = new Set(users.map(({ id }) => id))
  expect(users.filter(({ managerId }) => managerId === null)).toHaveLength(1)
  expect(users.every(({ managerId }) => managerId === null || known.has(managerId ?? ''))).toBe(true)
  expect(users.filter(({ active }) => active === false)).toHaveLength(4)
})

it('lists the avatars of Gong staff only on demand, also in a search', async () => {
  expect(rowsOf((await ask('GET', '/v2/users?includeAvatars=true')).body.users)).toHaveLength(42)
  const body = { filter: { includeAvatars: true } }
  expect(rowsOf((await ask('POST', '/v2/users/extensive', { body })).body.users)).toHaveLength(42)
})

it('finds users by id and by the time they were created', async () => {
  const [first, second] = rowsOf((await ask('GET', '/v2/users')).body.users)
  const find = async (filter: Row) => await ask('POST', '/v2/users/extensive', { body: { filter } })
  expect((await find({ userIds: [String(second?.id)] })).body.users).toEqual([second])
  expect((await find({ createdToDateTime: String(second?.created) })).body.users).toEqual([first])
  expect((await find({ createdFromDateTime: '2030-01-01T00:00:00Z' })).status).toBe(404)
})

it('tells how the settings of each user changed, for somebody who left also that', async () => {
  const users = rowsOf((await ask('GET', '/v2/users')).body.users)
  const left = users.find(({ active }) => active === false)
  const history = rowsOf((await ask('GET', `/v2/users/${left?.id}/settings-history`)).body.userSettingsHistory)
  expect(history.at(-1)).toMatchObject({ setting: 'active', value: false })
  expect((await ask('GET', `/v2/users/${left?.id}`)).body.user).toEqual(left)
})

it('answers 429 above the rate with the seconds to wait, and again after them', async () => {
  let now = NOW
  const slow = sandbox({ now: () => now, rate: { perSecond: 3 } })
  const statuses = []
  for (let count = 0; count < 4; count++) statuses.push((await slow('GET', '/v2/users')).status)
  const refused = await slow('GET', '/v2/users')
  now += 1000
  expect([...statuses, (await slow('GET', '/v2/users')).status]).toEqual([200, 200, 200, 429, 200])
  expect(refused.headers['retry-after']).toBe('1')
})

it('sends a client away for hours when the day is spent', async () => {
  const spent = sandbox({ rate: { perDay: 1 } })
  await spent('GET', '/v2/users')
  expect((await spent('GET', '/v2/users')).headers['retry-after']).toBe('86400')
})

it('waits as long as it is told before it answers', async () => {
  const waits: number[] = []
  const late = sandbox({ latency: 800, sleep: async (ms) => void waits.push(ms) })
  await late('GET', '/v2/users')
  expect(waits).toEqual([800])
})

it.each([
  ['429', 429, 'application/json;charset=UTF-8'],
  ['500', 500, 'application/json;charset=UTF-8'],
  ['html', 502, 'text/html'],
  ['redirect', 302, 'text/html'],
])('plays the fault %s', async (fault, status, type) => {
  const answer = await sandbox({ faults: parseFaults(`${fault}=1`) })('GET', '/v2/users')
  expect([answer.status, answer.headers['content-type']]).toEqual([status, type])
})

it('plays a reset before the answer and a cut in the middle of it', async () => {
  const lost = { code: 'ECONNRESET' }
  await expect(sandbox({ faults: parseFaults('reset=1') })('GET', '/v2/users')).rejects.toMatchObject(lost)
  await expect(sandbox({ faults: parseFaults('cut=1') })('GET', '/v2/users')).rejects.toMatchObject(lost)
})

it('stalls until the client gives up', async () => {
  const send = openSandbox({ now: () => NOW, faults: { stall: 1 } })
  const giveUp = new AbortController()
  const request = { method: 'GET', url: 'https://sandbox.example/v2/users', headers: {}, timeoutMs: 0 }
  const answer = send(request, giveUp.signal)
  giveUp.abort(new Error('enough'))
  await expect(answer).rejects.toThrow('enough')
})

it('lets only requests with a cursor expire', async () => {
  const { cursor } = rowOf((await ask('GET', `/v2/calls?${APRIL}`)).body.records)
  const expiring = sandbox({ faults: { expired: 1 } })
  expect((await expiring('GET', `/v2/calls?${APRIL}`)).status).toBe(200)
  expect((await expiring('GET', `/v2/calls?${APRIL}&cursor=${cursor}`)).body.errors).toEqual(['cursor has expired'])
})

it('throws the same faults for the same seed', async () => {
  const run = async () => {
    const shaky = sandbox({ faults: { '500': 0.5 } })
    const statuses = []
    for (let count = 0; count < 20; count++) statuses.push((await shaky('GET', '/v2/workspaces')).status)
    return statuses
  }
  const once = await run()
  expect(await run()).toEqual(once)
  expect(new Set(once)).toEqual(new Set([200, 500]))
})

it('spreads a single number over every fault but the redirect', () => {
  const faults = parseFaults('0.7')
  expect(Object.keys(faults)).not.toContain('redirect')
  expect(Object.values(faults).reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(0.7)
  expect(parseFaults('429=0.05, cut=0.1')).toEqual({ '429': 0.05, cut: 0.1 })
})

it.each(['2', 'cut=2', 'cut=', 'flood=0.1', '429=0.6,500=0.6', ''])('refuses the faults "%s"', (text) => {
  expect(() => parseFaults(text)).toThrow(Failure)
})

it('keeps seed, size and day in its state, and finds the same calls on another day', async () => {
  const { changes: _, ...state } = parseState(stateText({ seed: 7, calls: 900, today: NOW, changes: {} }))
  const then = await sandbox({ seed: 7, calls: 900 })('GET', `/v2/calls?${APRIL}`)
  const later = await sandbox({ ...state, now: () => NOW + 9 * 86_400_000 })('GET', `/v2/calls?${APRIL}`)
  expect(later.body.calls).toEqual(then.body.calls)
})

it.each(['', '[]', '{"version":2}', '{"version":1,"seed":"x","calls":1,"today":"2026-05-13"}'])(
  'refuses the state %j',
  (text) => {
    expect(() => parseState(text)).toThrow(Failure)
  },
)
