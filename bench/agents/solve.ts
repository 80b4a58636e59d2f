import type { Json } from '../../src/lib/rows.ts'
import { type GoldenQuestion, isRight } from './questions/question.ts'
import { type CallTool, type Described, toolsOf } from './tools.ts'

/** What came of a question. */
export interface Solved {
  readonly ask: string
  readonly expected: Json
  /** What was found; an error as a text. */
  readonly found: Json
  readonly isRight: boolean
  readonly calls: number
  readonly bytes: number
  readonly seconds: number
}

/** Answers a question by tools alone. Never throws: a question that fails is not right. */
export async function solve(
  { ask, expected, solve: answer }: GoldenQuestion,
  described: readonly Described[],
  callTool: CallTool,
): Promise<Solved> {
  const tools = toolsOf(described, callTool)
  const began = performance.now()
  const found = await answer(tools).catch((error: unknown): Json => `failed: ${String(error)}`)
  const seconds = (performance.now() - began) / 1000
  return { ask, expected, found, isRight: isRight(expected, found), calls: tools.calls, bytes: tools.bytes, seconds }
}
