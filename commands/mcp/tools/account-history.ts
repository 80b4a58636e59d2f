import { Failure } from '../../../src/lib/errors.ts'
import { foldText } from '../../../src/lib/fold-text.ts'
import type { Row } from '../../../src/lib/rows.ts'
import { wordsIn } from '../../../src/search/words.ts'
import { type AccountLink, type DetailedCall, detailedCall } from '../../../src/stats/detailed-call.ts'
import { fetchDetails } from '../../../src/transcripts/fetch-details.ts'
import { searchCalls } from '../../calls/find.ts'
import { reportAccounts } from '../../report/accounts.ts'
import { onlyCalls } from '../copy/only-calls.ts'
import { callPage, companyPeople } from './call-facts.ts'
import { coverageText } from './coverage.ts'
import { ask, type Question } from './question.ts'
import { FRESH, inputOf, most, numberOf, type QuestionTool, textField, WHEN, windowOf } from './question-tool.ts'

const EXPOSED = { parties: true, content: { brief: true, highlights: true, trackers: true } }
/** What of a call's page a history has. */
const KEPT = ['callId', 'title', 'started', 'minutes', 'host', 'link', 'brief', 'highlights', 'trackers'] as const

export const accountHistory: QuestionTool = {
  name: 'account_history',
  title: "An account's history",
  description:
    'One account of the CRM: accountId, accountName, calls, minutes, lastCall, reps, people (how many outsiders), topics, trackers, crm (type, id, fields: its deals too); then history, its calls, the newest first: callId, title, started, minutes, host, brief, highlights (next steps), trackers, external (name, email, title), link. Last 90 days unless told. Several accounts of these words: an error with the candidates.',
  input: inputOf(
    { account: textField('name, words of it, or id in the CRM'), ...WHEN, limit: most(50, 10), ...FRESH },
    ['account'],
  ),
  async answer(input, question) {
    const { job } = question
    const typed = String(input.account)
    const window = windowOf(input, '90d')
    const raw = { account: [typed], ...window }
    const found = await ask(searchCalls, raw, job)
    const account = accountOf(typed, found.rows)
    if (account === undefined) {
      const coverage = await coverageText(question, found, { command: searchCalls, raw })
      return { content: [], coverage, next: 'a wider window, or names with kind accounts' }
    }
    const own = callsOf(account, found.rows)
    const read = onlyCalls(
      job.read,
      own.map(({ id }) => id),
    )
    const [figures] = (await ask(reportAccounts, { account: [account.id], ...window }, { ...job, read })).rows
    const calls = await pagesOf(own.slice(0, numberOf(input, 'limit', 10)), question)
    const covered = await coverageText(question, found, { command: searchCalls, raw })
    return {
      content: { ...(figures ?? { accountId: account.id, accountName: account.name }), ...calls },
      coverage: covered,
      next: 'read_call with a callId; search_said with this account for what was said',
    }
  },
}

/** The account that is meant, among those of the calls that were found. @throws Failure `usage` with the candidates where it is not clear */
function accountOf(typed: string, records: readonly Row[]): AccountLink | undefined {
  const words = wordsIn(typed)
  const isMeant = ({ id, name }: AccountLink) => {
    const folded = foldText(String(name))
    return id === typed.trim() || words.every((word) => folded.includes(word))
  }
  const all = new Map(records.flatMap((record) => detailedCall(record).accounts).map((one) => [one.id, one]))
  const found = [...all.values()].filter(isMeant)
  const exact = found.filter(({ id, name }) => id === typed.trim() || foldText(String(name)) === foldText(typed))
  const meant = exact.length > 0 ? exact : found
  if (meant.length > 1)
    throw new Failure(
      'usage',
      `account: ${meant.length} accounts of the window have ${JSON.stringify(typed)} in their name`,
      {
        hint: `one of ${meant.map(({ id, name }) => `${name} (${id})`).join(', ')}`,
      },
    )
  return meant[0]
}

/** The calls with an account, the newest first. */
function callsOf({ id: account }: AccountLink, records: readonly Row[]): readonly DetailedCall[] {
  return records
    .map((record) => detailedCall(record))
    .filter(({ accounts }) => accounts.some(({ id }) => id === account))
    .toSorted((a, b) => Date.parse(b.started) - Date.parse(a.started))
}

/** What is told of some calls, and what the CRM knows of their account at the latest one. */
async function pagesOf(own: readonly DetailedCall[], { job }: Question) {
  const selection = { exposedFields: EXPOSED, crm: 'Extended' as const }
  const details = await fetchDetails(
    own.map(({ id }) => id),
    job.read,
    selection,
  )
  const people = await companyPeople(job)
  const pages = own.flatMap(({ id }) => {
    const record = details.get(id)
    return record === undefined ? [] : [callPage(record, people)]
  })
  const inCrm = pages[0]?.crm ?? []
  return { crm: inCrm, history: pages.map(inHistory) }
}

function inHistory(page: Row): Row {
  const people = Array.isArray(page.people) ? page.people : []
  return {
    ...Object.fromEntries(KEPT.flatMap((name) => (page[name] === undefined ? [] : [[name, page[name] ?? null]]))),
    external: people
      .filter(({ side }) => side !== 'Internal')
      .map(({ name, email, title }) => ({ name, email, title })),
  }
}
