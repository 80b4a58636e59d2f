import { describe, expect, it } from 'vitest'
import { goldenQuestions } from '../../../bench/agents/questions.ts'
import { solve } from '../../../bench/agents/solve.ts'
import { truthOf } from '../../../bench/agents/truth.ts'
import { CALL_COUNT, NOW } from '../../run.ts'
import { callTool } from '../../support/mcp-answers.ts'
import { connect } from '../../support/mcp-client.ts'

describe('questions whose answers are known', () => {
  it('are answered from Gong, each in four calls of tools and by what these promise alone', async () => {
    const { client } = await connect('--sandbox')
    const { tools } = await client.listTools()
    const described = tools.map(({ name, description = '' }) => ({ name, description }))
    const wrong: unknown[] = []
    for (const question of goldenQuestions(truthOf(NOW, CALL_COUNT))) {
      const solved = await solve(question, described, async (name, input) => (await callTool(client, name, input)).text)
      console.log(JSON.stringify(solved).slice(0, 400))
      if (!solved.isRight || solved.calls > 4) wrong.push(solved)
    }
    expect(wrong).toEqual([])
  }, 120_000)
})
