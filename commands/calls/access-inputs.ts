import type { InputOf, Inputs, Raw } from '../../src/app/model/inputs.ts'
import { operationInputs } from '../../src/app/model/operation-inputs.ts'
import { BULK_INPUTS } from '../../src/bulk/inputs.ts'
import { LINE_COLUMNS } from '../../src/bulk/line-columns.ts'
import { RESULT_COLUMNS } from '../../src/bulk/result-columns.ts'
import { calls } from '../../src/catalogue/calls.ts'
import type { Json } from '../../src/lib/rows.ts'
import { type Column, OUTCOME_COLUMN, wrappedColumn } from '../../src/output/columns.ts'

/** Not required, since a body may name the calls instead: the checks see to that. */
export const CALL = { kind: 'id', many: true, help: 'ids of calls' } as const

const { from, to, during, tz } = operationInputs(calls.details)

/** Of the calls that are found by a person. */
export const ACCESS_PERIOD = {
  from: { ...from, outsideBody: true },
  to: { ...to, outsideBody: true },
  during,
  tz,
} as const satisfies Inputs

/** What grants and revocations take besides a body. */
export const ACCESS_INPUTS = {
  call: CALL,
  user: { kind: 'id', many: true, hint: 'id, email or name', lookup: 'user', help: 'each of these users' },
  team: {
    kind: 'id',
    hint: 'id, email or name',
    lookup: 'user',
    outsideBody: true,
    help: 'the calls that this manager and everybody below hosted, in the period of --during or --from and --to',
  },
  ...ACCESS_PERIOD,
  ...BULK_INPUTS,
} as const satisfies Inputs

/** What its rows have behind the columns of every result. */
export const ACCESS_RESULTS = ['access', 'userName', 'callTitle'] as const

/** The fields of its rows without a table. */
export const ACCESS_FIELD_NAMES = ['callId', 'userId', ...RESULT_COLUMNS, ...ACCESS_RESULTS]

/** What a table on a terminal shows of them. */
export function accessColumns({ fromFile, call }: Raw): readonly Column[] {
  if (fromFile !== undefined) return LINE_COLUMNS
  const who = call === undefined ? ['userName', 'callTitle'] : ['userName', 'userId', 'callTitle', 'callId']
  return [...who, OUTCOME_COLUMN, 'access', wrappedColumn('why')]
}

export type TypedAccess = InputOf<typeof ACCESS_INPUTS> & { readonly body?: Json; readonly set?: readonly string[] }
