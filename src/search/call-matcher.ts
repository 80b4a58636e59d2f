import { Failure } from '../lib/errors.ts'
import { isRow, type Row } from '../lib/rows.ts'
import { attributesOf, type CallAttribute } from './call-attributes.ts'
import { isSamePhone, parsePhone } from './phone.ts'
import { splitWords, wordsIn } from './words.ts'

/** The conditions that a call must all meet. */
export interface CallFilter {
  /** Words, an e-mail address or a phone number, in any attribute of the call. */
  readonly text?: string | undefined
  /** Words of a name, a whole e-mail address or a phone number. */
  readonly participant: readonly string[]
  /** Of a participant's e-mail address; subdomains match, too. */
  readonly domain: readonly string[]
  /** Words of a name, or a whole id; likewise for deals and trackers. */
  readonly account: readonly string[]
  readonly deal: readonly string[]
  readonly tracker: readonly string[]
  readonly title?: string | undefined
  /** Seconds, both inclusive. */
  readonly minDuration?: number | undefined
  readonly maxDuration?: number | undefined
  /** Gong filters by the host, so that no other condition is needed. */
  readonly hosted?: true | undefined
  /** Internal, External or Unknown. */
  readonly scope?: string | undefined
}

type AttributeTest = (attribute: CallAttribute) => boolean

/**
 * Makes the function that matches each call, a record of listCallsExtensive.
 *
 * @returns for a call that meets all conditions, the attributes that matched, as `account: Acme`; else `undefined`
 * @throws Failure `usage` for a text without a word in it, an invalid domain, or bounds that nothing lies between
 */
export function callMatcher(filter: CallFilter): (call: Row) => readonly string[] | undefined {
  checkFilter(filter)
  const tests = attributeTests(filter)
  return (call) => {
    if (!matchesMetadata(filter, isRow(call.metaData) ? call.metaData : {})) return undefined
    const attributes = attributesOf(call)
    if (!tests.every((test) => attributes.some(test))) return undefined
    const matched = attributes.filter((attribute) => tests.some((test) => test(attribute)))
    return [...new Set(matched.map(({ kind, label }) => `${kind}: ${label}`))]
  }
}

/** The conditions as tests of one attribute; each has to be passed by some attribute. */
function attributeTests(filter: CallFilter): readonly AttributeTest[] {
  const { text, title, participant, domain, account, deal, tracker } = filter
  const namedTests = (kind: CallAttribute['kind'], typed: readonly string[]) =>
    typed.map((one): AttributeTest => {
      const matches = matchesTerm(`--${kind}`, one, 'name')
      return (attribute) => attribute.kind === kind && matches(attribute)
    })
  return [
    ...(text === undefined ? [] : searchTerms(text).map((part) => matchesTerm('<text>', part, 'text'))),
    ...namedTests('title', title === undefined ? [] : [title]),
    ...namedTests('participant', participant),
    ...domain.map(matchesDomain),
    ...namedTests('account', account),
    ...namedTests('deal', deal),
    ...namedTests('tracker', tracker),
  ]
}

/** The words of a text, each of which may match another attribute; a phone number stays whole, however it is spaced. */
function searchTerms(text: string): readonly string[] {
  const parts = splitWords(text).filter((part) => wordsIn(part).length > 0)
  return parts.length === 0 || parsePhone(text) ? [text] : parts
}

/** An id, an e-mail address or a phone number matches as a whole; anything else when all its words are there. */
function matchesTerm(flag: string, typed: string, field: 'name' | 'text'): AttributeTest {
  const [words, phone, text] = [wordsIn(typed), parsePhone(typed), typed.trim()]
  if (words.length === 0) throw new Failure('usage', `${flag}: "${typed}" has nothing in it to look for`)
  return (attribute) =>
    attribute.ids.some((id) => isSameId(id, text)) ||
    (phone !== undefined && attribute.phone !== undefined && isSamePhone(phone, attribute.phone)) ||
    (!EMAIL.test(text) && words.every((word) => attribute[field].includes(word)))
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Ids of Salesforce are case-sensitive, and e-mail addresses are not; its ids of 15 characters are a prefix of those of 18. */
function isSameId(id: string, typed: string): boolean {
  if (id.includes('@')) return id === typed.toLowerCase()
  return id === typed || (id.length === 18 && id.slice(0, 15) === typed)
}

function matchesDomain(typed: string): AttributeTest {
  const domainName = typed.trim().toLowerCase().replace(/^@/, '')
  if (!/^[^\s@/:,.]+(\.[^\s@/:,.]+)+$/.test(domainName))
    throw new Failure('usage', `--domain: "${typed}" is not a domain such as acme.example`, {
      hint: EMAIL.test(domainName) ? `--participant ${domainName}` : undefined,
    })
  return ({ domain }) => domain === domainName || domain?.endsWith(`.${domainName}`) === true
}

function matchesMetadata({ minDuration, maxDuration, scope }: CallFilter, { duration, scope: actual }: Row): boolean {
  const isBounded = minDuration !== undefined || maxDuration !== undefined
  if (isBounded && typeof duration !== 'number') return false
  const seconds = Number(duration)
  const isLong = minDuration === undefined || seconds >= minDuration
  const isShort = maxDuration === undefined || seconds <= maxDuration
  return isLong && isShort && (scope === undefined || actual === scope)
}

function checkFilter(filter: CallFilter): void {
  const { minDuration, maxDuration } = filter
  if (Object.values(filter).every((one) => one === undefined || (Array.isArray(one) && one.length === 0)))
    throw new Failure('usage', 'there is nothing to look for: no text, and no flag that says who, what or how long', {
      hint: 'gong calls find --help',
    })
  if (minDuration !== undefined && maxDuration !== undefined && minDuration > maxDuration)
    throw new Failure('usage', '--max-duration is shorter than --min-duration, so no call fits both')
}
