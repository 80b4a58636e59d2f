import type { Changing, Step } from '../../src/app/model/plan.ts'
import type { Row } from '../../src/lib/rows.ts'

/** Adds the outcome to the rows of a step, since Gong answers with an id or an address alone. */
export function withOutcome<E extends Changing>(step: Step<E>, meetingId: string, outcome: string): Step<E> {
  return {
    ...step,
    async report(answer) {
      const page = await step.report(answer)
      return { ...page, rows: page.rows.map((row) => ({ meetingId, outcome, ...withoutEmpty(row) })) }
    },
  }
}

/** A null in the answer would hide what was typed. */
function withoutEmpty(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== ''))
}
