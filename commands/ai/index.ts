import { answerInWords, briefInWords } from '../../src/ai/findings.ts'
import type { Inputs, Job, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { loosened } from '../../src/app/optional-inputs.ts'
import { ai as gong } from '../../src/catalogue/ai.ts'
import { parse } from '../../src/catalogue/kinds.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json, Pages } from '../../src/lib/rows.ts'

/** Of the periods that are no dates, only the current ones are known to work everywhere (quirk 36). */
const USUAL = 'THIS_YEAR'
const RANGE = 'CUSTOM_RANGE'
const TYPES = gong.ask.params.type.of.map((type) => type.toLowerCase())

const ask = aboutRecord(
  fromOperation(gong.ask, {
    arguments: ['question'],
    columns: ['answer', 'numOfCallsSearched', 'numOfEmailsSearched'],
    unfold: ({ answer, ...rest }) => [{ answer: answerInWords(answer), ...rest }],
    examples: [
      'gong ai ask account:001299383106248559 "What worries them?" -w "Sales Americas" --yes',
      'gong ai ask account:001299383106248559 "Who decides?" -w "Sales Americas" --from 90d --yes',
    ],
  }),
  gong.ask,
)

const brief = aboutRecord(
  fromOperation(gong.brief, {
    arguments: [],
    columns: ['briefSections', 'numOfCallsSearched', 'numOfEmailsSearched'],
    unfold: ({ briefSections, ...rest }) => [{ briefSections: briefInWords(briefSections), ...rest }],
    examples: ['gong ai brief account:001299383106248559 --brief "Deal handoff" -w "Sales Americas" --yes'],
  }),
  gong.brief,
)

/** The record is typed as one word, and the period may be left out or be two dates. */
function aboutRecord(derived: OldCommand, operation: Operation): OldCommand {
  const { type: _type, id: _id, ...others } = derived.inputs
  const subject: Inputs = {
    subject: {
      kind: 'text',
      required: true,
      help: 'account:ID, deal:ID, contact:ID or lead:ID, with the id in the CRM',
    },
  }
  return {
    ...derived,
    inputs: {
      ...subject,
      ...loosened(others, { period: 'which calls and e-mails are read; this-year when left out' }),
    },
    arguments: ['subject', ...derived.arguments],
    single: true,
    check: (input) => {
      recordOf(String(input.subject))
      checkPeriod(input)
    },
    run: (input, job) => send(operation, input, job),
  }
}

/** `account:ID` as Gong wants it. @throws Failure `usage` for another shape, with the nearest type */
function recordOf(text: string): { type: string; id: string } {
  const [, word = '', id = ''] = /^([^:]*):(.+)$/.exec(text) ?? []
  if (id.trim() === '')
    throw new Failure('usage', `<subject>: "${text}" is not of the form account:ID`, { hint: 'account:ID, deal:ID …' })
  const type = String(parse('<subject>', { kind: 'choice', of: TYPES }, word)).toUpperCase()
  return { type, id: id.trim() }
}

/** Dates and the custom range belong together (quirk 36). */
function checkPeriod({ period, from, to }: Typed): void {
  if (from === undefined && to !== undefined) throw new Failure('usage', '--to needs --from too')
  if (period === RANGE && from === undefined) throw new Failure('usage', '--period custom-range needs --from')
  if (period !== undefined && period !== RANGE && from !== undefined)
    throw new Failure('usage', '--period says it all: with --from, --to or --during leave it away')
}

async function* send(operation: Operation, input: Typed, job: Job): Pages {
  const period = input.period ?? (input.from === undefined ? USUAL : RANGE)
  if (input.period === undefined && input.from === undefined)
    await job.say('what was said this year; choose with --period, or --from and --to')
  const given = { ...input, ...recordOf(String(input.subject)), period, from: inUtc(input.from), to: inUtc(input.to) }
  try {
    yield* pull(operation, given, job)
  } catch (error) {
    throw unpublished(error, operation)
  }
}

/** Gong reads these times as UTC, whatever their offset. */
function inUtc(time: Json | undefined): Json | undefined {
  return typeof time === 'string' ? `${new Date(Date.parse(time)).toISOString().slice(0, 19)}Z` : time
}

/** The commonest 404: a brief that is not published, or has another name in this workspace (quirk 75). */
function unpublished(error: unknown, operation: Operation): unknown {
  if (!(error instanceof Failure) || error.status !== 404) return error
  const hint = operation === gong.brief ? 'gong settings briefs: the name must be that of a published one' : undefined
  const { message, requestId, status, cause } = error
  return new Failure('not-found', message, { hint, requestId, status, cause })
}

export const ai = [ask, brief]
