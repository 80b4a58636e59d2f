import type { SandboxCall } from '../company/call.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { Sentence } from './exchanges.ts'

/** The companies that buyers also talk to. */
export const COMPETITORS = ['Quillmark', 'Ledgerfern', 'Papertrail Nine'] as const

const MONTHS = ['January', 'March', 'April', 'June', 'September', 'October', 'November']
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
const TEAMS = ['accounts payable', 'the shared service centre', 'the finance team', 'bookkeeping', 'the invoice desk']
const CITIES = ['Rotterdam', 'Cork', 'Gdansk', 'Porto', 'Leeds', 'Denver', 'Busan', 'Nairobi', 'Bergen', 'Adelaide']

/** Facts that do not change within one call. */
export interface CallFacts {
  readonly account: string
  readonly erp: string
  readonly rival: string
  /** Invoices a month, as said. */
  readonly count: string
  /** A year's price, as said. */
  readonly price: string
  readonly seats: string
  readonly percent: string
  readonly days: string
  readonly team: string
  readonly month: string
}

/** The facts that are mentioned in a call. */
export function factsOf({ seed, index, account }: SandboxCall): CallFacts {
  const random = new SeededRandom(seed, 'facts', index)
  return {
    account: account.name,
    erp: account.system,
    rival: random.pick(COMPETITORS),
    count: account.invoices.toLocaleString('en-US'),
    price: `${Math.round(12 + account.invoices / 90)},000 ${random.pick(['euros', 'dollars'])}`,
    seats: String(random.int(4, 40) * 5),
    percent: String(random.int(2, 8) * 5),
    days: String(random.int(8, 21)),
    team: random.pick(TEAMS),
    month: random.pick(MONTHS),
  }
}

/** A sentence with its slots filled: from the facts, from the names of the speakers, else at random. */
export function fillSentence(sentence: Sentence, facts: ReadonlyMap<string, string>, random: SeededRandom): string {
  let text = ''
  sentence.forEach((part, index) => {
    text += index % 2 === 0 ? part : (facts.get(part) ?? randomWord(part, random))
  })
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function randomWord(slot: string, random: SeededRandom): string {
  if (slot === 'day') return random.pick(DAYS)
  if (slot === 'city') return random.pick(CITIES)
  return random.pick(slot.split('|'))
}
