import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { pull } from '../../src/app/model/pull.ts'
import { logs as gong } from '../../src/catalogue/logs.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'
import { kebab } from '../../src/lib/spelling.ts'
import type { Column } from '../../src/output/columns.ts'

/** Gong's name of each log. */
const TYPES: { readonly [word: string]: string } = {
  access: 'AccessLog',
  activity: 'UserActivityLog',
  'call-play': 'UserCallPlay',
  'shared-access': 'ExternallySharedCallAccess',
  'shared-play': 'ExternallySharedCallPlay',
}

/** Every log, and every event, has fields of its own: here they are words to be read. */
const record: Column = {
  path: 'logRecord',
  wrap: true,
  show: (value) =>
    Object.entries(isRow(value) ? value : {})
      .filter(([, fact]) => fact !== null)
      .map(([name, fact]) => `${name} ${typeof fact === 'object' ? JSON.stringify(fact) : fact}`)
      .join(', '),
}

/** Who acted in another's name matters too much to have a column that is mostly empty. */
function withImpersonator(row: Row): readonly Row[] {
  const { impersonatorEmailAddress: by, logRecord } = row
  return [by ? { ...row, logRecord: { 'impersonated by': by, ...(isRow(logRecord) && logRecord) } } : row]
}

const derived = deriveQuery(gong.list, {
  arguments: ['type'],
  columns: ['eventTime', 'userEmailAddress', record],
  unfold: withImpersonator,
  examples: ['gong logs list access --from 24h', 'gong logs list call-play --during last-week -f csv'],
})

export const listLogs = defineQuery({
  ...derived,
  inputs: {
    ...derived.inputs,
    type: {
      kind: 'choice',
      of: [...Object.keys(TYPES), ...Object.values(TYPES)],
      required: true,
      help: `which log: ${Object.keys(TYPES).join(', ')}; or as Gong calls it: ${Object.values(TYPES).map(kebab).join(', ')}`,
    },
  },
  rows: ({ type, ...input }, job) => pull(gong.list, { ...input, type: TYPES[type] ?? type }, job),
})
