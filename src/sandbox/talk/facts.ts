import { Chance } from '../chance.ts'
import type { Call } from '../company/call.ts'
import type { Sentence } from './exchanges.ts'

/** The companies that buyers also talk to. */
export const RIVALS = ['Quillmark', 'Ledgerfern', 'Papertrail Nine'] as const

const MONTHS = ['January', 'March', 'April', 'June', 'September', 'October', 'November']
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
const TEAMS = ['accounts payable', 'the shared service centre', 'the finance team', 'bookkeeping', 'the invoice desk']
const CITIES = ['Rotterdam', 'Cork', 'Gdansk', 'Porto', 'Leeds', 'Denver', 'Busan', 'Nairobi', 'Bergen', 'Adelaide']

/** What stays true through one call. */
export interface Facts {
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

/** The facts that a call turns around. */
export function facts({ seed, index, account }: Call): Facts {
  const chance = new Chance(seed, 'facts', index)
  return {
    account: account.name,
    erp: account.system,
    rival: chance.pick(RIVALS),
    count: account.invoices.toLocaleString('en-US'),
    price: `${Math.round(12 + account.invoices / 90)},000 ${chance.pick(['euros', 'dollars'])}`,
    seats: String(chance.int(4, 40) * 5),
    percent: String(chance.int(2, 8) * 5),
    days: String(chance.int(8, 21)),
    team: chance.pick(TEAMS),
    month: chance.pick(MONTHS),
  }
}

/** A sentence with its slots filled: from the facts, from the names in the room, else thrown anew. */
export function fill(sentence: Sentence, known: ReadonlyMap<string, string>, chance: Chance): string {
  let text = ''
  sentence.forEach((part, place) => {
    text += place % 2 === 0 ? part : (known.get(part) ?? thrown(part, chance))
  })
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function thrown(slot: string, chance: Chance): string {
  if (slot === 'day') return chance.pick(DAYS)
  if (slot === 'city') return chance.pick(CITIES)
  return chance.pick(slot.split('|'))
}
