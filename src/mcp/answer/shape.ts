import type { Session } from '../session.ts'
import type { ToolAnswer } from '../tool.ts'

/** The text that a model gets for an answer: JSON. */
export function shapeAnswer(answer: ToolAnswer, _session: Session): string {
  return JSON.stringify(answer)
}
