import { defineQuery } from '../../src/app/model/command.ts'
import { calls, transcripts as gong } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import { durationColumn, wrappedColumn } from '../../src/output/columns.ts'
import { HIT_FIELDS } from '../../src/search/call-hits.ts'
import { parseSpokenQuery } from '../../src/search/spoken-query.ts'
import { SEARCH_INPUTS } from './inputs.ts'

export const searchSentences = defineQuery({
  name: '',
  summary: 'Find what was said: words, phrases and patterns in transcripts, with a link to the second',
  operations: [gong.get, calls.details],
  inputs: SEARCH_INPUTS,
  arguments: ['words'],
  window: { from: 'from', to: 'to' },
  fields: HIT_FIELDS,
  closed: true,
  columns: ['callId', 'started', 'title', durationColumn('at'), 'speaker', wrappedColumn('text')],
  examples: [
    'gong search approve invoice --during last-month',
    'gong search "next year" --speaker external --from 30d',
    "gong search '/(next|last) (year|quarter|month)/' --from 30d -f csv -o plans.csv",
    'gong search budget --account "Oakhurst Clinics" --from 90d --limit 5 --fields title,speaker,text,link',
  ],
  cautions: [
    'All words must be said in one turn, in any order; case and accents do not count, and budget* finds budgets and budgeting.',
    'An argument with a blank in it is a phrase. A /pattern/ takes time in proportion to the text: no back references.',
    'The best hits come first, 10,000 at most; --sort started has them in order of time.',
    'The local copy is searched where it covers the window. Gong cannot search: else every transcript is read, 100 a request.',
  ],
  check(input, { globals }) {
    parseSpokenQuery(input.words)
    if (globals.format === 'raw')
      throw new Failure('usage', 'raw has all that was read, not what was found', { hint: 'use --format json' })
  },
  async *rows(input, job) {
    const { searchIn } = await import('./sources.ts')
    yield* searchIn(input, job)
  },
})
