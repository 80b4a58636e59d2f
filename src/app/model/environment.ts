import { scheduleSpender } from '../../api/quota.ts'
import { parse } from '../../catalogue/kinds.ts'
import { nonNegativeNumber } from '../../lib/non-negative-number.ts'
import { DEFAULT_MAX_BODY_MB } from '../../platform/http-body.ts'
import type { Context } from '../../platform/ports.ts'
import { GLOBALS } from './globals.ts'

/**
 * Requests a second as the environment has them; `undefined` where it does not say.
 *
 * @throws Failure `usage` for a GONG_RATE that is no number from 0
 */
export function rateOf({ GONG_RATE: rate }: Context['env']): number | undefined {
  return rate ? nonNegativeNumber('GONG_RATE', String(parse('GONG_RATE', GLOBALS.rate, rate))) : undefined
}

/**
 * MB that one answer may have, as the environment has it.
 *
 * @throws Failure `usage` for a GONG_MAX_BODY that is no number from 0
 */
export function maxBodyOf({ GONG_MAX_BODY: most }: Context['env']): number {
  return most
    ? nonNegativeNumber('GONG_MAX_BODY', String(parse('GONG_MAX_BODY', GLOBALS.rate, most)))
    : DEFAULT_MAX_BODY_MB
}

/** Whose requests a run spends, in the quota of the day: those of the schedule that started it, else of its command. */
export function spenderOf({ GONG_SCHEDULE: schedule }: Context['env'], path: string): string {
  return schedule ? scheduleSpender(schedule) : path
}
