import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { TABLE_INPUTS } from '../../src/bulk/inputs.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'
import { counted } from '../../src/lib/spelling.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import { addressOf, type Person, personKey } from '../../src/privacy/person.ts'
import { type RequestState, requestStates } from '../../src/privacy/request-states.ts'
import { allBooks } from './receipt-books.ts'
import { type Subject, ticketsIn, typedSubjects } from './typed-subjects.ts'

const FIELDS = [
  'state',
  'value',
  'ticket',
  'received',
  'deadline',
  'erased',
  'verified',
  'reimported',
  'why',
  'receipts',
  'calls',
  'request',
  'company',
  'host',
  'profile',
]

export const listRequests = defineQuery({
  name: 'requests',
  summary: 'Show each request to be erased and how far it is: received, erased, verified, or re-imported',
  operations: [],
  inputs: {
    which: {
      kind: 'text',
      repeat: true,
      hint: 'receipt, ticket, value or list',
      help: 'only these; a list is the file that erase-list took, or - for stdin',
    },
    ...TABLE_INPUTS,
    fromFile: {
      ...TABLE_INPUTS.fromFile,
      help: 'each person of this list, by name: CSV, TSV, JSON, JSONL, xlsx; - is stdin',
    },
  },
  arguments: ['which'],
  fields: FIELDS,
  closed: true,
  columns: [
    importantColumn('state'),
    wrappedColumn('value'),
    importantColumn('ticket'),
    'received',
    'deadline',
    'erased',
    'verified',
    'reimported',
    wrappedColumn('why'),
  ],
  examples: [
    'gong privacy requests',
    'gong privacy requests --from-file people.csv',
    'gong privacy requests thandiwe.jovanovic@nettlecombefoods.example',
    'gong privacy requests -o requests.xlsx',
  ],
  cautions: [
    'From the book of receipts of this machine, without a request to Gong: privacy verify finds out what is so now.',
    'The book has values masked and as digests; who gives them again, as a list or one by one, sees them in full.',
    'deadline is the day of receipt and 30 days more. The day of receipt is the column received of the list, or else the day of erase-list.',
  ],
  async *rows(input, job) {
    const known = await statesOf(job)
    const tickets = known.map(({ ticket }) => ticket)
    const subjects = await typedSubjects(input, tickets, job)
    const isChosen = input.which !== undefined || input.fromFile !== undefined
    const states = known.map((state) => ({ state, people: peopleOf(state, subjects) }))
    const chosen = isChosen
      ? states.filter(({ state, people }) => people.length > 0 || isNamed(state, subjects))
      : states
    await sayOpen(
      chosen.map(({ state }) => state),
      job,
    )
    const there = new Set(chosen.flatMap(({ people }) => people.map(personKey)))
    const missing = personsIn(subjects).filter(({ person }) => !there.has(personKey(person)))
    yield { rows: [...chosen.map(({ state, people }) => rowOf(state, people)), ...missing.map(missingRow)] }
  },
})

/** Of the books of all hosts. */
async function statesOf(job: QueryJob): Promise<readonly RequestState[]> {
  const states: RequestState[] = []
  for (const book of await allBooks(job)) {
    const content = await book.read()
    for (const fault of content.wrong) await job.warn(`${book.path}: ${fault}; gong privacy receipts --check`)
    states.push(...requestStates(content))
  }
  return states
}

/** Those of the people given who are its. */
function peopleOf({ isAbout }: RequestState, subjects: readonly Subject[]): readonly Person[] {
  return personsIn(subjects).flatMap(({ person }) => (isAbout(person) ? [person] : []))
}

/** By its receipt, its id or its ticket. */
function isNamed({ receipts, id, ticket }: RequestState, subjects: readonly Subject[]): boolean {
  const tickets = ticketsIn(ticket)
  return subjects.some((one) => {
    if ('receipt' in one) return one.receipt === id || receipts.some((each) => each.id === one.receipt)
    return one.person === undefined && tickets.includes(one.ticket.toLowerCase())
  })
}

type TypedPerson = Extract<Subject, { readonly person: Person }>

function personsIn(subjects: readonly Subject[]): readonly TypedPerson[] {
  return subjects.flatMap((one) => (!('receipt' in one) && one.person !== undefined ? [one] : []))
}

async function sayOpen(states: readonly RequestState[], job: QueryJob): Promise<void> {
  const today = new Date(job.context.clock.now()).toISOString().slice(0, 10)
  const back = states.filter(({ state }) => state === 're-imported').length
  const late = states.filter(({ state, deadline }) => state !== 'verified' && deadline < today).length
  if (back > 0)
    await job.warn(
      `${counted(back, 'request is', 'requests are')} re-imported: found again after ${back === 1 ? 'it was' : 'they were'} clean`,
    )
  if (late > 0) await job.warn(`${counted(late, 'request is', 'requests are')} open after the deadline`)
}

function rowOf(state: RequestState, people: readonly Person[]): Row {
  const { id, values, receipts, company, erased, verified, reimported, why, ...rest } = state
  const named = values.map((value) => people.find((person) => state.isValue(person, value)))
  return {
    state: rest.state,
    value: values.map((value, at) => (named[at] ? addressOf(named[at]) : `${value.masked}`)).join(', '),
    ticket: rest.ticket,
    received: rest.received,
    deadline: rest.deadline,
    erased: erased ?? null,
    verified: verified ?? null,
    reimported: reimported ?? null,
    why: why ?? null,
    receipts: receipts.map((one) => one.id).join(', '),
    calls: rest.calls,
    request: id ?? null,
    company: isRow(company) ? (company.name ?? null) : null,
    host: rest.host,
    profile: rest.profile,
  }
}

function missingRow({ person, erase, ticket }: TypedPerson): Row {
  const nothing = Object.fromEntries(FIELDS.map((field) => [field, null]))
  return {
    ...nothing,
    value: addressOf(person),
    ticket: ticket ?? null,
    why: `not in the book of receipts of this machine: ${erase}`,
  }
}
