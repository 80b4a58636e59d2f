import { Failure } from '../lib/errors.ts'
import { nearest } from '../lib/spelling.ts'
import { shapeAnswer } from './answer/shape.ts'
import { inFieldsOf } from './field-words.ts'
import { inputProblem } from './input-schema.ts'
import { sizeProblem } from './input-size.ts'
import { meteredSession } from './metered-session.ts'
import { cutInput, cutSentence, quoteInput } from './quote-input.ts'
import type { Session } from './session.ts'
import type { Tool, ToolAnswer, ToolInput } from './tool.ts'

/** The tools of a server. */
export interface ToolCalls {
  readonly tools: readonly Tool[]
  /** What to say to a name that is no tool, where there is more to say than that: a command that only a person may type. */
  readonly refusalOf: (name: string, given: ToolInput) => Promise<Failure | undefined>
  /** Makes a failure of any error: what is no Failure is a bug, and what stopped because of `signal` was interrupted. */
  readonly failureOf: (error: unknown) => Failure
}

/** What the protocol takes for the result of a tool. */
export interface ToolResult {
  readonly [key: string]: unknown
  content: { type: 'text'; text: string }[]
  isError?: boolean
}

/** One call, as it came. */
export interface ToolCall {
  readonly name: string
  readonly given: ToolInput
}

/**
 * Calls a tool, and keeps of it what an audit wants. Never throws: what went wrong is a result with `isError`, which a model
 * can read and act upon. What cannot be noted is not answered.
 */
export async function callTool(
  calls: ToolCalls,
  call: ToolCall,
  session: Session,
  signal: AbortSignal,
): Promise<ToolResult> {
  const metered = meteredSession(session)
  const { result, outcome } = await outcomeOfCall(calls, call, metered, signal)
  const bytes = Buffer.byteLength(result.content.map(({ text }) => text).join(''))
  const { name, given } = call
  const entry = { session: session.id, tool: name, arguments: given, requests: metered.requests, bytes, outcome }
  try {
    await session.audit.write(entry)
    return result
  } catch (error) {
    const { message } = calls.failureOf(error)
    return refused(new Failure('local', `the audit log cannot be written, so nothing is answered: ${message}`))
  }
}

async function outcomeOfCall(
  { tools, refusalOf, failureOf }: ToolCalls,
  { name, given }: ToolCall,
  session: Session,
  signal: AbortSignal,
): Promise<{ readonly result: ToolResult; readonly outcome: string }> {
  const tool = tools.find((one) => one.name === name)
  try {
    checkFits(name, sizeProblem(given))
    if (tool === undefined) throw (await refusalOf(cutInput(name), given)) ?? unknownTool(name, tools)
    checkFits(name, inputProblem(tool.input, given))
    const answer = await tool.answer(given, session, signal)
    return { result: resultOf(answer, tool, session), outcome: answer.isError ? 'partial' : 'ok' }
  } catch (error) {
    const failure = signal.aborted ? new Failure('interrupted', 'the call was cancelled') : failureOf(error)
    return { result: refused(failure, tool), outcome: failure.kind }
  }
}

function checkFits(name: string, problem: string | undefined): void {
  if (problem !== undefined) throw new Failure('usage', `${cutInput(name)}: ${problem}; nothing was sent`)
}

function resultOf(answer: ToolAnswer, { input }: Tool, session: Session): ToolResult {
  const { coverage } = answer
  const told =
    coverage === undefined ? answer : { ...answer, coverage: cutSentence(inFieldsOf(input, coverage), MOST_TOLD) }
  return {
    content: [{ type: 'text', text: shapeAnswer(told, session) }],
    ...(answer.isError && { isError: true }),
  }
}

/** Characters of a hint or a coverage, which may list many names. */
const MOST_TOLD = 4000

/** The sentence and the hint, and what programs tell kinds of failures by; a line for a person stays as it is typed. */
function refused({ kind, message, hint, requestId, scope }: Failure, tool?: Tool): ToolResult {
  const words = (text: string) => (tool === undefined ? text : inFieldsOf(tool.input, text))
  const advice = hint === undefined || /\bgong [a-z]/.test(hint) ? hint : words(hint)
  const told = { message: cutSentence(words(message)), hint: advice && cutSentence(advice, MOST_TOLD) }
  const text = JSON.stringify({ error: { kind, ...told, requestId, scope } })
  return { content: [{ type: 'text', text }], isError: true }
}

function unknownTool(name: string, tools: readonly Tool[]): Failure {
  const names = tools.map((one) => one.name)
  const near = nearest(cutInput(name), names, 1 / 4)
  const words = cutInput(name)
    .toLowerCase()
    .split(/[^a-z]+/)
  const alike = names.filter((one) => one.split('_').some((word) => words.includes(word)))
  const others = alike.length > 0 ? `near it: ${alike.join(', ')}` : `the tools are ${names.join(', ')}`
  return new Failure('usage', `there is no tool ${quoteInput(name)}`, {
    hint: near === undefined ? others : `call ${near}`,
  })
}
