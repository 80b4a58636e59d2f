import type { InputOf, Inputs } from '../app/model/inputs.ts'

/** How a table is read; each command that takes one spreads them into its inputs. */
export const TABLE_INPUTS = {
  fromFile: {
    kind: 'file',
    hint: 'table',
    work: 'table',
    outsideBody: true,
    help: 'do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin',
  },
  map: {
    kind: 'text',
    repeat: true,
    outsideBody: true,
    hint: 'field=Heading',
    help: 'the column of a field, by its heading or as #3; a field alone (email=) is taken from no column',
  },
  country: {
    kind: 'text',
    outsideBody: true,
    hint: 'code',
    help: 'country of the phone numbers in the table that have no + and country code, such as DE',
  },
  dateFormat: {
    kind: 'text',
    outsideBody: true,
    hint: 'format',
    help: 'how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none',
  },
  sheet: { kind: 'text', outsideBody: true, hint: 'name or number', help: 'of a workbook; else its first sheet' },
} as const satisfies Inputs

/** What becomes of the lines; besides `TABLE_INPUTS`, for each command that does something for each of them. */
const OUTCOME_INPUTS = {
  results: {
    kind: 'file',
    writes: 'file',
    outsideBody: true,
    help: 'write what became of each line into this file, in the format of its ending; else to stdout',
  },
  failed: {
    kind: 'file',
    writes: 'file',
    outsideBody: true,
    help: 'write the lines that failed into this file as they came in, ready for --from-file',
  },
  maxChanges: { kind: 'count', outsideBody: true, help: 'decline when there is more to do than this' },
} as const satisfies Inputs

/** Both, for `inputs` of a command. */
export const BULK_INPUTS = { ...TABLE_INPUTS, ...OUTCOME_INPUTS } as const satisfies Inputs

/** Only where Gong cannot be asked whether it has a line already. */
export const AGAIN_INPUT = {
  again: { kind: 'flag', outsideBody: true, help: 'also send what an earlier run may have sent already' },
} as const satisfies Inputs

/** What was typed for a command over the lines of a table: values for all lines, and what becomes of them. */
export type LinesInput = InputOf<Inputs> &
  InputOf<typeof BULK_INPUTS> &
  Partial<InputOf<typeof AGAIN_INPUT>> & { readonly fromFile: string; readonly tz?: string }

/** How a table is read, as it was typed. */
export type TableInput = InputOf<typeof TABLE_INPUTS> & { readonly tz?: string }
