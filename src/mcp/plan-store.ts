import { Failure } from '../lib/errors.ts'
import type { Session } from './session.ts'
import type { ToolAnswer } from './tool.ts'

/** Carries a plan out. */
type CarryOut = (signal: AbortSignal) => Promise<ToolAnswer>

/** Changes that were planned and not carried out yet, each known to its own session alone. */
export interface PlanStore {
  /** @returns the id to give back, and until when it is taken (ms since the epoch) */
  keep(session: Session, carryOut: CarryOut): { readonly id: string; readonly untilMs: number }
  /** Takes a plan out: each is used once. @throws Failure `declined` for an id that is not this session's, was used, or is too old */
  take(session: Session, id: string): CarryOut
}

/** How long a plan stands, milliseconds. */
const STANDS_MS = 10 * 60_000

const MOST_PLANS = 100

interface KeptPlan {
  readonly session: string
  readonly carryOut: CarryOut
  readonly untilMs: number
}

/** @param token a random text, new each time */
export function planStore(token: () => string, now: () => number): PlanStore {
  const plans = new Map<string, KeptPlan>()
  return {
    keep(session, carryOut) {
      const id = `plan-${token()}`
      const untilMs = now() + STANDS_MS
      plans.set(id, { session: session.id, carryOut, untilMs })
      const [oldest] = plans.keys()
      if (plans.size > MOST_PLANS && oldest !== undefined) plans.delete(oldest)
      return { id, untilMs }
    },
    take(session, id) {
      const found = plans.get(id)
      // Another session's stays where it is: whoever guesses ids must not use plans up.
      if (found === undefined || found.session !== session.id)
        throw refused('there is no such plan in this session, or it was used already')
      plans.delete(id)
      if (found.untilMs <= now()) throw refused('this plan is older than ten minutes')
      return found.carryOut
    },
  }
}

function refused(message: string): Failure {
  return new Failure('declined', `${message}; nothing was sent`, { hint: 'call the tool of the change for a new plan' })
}
