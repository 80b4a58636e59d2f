import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import { isUnspaced } from '../lib/spoken-words.ts'
import { COMMON_NAMES } from './common-names.ts'
import { foldWithPlaces } from './folded-text.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import { cleanText, objectAt } from './speakers.ts'

/** What of a call says nothing about people. */
const KEPT_FACTS = [
  'id',
  'workspaceId',
  'started',
  'duration',
  'direction',
  'scope',
  'media',
  'language',
  'system',
  'url',
]
const MIN_PHONE_DIGITS = 7

/** A call without the people outside the company. */
export interface AnonymousCall {
  readonly transcript: Row
  readonly call: Row
}

/**
 * Replaces whoever is not of the company, and their companies: `Customer 1`, `Company 1`, the same everywhere; names, e-mail addresses and
 * phone numbers also inside the text. People whose side Gong cannot tell are replaced, too. What it cannot find: people who
 * did not take part, nicknames, misheard names, and what else tells who somebody is.
 *
 * @param call its details with parties and the extended context of the CRM
 */
export function anonymizeCall(transcript: Row, call: Row, names: Pseudonyms): AnonymousCall {
  const { parties, replace } = replacer(call, names)
  const { metaData, content } = call
  const monologues = rowsIn(transcript.transcript).map((monologue) => ({
    ...monologue,
    topic: textOrNull(monologue.topic, replace),
    sentences: rowsIn(monologue.sentences).map((sentence) => ({
      ...sentence,
      text: textOrNull(sentence.text, replace),
    })),
  }))
  const facts = Object.entries(objectAt(call, 'metaData')).filter(([name]) => KEPT_FACTS.includes(name))
  const title = textOrNull(objectAt(call, 'metaData').title, replace)
  return {
    transcript: { callId: transcript.callId ?? null, transcript: monologues },
    call: {
      ...(isRow(metaData) && { metaData: { ...Object.fromEntries(facts), title } }),
      parties,
      ...(isRow(content) && { content: deep(content, replace) }),
    },
  }
}

type Replace = (text: string) => string

function textOrNull(value: Json | undefined, replace: Replace): Json {
  return typeof value === 'string' ? replace(value) : (value ?? null)
}

function deep(value: Json, replace: Replace): Json {
  if (typeof value === 'string') return replace(value)
  if (Array.isArray(value)) return value.map((one: Json) => deep(one, replace))
  return isRow(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, deep(one, replace)]))
    : value
}

/** Texts that are looked for, folded, and what stands in their place; two meanings of one text make it nobody's. */
class Replacements {
  readonly texts = new Map<string, { readonly label: string; readonly onlyCapital: boolean }>()

  add(text: string, label: string, ambiguous: string, onlyCapital = false): void {
    const folded = foldWithPlaces(text).folded.trim()
    if (folded.length < 2 && !/\p{Script=Han}/u.test(folded)) return
    const known = this.texts.get(folded)
    const isSame = known === undefined || known.label === label
    this.texts.set(folded, { label: isSame ? label : ambiguous, onlyCapital })
  }
}

function replacer(call: Row, names: Pseudonyms): { readonly parties: readonly Row[]; readonly replace: Replace } {
  const found = new Replacements()
  const accounts = accountNames(call)
  const internal = new Set<string>()
  const domains = new Set<string>()
  for (const party of rowsIn(call.parties).filter(isInternal)) {
    for (const part of partsOf(cleanText(party.name))) internal.add(foldWithPlaces(part).folded)
    domains.add(cleanText(party.emailAddress).split('@')[1]?.toLowerCase() ?? '')
  }
  const outside = rowsIn(call.parties).filter((party) => !isInternal(party))
  const parties = rowsIn(call.parties).map((party) => (isInternal(party) ? party : anonymousParty(party)))
  function anonymousParty(party: Row): Row {
    const { name, emailAddress, phoneNumber, id, speakerId, affiliation, methods, title } = party
    const [fullName, email, phone] = [name, emailAddress, phoneNumber].map(cleanText)
    const key = email?.toLowerCase() || phone?.replace(/\D/g, '') || foldWithPlaces(fullName ?? '').folded
    const label = key === '' || key === undefined ? 'Customer' : `Customer ${names.numberOf('customer', key)}`
    addPerson({ fullName: fullName ?? '', email: email ?? '', phone: phone ?? '', label })
    const kept = { id, speakerId, affiliation, methods, title }
    return { ...defined(kept), name: label, ...(email !== '' && { emailAddress: addressOf(label) }) }
  }
  function addPerson(person: { fullName: string; email: string; phone: string; label: string }): void {
    const { fullName, email, phone, label } = person
    if (fullName !== '') found.add(fullName, label, 'somebody')
    for (const part of partsOf(fullName)) {
      const folded = foldWithPlaces(part).folded
      found.add(part, internal.has(folded) ? 'somebody' : label, 'somebody', COMMON_NAMES.has(folded))
    }
    if (email !== '') found.add(email, addressOf(label), 'an e-mail address')
    for (const spoken of spokenForms(email)) found.add(spoken, addressOf(label), 'an e-mail address')
    const domain = email.split('@')[1]?.toLowerCase() ?? ''
    if (domain !== '' && !domains.has(domain) && !isPublicMail(domain)) addCompany(domain, companyOf(domain))
    if (phone !== '') found.add(phone, 'a phone number', 'a phone number')
  }
  function companyOf(domain: string): string {
    const account = accounts.find((name) => foldWithPlaces(name).folded.replace(/\W/g, '') === domain.split('.')[0])
    return `Company ${names.numberOf('company', account === undefined ? domain : foldWithPlaces(account).folded)}`
  }
  function addCompany(text: string, label: string): void {
    found.add(text, label, 'a company')
    const [first = '', ...rest] = text.split('.')
    if (rest.length > 0 && !/\s/.test(text) && first.length > 3) found.add(first, label, 'a company')
  }
  for (const name of accounts)
    found.add(name, `Company ${names.numberOf('company', foldWithPlaces(name).folded)}`, 'a company')
  const made = parties
  // Titles of people can name their company.
  const replace = textReplacer(found, outside, domains)
  return {
    replace,
    parties: made.map((party) => (isInternal(party) ? party : { ...party, ...titleOf(party, replace) })),
  }
}

