import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { isRow, type Row, textsIn } from '../../src/lib/rows.ts'
import { durationColumn, importantColumn } from '../../src/output/columns.ts'
import { inputs } from './find-inputs.ts'

const derived = deriveQuery(gong.details, {
  name: 'find',
  arguments: ['text'],
  usual: '7d',
  columns: ['id', 'started', durationColumn('duration'), 'title', importantColumn('matched')],
  unfold: inShort,
  examples: [
    'gong calls find oakhurst pricing',
    'gong calls find --domain nettlecombefoods.example --from 90d',
    'gong calls find --participant "Yusuf Yilmaz" --tracker competitors --from 30d',
    'gong calls find --account "Oakhurst Clinics" --min-duration 30m --from 30d --fields metaData.id,matched',
    "gong calls find renewal --scope external --jq '.[].metaData.id' | gong calls details - --with all",
  ],
})

export const searchCalls = defineQuery({
  ...derived,
  summary: 'Find calls by people, domain, account, deal, tracker, title or length',
  inputs,
  fields: [...gong.details.answer.fields.filter(isSearchedField), 'matched'],
  cautions: [
    'Gong cannot search: every call of the window is read, 100 a request, and chosen from here.',
    'Every flag narrows, and so does each repetition of one. Words count in any order, case and accents do not.',
    'Calls appear up to an hour after they end, what trackers heard up to a day later.',
  ],
  async check(input) {
    const { checkFilter } = await import('./scan-calls.ts')
    checkFilter(input)
  },
  async *rows(input, job) {
    const { matchingCalls } = await import('./scan-calls.ts')
    yield* matchingCalls(input, job)
  },
})

function isSearchedField(field: string): boolean {
  return /^(metaData\.|context$|parties$|content\.trackers$)/.test(field)
}

/** A call under names that leave room; the title has its own column, so it is left out. */
function inShort({ metaData, matched }: Row): readonly Row[] {
  const shown = textsIn(matched).map((match) => (match.startsWith('title: ') ? 'title' : match))
  return [{ ...(isRow(metaData) ? metaData : {}), matched: shown }]
}
