import { describe, expect, it } from 'vitest'
import { isRow, type Json, rowsIn } from '../../../src/lib/rows.ts'
import { home, KEYS } from '../../run.ts'
import { callTool } from '../../support/mcp-answers.ts'
import { connect } from '../../support/mcp-client.ts'

describe('questions to gong mcp', () => {
  it('promises its tools in fewer bytes than a page of text', async () => {
    const { client } = await connect('--sandbox')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      ...['find_calls', 'read_call', 'read_transcript', 'search_said', 'account_history', 'person', 'team_numbers'],
      ...['scorecards', 'tracker_mentions', 'coaching', 'names', 'sql', 'schema', 'status', 'more'],
    ])
    expect(Buffer.byteLength(JSON.stringify(tools))).toBeLessThan(16_000)
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true)
  })

  it('finds calls, and says how many of them there are', async () => {
    const { client } = await connect('--sandbox')
    const { data, coverage } = await callTool(client, 'find_calls', {
      account: 'Oakhurst Clinics',
      from: '60d',
      limit: 2,
    })
    expect(rowsIn(data).map(({ accounts }) => accounts)).toEqual([['Oakhurst Clinics'], ['Oakhurst Clinics']])
    expect(coverage).toMatch(/^2 of \d+ calls that match, the newest first; from Gong, as of 2026-05-19T12:00:00Z/)
  })

  it('reads nothing of calls but the CRM for the names of accounts', async () => {
    const { client, close } = await connect('', { env: { ...KEYS, ...(await home()).env } })
    const { data } = await callTool(client, 'names', { kind: 'accounts', text: 'oakhurst clinics' })
    expect(data).toEqual([{ accountId: expect.any(String), name: 'Oakhurst Clinics', calls: expect.any(Number) }])
    const { sent, requests } = await close()
    expect(new Set(sent)).toEqual(new Set(['POST /v2/calls/extensive']))
    const selectors = requests.map(({ body }) => JSON.parse(String(body)).contentSelector)
    expect(new Set(selectors.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"context":"Extended"}']))
  })

  it('says once which account was probably meant, and reads the calls once for it', async () => {
    const { client, close } = await connect('', { env: { ...KEYS, ...(await home()).env } })
    const { data, coverage } = await callTool(client, 'account_history', { account: 'Oakhrst', from: '5d' })
    expect([data, String(coverage).match(/did you mean/g)]).toEqual([[], ['did you mean']])
    const firstPages = (await close()).requests.filter(({ body }) => body && !String(body).includes('cursor'))
    expect(firstPages).toHaveLength(1)
  })

  it('gives what is too long in parts, each within its bytes, and nothing twice', async () => {
    const { client } = await connect('--sandbox')
    const parts = [await callTool(client, 'find_calls', { from: '12d', limit: 200 })]
    while (handleOf(parts.at(-1)?.rest) !== undefined)
      parts.push(await callTool(client, 'more', { handle: handleOf(parts.at(-1)?.rest) }))
    expect(parts.length).toBeGreaterThan(1)
    expect(Math.max(...parts.map(({ bytes }) => bytes))).toBeLessThanOrEqual(24_000)
    expect(parts[0]?.rest).toMatchObject({ shown: expect.stringMatching(/^the first \d+ of \d+ rows$/), next: 'more' })
    const ids = parts.flatMap(({ data }) => rowsIn(data).map(({ callId }) => callId))
    expect(new Set(ids).size).toBe(ids.length)
    expect(parts[0]?.coverage).toContain(`${ids.length} of ${ids.length} calls that match`)
    expect(await callTool(client, 'more', { handle: 'nothing' })).toMatchObject({ isError: true })
  })

  it('gives the whole transcript of a call of an hour in one answer, and links where one asks for a part', async () => {
    const { client } = await connect('--sandbox')
    const { data } = await callTool(client, 'find_calls', { from: '30d', minDuration: '50m', limit: 1 })
    const [{ callId: call = null } = {}] = rowsIn(data)
    const whole = await callTool(client, 'read_transcript', { call })
    expect(rowsIn(whole.data).length).toBeGreaterThan(200)
    expect([whole.rest, whole.bytes < 48_000]).toEqual([undefined, true])
    const part = await callTool(client, 'read_transcript', { call, fromSeconds: 60, toSeconds: 90 })
    expect(rowsIn(part.data)[0]).toMatchObject({ at: expect.any(String), link: expect.stringContaining('highlights') })
  })

  it('names the candidates where a name is not enough', async () => {
    const { client } = await connect('--sandbox')
    const { isError, error } = await callTool(client, 'account_history', { account: 'oakhurst', from: '30d' })
    expect({ isError, error }).toMatchObject({
      isError: true,
      error: { kind: 'usage', hint: expect.stringMatching(/^one of Oakhurst \w+ \(001/) },
    })
  })

  it('names the command that gives a person the same figures, and the tool that tells a name', async () => {
    const { client } = await connect('--sandbox')
    const { text } = await callTool(client, 'scorecards', {
      by: ['rep', 'question'],
      during: 'last-week',
      team: 'Rosalind Okonkwo',
    })
    expect(JSON.parse(text).sources).toEqual([
      { command: "gong report scorecards --by rep --by question --team 'Rosalind Okonkwo' --during last-week" },
    ])
    const { error } = await callTool(client, 'person', { user: 'Kalani' })
    expect(error).toMatchObject({
      message: expect.stringContaining('did you mean "Kalani Nakamura-Reyes"?'),
      hint: 'names with kind users',
    })
  })

  it('says where there is no copy to ask with SQL', async () => {
    const { client } = await connect('--sandbox')
    expect(await callTool(client, 'sql', { sql: 'select 1' })).toMatchObject({
      isError: true,
      error: { kind: 'usage' },
    })
    expect((await callTool(client, 'status', {})).coverage).toMatch(/^no local copy of this company/)
  })
})

function handleOf(rest: Json | undefined) {
  return isRow(rest) && typeof rest.handle === 'string' ? rest.handle : undefined
}
