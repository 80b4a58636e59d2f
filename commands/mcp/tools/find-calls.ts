import type { Raw } from '../../../src/app/model/inputs.ts'
import { type Row, rowsIn } from '../../../src/lib/rows.ts'
import { formatCount } from '../../../src/lib/spelling.ts'
import { fetchDetails } from '../../../src/transcripts/fetch-details.ts'
import { objectAt } from '../../../src/transcripts/speakers.ts'
import { showCallDetails } from '../../calls/details.ts'
import { searchCalls } from '../../calls/find.ts'
import { callLine, companyPeople } from './call-facts.ts'
import { coverageText } from './coverage.ts'
import { ask, type Question } from './question.ts'
import {
  choice,
  FRESH,
  inputOf,
  listsOf,
  most,
  numberOf,
  type QuestionTool,
  textField,
  textsOf,
  WHEN,
  windowOf,
} from './question-tool.ts'

const LISTS = ['participant', 'domain', 'account', 'deal', 'tracker'] as const
const TEXTS = ['title', 'minDuration', 'maxDuration', 'scope', 'workspace'] as const

export const findCallsTool: QuestionTool = {
  name: 'find_calls',
  title: 'Find calls',
  covers: ['calls_find'],
  description:
    'Calls of a window, the newest first: callId, title, started, minutes, host, scope, accounts, external (people), brief, link. Every field narrows; none lists all. `coverage` begins with how many of how many calls that match. Last 30 days unless told.',
  input: inputOf({
    text: textField('words, e-mail or phone anywhere: title, people, account, deal, trackers'),
    participant: textField('who took part: name, e-mail or phone'),
    host: textField('who hosted: name, e-mail or id of a colleague'),
    domain: textField("an outsider's e-mail domain"),
    account: textField('name or id in the CRM'),
    deal: textField('name or id in the CRM'),
    tracker: textField('name of a tracker that was heard'),
    title: textField('words of the title'),
    minDuration: textField('45m, 90s, 1h30m'),
    maxDuration: textField('likewise'),
    scope: choice(['internal', 'external', 'unknown'], 'among colleagues or with others'),
    workspace: textField('name or id'),
    ...WHEN,
    limit: most(200, 20),
    ...FRESH,
  }),
  async answer(input, question) {
    const filters: Raw = {
      ...listsOf(input, LISTS),
      ...textsOf(input, TEXTS),
      ...(typeof input.text === 'string' && { text: [input.text] }),
      ...listsOf(input, ['host']),
    }
    const raw = { ...filters, ...windowOf(input) }
    const isFiltered = Object.keys(filters).some((name) => name !== 'workspace')
    const command = isFiltered ? searchCalls : showCallDetails
    const found = await ask(command, isFiltered ? raw : { ...raw, with: ['parties'] }, question.job)
    const shown = found.rows.toSorted(byStart).slice(0, numberOf(input, 'limit', 20))
    const many = `${formatCount(shown.length)} of ${formatCount(found.rows.length)} calls that match, the newest first`
    return {
      content: await described(shown, question),
      coverage: `${many}; ${await coverageText(question, found, { command, raw })}`,
      next: shown.length === 0 ? 'a wider window, or fewer conditions' : 'read_call or read_transcript with a callId',
    }
  },
}

function byStart(a: Row, b: Row): number {
  return startOf(b) - startOf(a)
}

function startOf(record: Row): number {
  return Date.parse(String(objectAt(record, 'metaData').started))
}

/** The calls that are shown, with who took part, their accounts and what they were about, which the search has not read of all. */
async function described(records: readonly Row[], { job }: Question): Promise<readonly Row[]> {
  const people = await companyPeople(job)
  const details = await fetchDetails(
    records.map((record) => String(objectAt(record, 'metaData').id)),
    job.read,
    { exposedFields: { parties: true, content: { brief: true } }, crm: 'Extended' },
  )
  return records.map((record) => {
    const whole = details.get(String(objectAt(record, 'metaData').id)) ?? record
    return callLine({ ...whole, parties: rowsIn(whole.parties) }, people)
  })
}
