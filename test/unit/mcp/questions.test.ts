import { describe, expect, it } from 'vitest'
import { rowsIn } from '../../../src/lib/rows.ts'
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
})
