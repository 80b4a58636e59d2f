import type { Json, Row } from '../lib/rows.ts'
import type { Person } from './person.ts'
import { callIdsOf, type Receipt } from './receipts/receipt.ts'
import { companyIdOf, type ErasureRequest } from './receipts/request.ts'

/**
 * How far a request is, by the least of its values. `received`: nothing was erased, or nobody knows; `erased`: Gong took it;
 * `verified`: nothing was found since; `re-imported`: found again after it was clean.
 */
type RequestStateName = 're-imported' | 'received' | 'erased' | 'verified'

const LEAST_FIRST: readonly RequestStateName[] = ['re-imported', 'received', 'erased', 'verified']

/** Days in which a request has to be answered (GDPR, article 12(3): one month). */
const DEADLINE_DAYS = 30
const DAY_MS = 86_400_000

/** One request of the book, with what became of it. Dates are days in UTC. */
export interface RequestState {
  /** Of the request; absent for an erasure that is a request by itself. */
  readonly id?: string
  readonly state: RequestStateName
  /** `ReceiptValue`s. */
  readonly values: readonly Row[]
  readonly ticket: Json
  readonly company: Json
  readonly host: Json
  readonly profile: Json
  readonly received: string
  /** When the last of its values got there; absent while one is missing. */
  readonly erased?: string
  readonly verified?: string
  /** When data was last found again after it was clean, also where it was erased since. */
  readonly reimported?: string
  /** The last day to answer it. */
  readonly deadline: string
  /** What is open, or was refused. */
  readonly why?: string
  /** The last of each value. */
  readonly receipts: readonly Receipt[]
  /** Different ones that were erased with it. */
  readonly calls: number
  /** Whether a person is one of its values. */
  isAbout(person: Person): boolean
  isValue(person: Person, value: Row): boolean
}

/** What the states are made of: one book. */
interface BookLines {
  readonly receipts: readonly Receipt[]
  readonly requests: readonly ErasureRequest[]
  isAbout(person: Person, value: Row): boolean
}

/** All requests of a book, oldest first: those of lists, and each erasure that was none of a list. */
export function requestStates({ receipts, requests, isAbout }: BookLines): readonly RequestState[] {
  const byValue = new Map<string, Receipt[]>()
  for (const receipt of receipts) {
    const key = valueKey(receipt, receipt.value)
    byValue.set(key, [...(byValue.get(key) ?? []), receipt])
  }
  const claimed = new Set<string>()
  const states = requests.map((request) => {
    const about = request.values.map((value) => {
      const key = valueKey(request, value)
      claimed.add(key)
      return (byValue.get(key) ?? []).filter((one) => one.request === undefined || one.request === request.id)
    })
    return stateOf(request, about, isAbout)
  })
  const single = [...byValue].flatMap(([key, all]) => {
    const [first] = all
    const isOfList = claimed.has(key) || first === undefined
    return isOfList ? [] : [stateOf({ ...first, values: [first.value] }, [all], isAbout)]
  })
  return [...states, ...single].sort((one, other) => one.received.localeCompare(other.received))
}

function valueKey(of: { readonly company: Json }, value: Row): string {
  return `${companyIdOf(of)} ${value.digest}`
}

interface Requested extends Pick<ErasureRequest, 'at' | 'values' | 'ticket' | 'company' | 'host' | 'profile'> {
  readonly received?: string
  /** Of a request, and of a receipt where that is the request. */
  readonly id: string
  readonly outcome?: Receipt['outcome']
}

/** @param about the receipts of each value, oldest first */
function stateOf(
  request: Requested,
  about: readonly (readonly Receipt[])[],
  isValue: BookLines['isAbout'],
): RequestState {
  const last = about.map(lastOf)
  const names = last.map(nameOf)
  const state = LEAST_FIRST.find((name) => names.includes(name)) ?? 'received'
  const receipts = last.filter((one) => one !== undefined)
  const received = request.received ?? dayOf(request.at)
  const isReached = (name: RequestStateName) =>
    names.every((one) => LEAST_FIRST.indexOf(one) >= LEAST_FIRST.indexOf(name))
  const isErased = names.length > 0 && names.every((name) => name !== 'received')
  const whys = last.map((receipt, at) => whyOpen(receipt, request.values[at]))
  // Of the value that the state is of, before those of the others.
  const why =
    whys.find((text, at) => text !== undefined && names[at] === state) ?? whys.find((text) => text !== undefined)
  return {
    ...(request.outcome === undefined && { id: request.id }),
    state,
    values: request.values,
    ticket: request.ticket,
    company: request.company,
    host: request.host,
    profile: request.profile,
    received,
    ...(isErased &&
      latest(
        'erased',
        receipts.map(({ at }) => at),
      )),
    ...(isReached('verified') &&
      latest(
        'verified',
        receipts.map(({ cleanAt }) => cleanAt),
      )),
    ...latest(
      'reimported',
      about.flat().map(({ reimportedAt }) => reimportedAt),
    ),
    deadline: dayOf(new Date(Date.parse(received) + DEADLINE_DAYS * DAY_MS).toISOString()),
    ...(why !== undefined && { why }),
    receipts,
    calls: new Set(receipts.flatMap(callIdsOf)).size,
    isAbout: (person) => request.values.some((value) => isValue(person, value)),
    isValue,
  }
}

/** The last erasure that Gong did not refuse. */
function lastOf(receipts: readonly Receipt[]): Receipt | undefined {
  return receipts.findLast(({ outcome }) => outcome !== 'refused') ?? receipts.at(-1)
}

function nameOf(receipt: Receipt | undefined): RequestStateName {
  if (receipt === undefined || receipt.outcome === 'refused') return 'received'
  if (receipt.verdict === 'clean') return 'verified'
  if (receipt.verdict === 're-imported') return 're-imported'
  return receipt.outcome === 'accepted' ? 'erased' : 'received'
}

function whyOpen(receipt: Receipt | undefined, value: Row | undefined): string | undefined {
  if (receipt === undefined) return value?.refused === undefined ? 'nothing was sent for it yet' : `${value.refused}`
  const { id, outcome, verdict, verifiedAt = '', cleanAt = '', gongMessage } = receipt
  if (outcome === 'refused') return `${gongMessage ?? 'Gong refused it'}`
  if (verdict === 'clean') return undefined
  if (verdict === 're-imported')
    return `clean since ${dayOf(cleanAt)}, and found again: clean the CRM and the mailboxes, then erase it again`
  if (outcome !== 'accepted') return `nobody knows whether Gong took it: gong privacy verify ${id}`
  if (verdict === 'still there')
    return `still there on ${dayOf(verifiedAt)}: clean the CRM and the mailboxes, then erase it again`
  if (verdict === 'calls gone') return 'its calls are gone; the rest can only be asked for by the value'
  if (verdict === 'pending') return `something was there yet on ${dayOf(verifiedAt)}: verify it again in some hours`
  // By the receipt alone only its calls can be asked for.
  const how = receipt.request === undefined ? `gong privacy verify ${id}` : 'gong privacy verify with the list'
  return `not verified yet: ${how}`
}

function latest<Name extends string>(name: Name, times: readonly (string | undefined)[]) {
  const [last] = times
    .filter((time) => time !== undefined)
    .sort()
    .toReversed()
  return last === undefined ? {} : { [name]: dayOf(last) }
}

function dayOf(time: string): string {
  return time.slice(0, 10)
}
