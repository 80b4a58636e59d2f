import { stepsOf } from '../../src/app/model/from-operation.ts'
import type { Inputs, Typed } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import { ai as gong } from '../../src/catalogue/ai.ts'
import { parse } from '../../src/catalogue/kinds.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import { utcTime } from '../../src/lib/utc-time.ts'

/** Of the periods without dates, only the current ones are known to work everywhere (quirk 36). */
const DEFAULT_PERIOD = 'THIS_YEAR'
const CUSTOM_RANGE = 'CUSTOM_RANGE'
const TYPES = gong.ask.params.type.of.map((type) => type.toLowerCase())

/** The CRM record as one word. */
export const SUBJECT_INPUTS = {
  subject: {
    kind: 'text',
    required: true,
    help: 'account:ID, deal:ID, contact:ID or lead:ID, with the id in the CRM',
  },
} as const satisfies Inputs

export const PERIOD_HELP = { period: 'which calls and e-mails are read; this-year when left out' }

interface Period {
  readonly period?: string
  readonly from?: string
  readonly to?: string
}

interface About extends Period {
  readonly subject: string
}

/**
 * Dates and the custom range belong together (quirk 36).
 *
 * @throws Failure `usage` for a subject or a period that Gong does not take
 */
export function checkAbout({ subject, period, from, to }: About): void {
  parseSubject(subject)
  if (from === undefined && to !== undefined) throw new Failure('usage', '--to needs --from too')
  if (period === CUSTOM_RANGE && from === undefined) throw new Failure('usage', '--period custom-range needs --from')
  if (period !== undefined && period !== CUSTOM_RANGE && from !== undefined)
    throw new Failure('usage', '--period says it all: with --from, --to or --during leave it away')
}

type BilledOperation = Operation & { readonly effect: 'billed' }

/** The plan of a question or a brief about a CRM record. */
export function planAbout(operation: BilledOperation, input: Typed & About, job: ChangeJob): Plan<'billed'> {
  const { period = input.from === undefined ? DEFAULT_PERIOD : CUSTOM_RANGE, from, to } = input
  const given = { ...input, ...parseSubject(input.subject), period, from: inUtc(from), to: inUtc(to) }
  const steps = stepsOf(operation, given)
  const isDefault = input.period === undefined && from === undefined
  return {
    notes: isDefault ? ['what was said this year; choose with --period, or --from and --to'] : [],
    challenge: { loses: 'billed', what: job.line },
    steps: steps.map((step) => ({
      ...step,
      refused(failure) {
        throw failure.status === 404 ? notPublished(failure, operation) : failure
      },
    })),
  }
}

/** `account:ID` as Gong wants it. @throws Failure `usage` for another form, with the nearest type */
function parseSubject(text: string): { readonly type: string; readonly id: string } {
  const [, word = '', id = ''] = /^([^:]*):(.+)$/.exec(text) ?? []
  if (id.trim() === '')
    throw new Failure('usage', `<subject>: "${text}" is not of the form account:ID`, { hint: 'account:ID, deal:ID …' })
  const type = String(parse('<subject>', { kind: 'choice', of: TYPES }, word)).toUpperCase()
  return { type, id: id.trim() }
}

/** Gong reads these times as UTC, whatever their offset. */
function inUtc(time: string | undefined): string | undefined {
  return time === undefined ? undefined : utcTime(Date.parse(time))
}

/** The commonest 404: a brief that is not published, or has another name in this workspace (quirk 75). */
function notPublished({ message, requestId, status, cause }: Failure, operation: Operation): Failure {
  const hint =
    operation.id === gong.brief.id ? 'gong settings briefs: the name must be that of a published one' : undefined
  return new Failure('not-found', message, { hint, requestId, status, cause })
}
