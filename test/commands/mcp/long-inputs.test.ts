import { describe, expect, it } from 'vitest'
import { home, KEYS } from '../../run.ts'
import { callTool } from '../../support/mcp-answers.ts'
import { connect, textOf } from '../../support/mcp-client.ts'

const MEGABYTE = 'x'.repeat(1_000_000)

async function online(words = '') {
  return await connect(words, { env: { ...KEYS, ...(await home()).env } })
}

describe('what a client of gong mcp hands in', () => {
  it.each([
    ['find_calls', { text: 'x'.repeat(501) }, 'text has more than 500 characters'],
    ['account_history', { account: MEGABYTE }, 'the input has more than 100,000 characters'],
    ['person', { user: MEGABYTE }, 'the input has more than 100,000 characters'],
    ['more', { handle: MEGABYTE }, 'the input has more than 100,000 characters'],
    ['sql', { sql: 'x'.repeat(20_001) }, 'sql has more than 20,000 characters'],
    ['sql', { sql: 'select 1', params: { a: MEGABYTE } }, 'the input has more than 100,000 characters'],
    ['sql', { sql: 'select 1', params: { [MEGABYTE]: 'a' } }, 'the input has more than 100,000 characters'],
    ['calls_list', { workspace: 'x'.repeat(4001) }, 'workspace has more than 4,000 characters'],
    ['calls_details', { call: Array.from({ length: 1001 }, String) }, 'call has more than 1,000 items'],
    ['calls_delete', { call: MEGABYTE }, 'the input has more than 100,000 characters'],
    ['calls_create', { body: nested(50) }, 'the input has more than 40 levels'],
    ['calls_create', { body: { id: 2 ** 60 } }, 'which is too long for a number: give it as a text'],
  ])('is refused where it is too long, briefly and with nothing sent: %s', async (name, given, says) => {
    const { client, close } = await online('--toolset questions,calls --allow write')
    const { text, error, bytes } = await callTool(client, name, given)
    expect(error).toMatchObject({ kind: 'usage', message: expect.stringContaining(says) })
    expect(bytes, text.slice(0, 300)).toBeLessThan(400)
    expect((await close()).sent).toEqual([])
  })

  it('may be a name of a tool that is too long, which is quoted briefly', async () => {
    const { client } = await online()
    const { error, bytes } = await callTool(client, `delete_${MEGABYTE}`, {})
    expect([error, bytes < 2000]).toMatchObject([{ kind: 'declined' }, true])
    expect((await callTool(client, MEGABYTE, {})).bytes).toBeLessThan(1000)
  })

  it('is quoted briefly where no longer text is refused', async () => {
    const { client } = await online('--toolset users')
    const answer = await client.callTool({ name: 'users_get', arguments: { user: 'x'.repeat(4000) } })
    expect(JSON.stringify(textOf(answer)).length).toBeLessThan(1500)
  })

  it.each([
    ['scorecards', { scorecard: 'Wrap-up, next steps' }],
    ['stats_interaction', { user: ['Wrap-up, next steps'], from: '2026-05-01', to: '2026-05-08' }],
  ])('may have a comma, and is one all the same: %s %j', async (name, given) => {
    const { client } = await online('--toolset questions,stats')
    const { error } = await callTool(client, name, given)
    expect(error).toMatchObject({ message: expect.stringContaining('"Wrap-up, next steps"') })
  })

  it('may be the address of a document, of which a long one is quoted briefly', async () => {
    const { client } = await online()
    const uri = `gong://calls/${MEGABYTE}`
    await expect(client.readResource({ uri })).rejects.toSatisfy(
      (error) => error instanceof Error && error.message.length < 500 && JSON.stringify(error).length < 1000,
    )
  })

  it.each([
    [{ account: 'x'.repeat(501) }, 'account has more than 500 characters'],
    [{ account: ' ' }, 'account is empty'],
    [{ goal: 'x' }, 'account is missing'],
    [{ acount: 'x' }, 'did you mean account?'],
  ])('may be what a prompt is about, which is checked too', async (given, says) => {
    const { client } = await online()
    await expect(client.getPrompt({ name: 'call_prep', arguments: given })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining(says),
    })
  })

  it.each([
    ['coaching', { manager: '' }, 'manager is empty'],
    ['find_calls', { account: ' ' }, 'account is empty'],
    ['search_said', { words: '' }, 'words is empty'],
    ['team_numbers', { team: '' }, 'team is empty'],
    ['scorecards', { by: [] }, 'by is empty'],
    ['calls_details', { call: [] }, 'call is empty'],
    ['calls_details', { call: [''] }, 'call[0] is empty'],
  ])('stands for no less than what it says: %s %j', async (name, given, says) => {
    const { client, close } = await online('--toolset questions,calls')
    const { error } = await callTool(client, name, given)
    expect(error).toMatchObject({ kind: 'usage', message: expect.stringContaining(says) })
    expect((await close()).sent).toEqual([])
  })
})

function nested(levels: number): Readonly<Record<string, unknown>> {
  return levels === 0 ? {} : { a: nested(levels - 1) }
}
