import { type Thing, thingsOf } from '../calls/things.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Row } from '../lib/rows.ts'
import { isSamePhone, readPhone } from './phone.ts'
import { partsOf, wordsIn } from './words.ts'

/** What a call must have to be found: all of it. */
export interface Wanted {
  /** Words, an e-mail address or a phone number, found anywhere in the call. */
  readonly text?: string | undefined
  /** Words of a name, a whole e-mail address or a phone number. */
  readonly participant: readonly string[]
  /** Of somebody's e-mail address; what lies below it counts too. */
  readonly domain: readonly string[]
  /** Words of a name, or a whole id; so for deals and trackers. */
  readonly account: readonly string[]
  readonly deal: readonly string[]
  readonly tracker: readonly string[]
  readonly title?: string | undefined
  /** Seconds, both inclusive. */
  readonly minDuration?: number | undefined
  readonly maxDuration?: number | undefined
  /** Gong chooses by the host, so that nothing else has to be wanted. */
  readonly hosted?: true | undefined
  /** Internal, External or Unknown. */
  readonly scope?: string | undefined
}

type Test = (thing: Thing) => boolean

/**
 * Makes the question that is asked of each call, a record of listCallsExtensive.
 *
 * @returns for a call that has all that is wanted, what was found in it, as `account: Acme`; else `undefined`
 * @throws Failure `usage` for a text without a word in it, something that is no domain, or bounds that nothing lies between
 */
export function matcher(wanted: Wanted): (call: Row) => readonly string[] | undefined {
  check(wanted)
  const tests = testsFor(wanted)
  return (call) => {
    if (!fits(wanted, isRow(call.metaData) ? call.metaData : {})) return undefined
    const things = thingsOf(call)
    if (!tests.every((test) => things.some(test))) return undefined
    const found = things.filter((thing) => tests.some((test) => test(thing)))
    return [...new Set(found.map(({ sort, shown }) => `${sort}: ${shown}`))]
  }
}

/** What was typed, as questions to a single thing; each has to be answered by one. */
function testsFor({ text, title, participant, domain, account, deal, tracker }: Wanted): readonly Test[] {
  const named = (sort: Thing['sort'], typed: readonly string[]) =>
    typed.map((one): Test => {
      const holds = holding(`--${sort}`, one, 'name')
      return (thing) => thing.sort === sort && holds(thing)
    })
  return [
    ...(text === undefined ? [] : wholesIn(text).map((part) => holding('<text>', part, 'text'))),
    ...named('title', title === undefined ? [] : [title]),
    ...named('participant', participant),
    ...domain.map(within),
    ...named('account', account),
    ...named('deal', deal),
    ...named('tracker', tracker),
  ]
}

/** Each word may be found somewhere else, but a phone number is one thing however it is parted. */
function wholesIn(text: string): readonly string[] {
  const parts = partsOf(text).filter((part) => wordsIn(part).length > 0)
  return parts.length === 0 || readPhone(text) ? [text] : parts
}

/** An id, an e-mail address or a phone number holds as a whole; anything else when all its words are there. */
function holding(said: string, typed: string, at: 'name' | 'text'): Test {
  const [words, phone, whole] = [wordsIn(typed), readPhone(typed), typed.trim()]
  if (words.length === 0) throw new Failure('usage', `${said}: "${typed}" has nothing in it to look for`)
  return (thing) =>
    thing.ids.some((id) => isSameId(id, whole)) ||
    (phone !== undefined && thing.phone !== undefined && isSamePhone(phone, thing.phone)) ||
    (!EMAIL.test(whole) && words.every((word) => thing[at].includes(word)))
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Case tells two records of Salesforce apart, but not two addresses; its ids of 15 characters begin those of 18. */
function isSameId(id: string, typed: string): boolean {
  if (id.includes('@')) return id === typed.toLowerCase()
  return id === typed || (id.length === 18 && id.slice(0, 15) === typed)
}

function within(typed: string): Test {
  const wanted = typed.trim().toLowerCase().replace(/^@/, '')
  if (!/^[^\s@/:,.]+(\.[^\s@/:,.]+)+$/.test(wanted))
    throw new Failure('usage', `--domain: "${typed}" is not a domain such as acme.example`, {
      hint: EMAIL.test(wanted) ? `--participant ${wanted}` : undefined,
    })
  return ({ domain }) => domain === wanted || domain?.endsWith(`.${wanted}`) === true
}

function fits({ minDuration, maxDuration, scope }: Wanted, { duration, scope: actual }: Row): boolean {
  const isBounded = minDuration !== undefined || maxDuration !== undefined
  if (isBounded && typeof duration !== 'number') return false
  const seconds = Number(duration)
  const isLong = minDuration === undefined || seconds >= minDuration
  const isShort = maxDuration === undefined || seconds <= maxDuration
  return isLong && isShort && (scope === undefined || actual === scope)
}

function check(wanted: Wanted): void {
  const { minDuration, maxDuration } = wanted
  if (Object.values(wanted).every((one) => one === undefined || (Array.isArray(one) && one.length === 0)))
    throw new Failure('usage', 'there is nothing to look for: no text, and no flag that says who, what or how long', {
      hint: 'gong calls find --help',
    })
  if (minDuration !== undefined && maxDuration !== undefined && minDuration > maxDuration)
    throw new Failure('usage', '--max-duration is shorter than --min-duration, so no call fits both')
}
