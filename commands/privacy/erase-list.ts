import { defineChange } from '../../src/app/model/command.ts'
import { BULK_INPUTS } from '../../src/bulk/inputs.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { Failure } from '../../src/lib/errors.ts'
import { importantColumn, OUTCOME_COLUMN, wrappedColumn } from '../../src/output/columns.ts'
import { AGAIN_INPUTS, DEFAULT_MAX_CALLS, RECEIVED, TICKET, TZ } from './erase-inputs.ts'

export const erasePersonList = defineChange({
  name: 'erase-list',
  summary: 'Erase everything that Gong holds about each person of a list',
  effect: 'erase',
  operations: [gong.findEmail, gong.findPhone, calls.details, gong.eraseEmail, gong.erasePhone],
  inputs: {
    list: {
      kind: 'file',
      work: 'table',
      help: 'text with one a line, or a table with columns email, phone or value, and ticket and received; - is stdin',
    },
    ...BULK_INPUTS,
    fromFile: { ...BULK_INPUTS.fromFile, help: 'the same: CSV, TSV, JSON, JSONL or xlsx; - is stdin' },
    maxCalls: {
      kind: 'count',
      help: `decline when more calls than this would be deleted in all (${DEFAULT_MAX_CALLS})`,
    },
    confirm: {
      kind: 'count',
      hint: 'number',
      help: 'off a terminal, together with --yes: how many different values the list has',
    },
    ticket: TICKET,
    received: RECEIVED,
    tz: TZ,
    again: AGAIN_INPUTS,
  },
  arguments: ['list'],
  columns: [OUTCOME_COLUMN, importantColumn('value'), 'id', 'calls', 'ticket', wrappedColumn('why')],
  examples: [
    'gong privacy erase-list people.csv --dry-run',
    'gong privacy erase-list people.txt --yes --confirm 12',
    'gong privacy erase-list people.csv --map "value=#1" --country DE --results done.xlsx --failed open.csv --dry-run',
  ],
  asks: 'It erases: it has the number of values typed, and away from a terminal it needs --yes and --confirm.',
  cautions: [
    'One line that is wrong, and nothing is sent. Who stands there twice is erased once; all of one line are one person.',
    'Whole calls are deleted, with everything that the other people in them said; it cannot be undone and takes hours.',
    'Each outcome is in the book of receipts at once: the same command goes on where it stopped, and erases nobody twice.',
    'A line of the list is a row of the results: its columns, then outcome, why and id, which is the receipt of each value.',
  ],
  check({ list, fromFile }) {
    if ((list === undefined) === (fromFile === undefined))
      throw new Failure('usage', 'say which list, once: as <list> or with --from-file', {
        hint: 'gong privacy erase-list people.csv --dry-run',
      })
  },
  async plan(input, job) {
    const { planEraseList } = await import('./plan-erase-list.ts')
    return await planEraseList(input, job)
  },
})