function titleOf({ title }: Row, replace: Replace): Row {
  return typeof title === 'string' ? { title: replace(title) } : {}
}

function isInternal({ affiliation }: Row): boolean {
  return cleanText(affiliation) === 'Internal'
}

function addressOf(label: string): string {
  return `${label.toLowerCase().replace(' ', '-')}@anonymous.invalid`
}

/** First and last names by themselves; initials are none. */
function partsOf(fullName: string): readonly string[] {
  const parts = fullName.split(/[\s,.]+/).filter((part) => [...part].length > 1)
  const halves = parts.flatMap((part) => (part.includes('-') ? [part, ...part.split('-')] : [part]))
  return halves.filter((part) => [...part].length > 1)
}

/** An address as people spell it: `jo dot smith at acme dot example`. */
function spokenForms(email: string): readonly string[] {
  if (!email.includes('@')) return []
  const words = email.toLowerCase().split(/(?=[@._-])|(?<=[@._-])/)
  const say = (at: string, dot: string) =>
    words
      .map((word) => ({ '@': at, '.': dot, _: 'underscore', '-': 'dash' })[word] ?? word)
      .join(' ')
      .replace(/\s+/g, ' ')
  return [say('at', 'dot'), say('at', 'punkt'), say('@', 'dot'), say('arroba', 'punto'), say('at', 'period')]
}

const PUBLIC_MAIL =
  /^(gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|aol|gmx|web|proton|protonmail|mail|yandex)\./

function isPublicMail(domain: string): boolean {
  return PUBLIC_MAIL.test(domain)
}

function accountNames({ context }: Row): readonly string[] {
  return rowsIn(context)
    .flatMap(({ objects }) => rowsIn(objects))
    .filter(({ objectType }) => objectType === 'Account')
    .map(({ fields }) => cleanText(rowsIn(fields).find(({ name }) => /^name$/i.test(String(name)))?.value))
    .filter(Boolean)
}

const ANY_ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const ANY_PHONE = /\+?\d(?:[\s()./-]{0,3}\d){6,}/g

function textReplacer(found: Replacements, outside: readonly Row[], domains: ReadonlySet<string>): Replace {
  const pattern = found.texts.size === 0 ? undefined : anyOf([...found.texts.keys()])
  const digits = new Set(outside.map(({ phoneNumber }) => cleanText(phoneNumber).replace(/\D/g, '')))
  return (text) => {
    const named = pattern === undefined ? text : replaceFolded(text, pattern, found)
    return named
      .replace(ANY_ADDRESS, (address) => {
        const domain = address.split('@')[1]?.toLowerCase() ?? ''
        return domains.has(domain) || domain === 'anonymous.invalid' ? address : 'an e-mail address'
      })
      .replace(ANY_PHONE, (number) => {
        const plain = number.replace(/\D/g, '')
        const isKnown = [...digits].some((one) => one !== '' && (one.endsWith(plain) || plain.endsWith(one)))
        return isKnown || plain.length >= MIN_PHONE_DIGITS + 2 || /^\+|[\s.-]/.test(number) ? 'a phone number' : number
      })
  }
}

/**
 * Finds the longest of these texts at a place. Where words have blanks around them, a name is a whole word, but for what marks
 * a genitive; that stands once for all of them, since letters of all scripts take long to compile. A text with a letter of a
 * script without blanks is longer than one without that begins at the same place, so it is tried first.
 */
function anyOf(texts: readonly string[]): RegExp {
  const longestFirst = texts.toSorted((a, b) => b.length - a.length)
  const unspaced = longestFirst.filter(isUnspaced).map(literal)
  const spaced = longestFirst.filter((text) => !isUnspaced(text)).map(literal)
  const words = spaced.length === 0 ? [] : [`(?<![\\p{L}\\p{N}])(?:${spaced.join('|')})(?![\\p{L}\\p{N}])`]
  return new RegExp([...unspaced, ...words].join('|'), 'gu')
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '[\\s-]+')
}

function replaceFolded(text: string, pattern: RegExp, { texts }: Replacements): string {
  const { folded, from } = foldWithPlaces(text)
  let [made, done] = ['', 0]
  for (const { 0: match, index } of folded.matchAll(pattern)) {
    const known = texts.get(match.replace(/[\s-]+/g, ' ')) ?? texts.get(match)
    const start = from[index] ?? 0
    const original = text.slice(start, from[index + match.length])
    if (known === undefined || (known.onlyCapital && !/^\p{Lu}/u.test(original))) continue
    made += `${text.slice(done, start)}${known.label}`
    done = from[index + match.length] ?? text.length
  }
  return made + text.slice(done)
}

function defined(row: { readonly [name: string]: Json | undefined }): Row {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
