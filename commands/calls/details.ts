import { typedBody } from '../../src/app/model/body.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import type { InputOf, Inputs, Raw } from '../../src/app/model/inputs.ts'
import { pull } from '../../src/app/model/pull.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'
import { kebab } from '../../src/lib/spelling.ts'
import { type Column, durationColumn, importantColumn } from '../../src/output/columns.ts'
import { valueAt } from '../../src/output/fields.ts'
import { DEFAULT_PARTS, EXPOSED_PARTS, isOfPart, withExposedFields } from './exposed-fields.ts'

/** Gong's name of each time at which the CRM can be looked at, and of its own. */
const TIMES = { now: 'Now', call: 'TimeOfCall', TimeOfCall: 'TimeOfCall' } as const

const derived = deriveQuery(gong.details, {
  arguments: ['call'],
  usual: '7d',
  columns: [],
  unfold: inShort,
  examples: [
    'gong calls details 3364161517094170228 --with all',
    'gong calls details --during yesterday --with parties,trackers -f jsonl',
    'gong calls details --from 30d --host k.nakamura@tallyhouse.example --fields metaData.id,parties.emailAddress',
  ],
})

const inputs = {
  ...derived.inputs,
  crmAt: {
    kind: 'choice',
    of: ['now', 'call', 'TimeOfCall'],
    many: true,
    help: 'CRM context as it is now or was at the call',
  },
  with: {
    kind: 'choice',
    of: [...Object.keys(EXPOSED_PARTS), 'all'],
    many: true,
    help: 'what to show besides the basic facts (parties,brief)',
  },
} as const satisfies Inputs

type Details = InputOf<typeof inputs>

export const showCallDetails = defineQuery({
  ...derived,
  inputs,
  fieldsFor,
  columns: columnsFor,
  rows: (input, job) => pull(gong.details, { ...input, ...timing(input) }, job, withSwitches(input)),
})

/** A call under names that leave room for what they head; the long ones stay for `--fields`. */
function inShort(row: Row): readonly Row[] {
  const { id = null, started = null, duration = null, title = null } = isRow(row.metaData) ? row.metaData : {}
  const parts = Object.entries(EXPOSED_PARTS).map(([word, { shown }]) => [word, valueAt(row, shown) ?? null])
  return [{ ...row, id, started, duration, title, ...Object.fromEntries(parts) }]
}

/** The basic facts, and whatever was asked for. */
function columnsFor({ with: typed, body, set }: Raw): readonly Column[] {
  const wanted =
    wordsIn(typed) ?? (body === undefined && set === undefined ? DEFAULT_PARTS : Object.keys(EXPOSED_PARTS))
  const words = wanted.includes('all') ? Object.keys(EXPOSED_PARTS) : wanted
  return ['id', 'started', durationColumn('duration'), 'title', ...words.map((word) => importantColumn(kebab(word)))]
}

/** The basic facts, what `--with` asks for, and the CRM where it was; all that there can be where that is open. */
function fieldsFor({ with: typed, body, set, crm }: Raw): readonly string[] {
  const wanted = wordsIn(typed)
  const { fields } = gong.details.answer
  if (wanted === undefined || wanted.includes('all') || body !== undefined || set !== undefined) return fields
  const isCrm = (field: string) => field === 'context' && crm !== undefined && !/^none$/i.test(String(crm))
  const isWanted = (field: string) => wanted.some((word) => isOfPart(word, field))
  return fields.filter((field) => field.startsWith('metaData.') || isCrm(field) || isWanted(field))
}

/** The words of `--with` before they are checked. */
function wordsIn(typed: unknown): string[] | undefined {
  return Array.isArray(typed)
    ? [...new Set(typed.flatMap((one) => String(one).split(',')))].map((word) => word.trim())
    : undefined
}

/** The body as typed, with the switches of `--with` over it; the usual switches where nothing was said at all. */
function withSwitches(input: Details): Json {
  const typed = typedBody(gong.details, input)
  return withExposedFields(typed ?? {}, input.with ?? (typed === undefined ? DEFAULT_PARTS : []))
}

/** `--crm-at call` in Gong's words; it means something only with the extended context (quirk 35). */
function timing({ crmAt, crm }: Details): { readonly crmAt?: readonly string[] } {
  if (crmAt === undefined) return {}
  if (crm !== 'Extended') throw new Failure('usage', '--crm-at needs --crm extended')
  return { crmAt: [...new Set(crmAt.map((time) => TIMES[time]))] }
}
