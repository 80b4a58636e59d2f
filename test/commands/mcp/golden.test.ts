import { describe, expect, it } from 'vitest'
import { goldenQuestions } from '../../../bench/agents/questions/index.ts'
import { type Solved, solve } from '../../../bench/agents/solve.ts'
import { truthOf } from '../../../bench/agents/truth.ts'
import { home, KEYS, NOW, run } from '../../run.ts'
import { callTool } from '../../support/mcp-answers.ts'
import { type Connected, connect } from '../../support/mcp-client.ts'

/** A small company: what is asked of a large one is measured in `bench/agents/`. */
const CALLS = 300
const QUESTIONS = goldenQuestions(truthOf(NOW, CALLS))

/** What came of some questions that was wrong, or took more than four calls. */
async function missed({ client }: Connected, questions: typeof QUESTIONS): Promise<readonly Solved[]> {
  const { tools } = await client.listTools()
  const described = tools.map(({ name, description = '' }) => ({ name, description }))
  const wrong: Solved[] = []
  for (const question of questions) {
    const solved = await solve(question, described, async (name, input) => (await callTool(client, name, input)).text)
    if (!solved.isRight || solved.calls > 4) wrong.push(solved)
  }
  return wrong
}

describe('questions whose answers are known', () => {
  it('are answered from Gong in four calls of tools at most, by what their descriptions promise', async () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(40)
    expect(await missed(await connect('--sandbox', { calls: CALLS }), QUESTIONS)).toEqual([])
  })

  it('are answered from a copy, for which nothing is sent but what it has not', async () => {
    const env = { ...KEYS, ...(await home()).env }
    const { exit } = await run('sync calls transcripts --since 10d', { env, calls: CALLS })
    expect(exit).toBe(0)
    const connected = await connect('', { env, calls: CALLS })
    const inCalls = QUESTIONS.filter(({ ask }) => /Who from outside|said last|Quillmark/.test(ask))
    expect(inCalls.length).toBe(3)
    expect(await missed(connected, inCalls)).toEqual([])
    const found = await callTool(connected.client, 'find_calls', { from: '3d', limit: 1 })
    expect(found.coverage).toMatch(
      /from the local copy, which ends at 2026-05-19T.*of \d+ calls in the window (none awaits its|\d+ await their) transcript/,
    )
    const asked = async (sql: string) => await callTool(connected.client, 'sql', { sql, limit: 2 })
    expect(await asked('select call_id from calls order by 1')).toMatchObject({
      data: [{ call_id: expect.any(String) }, { call_id: expect.any(String) }],
      coverage: expect.stringContaining('only the first 2 rows'),
    })
    expect(await asked('drop table calls')).toMatchObject({ isError: true, error: { kind: 'usage' } })
    const long = { sql: "select repeat('x', 10000) || repeat('y', 10000) from range(2000)", limit: 2000 }
    expect((await callTool(connected.client, 'sql', long)).error).toMatchObject({ kind: 'limited' })
    // Of users this copy knows nothing.
    expect(new Set((await connected.close()).sent)).toEqual(new Set(['GET /v2/users']))
    const later = await connect('', { env, calls: CALLS, now: NOW + 3 * 86_400_000 })
    const anew = await callTool(later.client, 'find_calls', { from: '9d', limit: 1 })
    expect(anew.coverage).toContain('; from Gong, as of 2026-05-22T12:00:00Z')
  })
})
