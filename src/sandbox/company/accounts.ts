import { SeededRandom } from '../seeded-random.ts'

// biome-ignore format: a list of words
const FRONT = [
  'Amberwick', 'Brightmoor', 'Calderstone', 'Dunmarrow', 'Eastwind', 'Fernhollow', 'Greyfriar', 'Harrowgate',
  'Ironvale', 'Juniper', 'Kestrelby', 'Lanternfish', 'Mossbank', 'Nettlecombe', 'Oakhurst', 'Pinecrest',
  'Quayside', 'Ravensworth', 'Silverbirch', 'Thornbury', 'Umberland', 'Violet Hill', 'Wychwood', 'Yarrow',
]
// biome-ignore format: a list of words
const BACK = [
  ['Foods', 'food production'], ['Logistics', 'freight'], ['Clinics', 'health care'], ['Textiles', 'clothing'],
  ['Machine Works', 'engineering'], ['Hotels', 'hospitality'], ['Energy', 'utilities'], ['Paper', 'packaging'],
  ['Pharma', 'pharmacy'], ['Retail Group', 'retail'],
] as const

/** Name as it is written, and in ASCII for the e-mail address. */
// biome-ignore format: a list of words
const GIVEN = [
  'Amara|amara', 'Björn|bjorn', 'Chloé|chloe', 'Dmitri|dmitri', 'Esperança|esperanca', 'Fatima|fatima', 'Grace|grace',
  'Håkon|hakon', 'Ioana|ioana', 'José|jose', 'Kwame|kwame', 'Lucía|lucia', 'Mehmet|mehmet', 'Nadia|nadia', 'Owen|owen',
  'Petra|petra', 'Quentin|quentin', 'Ruth|ruth', 'Seán|sean', 'Thandiwe|thandiwe', 'Uma|uma', 'Věra|vera',
  'Winston|winston', 'Xóchitl|xochitl', 'Yusuf|yusuf', 'Zsófia|zsofia', '健太|kenta', '小龙|xiaolong', '수빈|subin',
  'Наталья|natalya', 'يوسف|youssef', 'प्रिया|priya',
]
// biome-ignore format: a list of words
const FAMILY = [
  'Abernathy|abernathy', 'Bakker|bakker', 'Castellanos|castellanos', 'Dubois|dubois', 'Eriksson|eriksson',
  'Fitzgerald|fitzgerald', 'García Márquez|garcia', 'Haddad|haddad', 'Ibrahim|ibrahim', 'Jovanović|jovanovic',
  'Kowalczyk|kowalczyk', 'Lévesque|levesque', "M'Bala|mbala", 'Novák|novak', "O'Connell|oconnell", 'Petrović|petrovic',
  'Quispe|quispe', 'Rossi|rossi', 'Szabó|szabo', 'Tuominen|tuominen', 'Ueland|ueland', 'van Dijk|vandijk',
  'Wójcik|wojcik', 'Yılmaz|yilmaz', 'Zhang|zhang', '佐藤|sato', '陈|chen', '김|kim', 'Іваненко|ivanenko', 'حداد|alhaddad',
]
// biome-ignore format: a list of words
const TITLES = [
  'Head of Accounts Payable', 'Finance Director', 'Controller', 'Chief Financial Officer', 'IT Architect',
  'Head of Procurement', 'Accounts Payable Specialist', 'Information Security Officer', 'Project Manager',
  'VP Finance & Operations',
]
const SYSTEMS = ['Corvane', 'Halden ERP', 'Nimbus One', 'Meridian 9', 'Oldbridge', 'Sextant Finance']

/** How many companies buy, or might. */
export const ACCOUNT_COUNT = FRONT.length * BACK.length

export interface Account {
  readonly index: number
  readonly name: string
  readonly domain: string
  readonly industry: string
  /** The finance system that the account runs. */
  readonly system: string
  /** Invoices a month. */
  readonly invoices: number
  readonly people: readonly AccountContact[]
}

export interface AccountContact {
  readonly name: string
  readonly first: string
  readonly email: string
  readonly title: string
  /** E.164. */
  readonly phone: string
}

/** The buying company at an index from 0 up to `ACCOUNT_COUNT`, with the three to six people that one meets there. */
export function accountAt(seed: number, index: number): Account {
  const random = new SeededRandom(seed, 'account', index)
  const front = FRONT[index % FRONT.length] ?? 'Amberwick'
  const [back, industry] = BACK[Math.floor(index / FRONT.length) % BACK.length] ?? BACK[0]
  const name = `${front} ${back}`
  const domain = `${name.toLowerCase().replaceAll(' ', '')}.example`
  return {
    index,
    name,
    domain,
    industry,
    system: random.pick(SYSTEMS),
    invoices: random.int(4, 90) * 100,
    people: Array.from({ length: random.int(3, 6) }, () => contact(random, domain)),
  }
}

function contact(random: SeededRandom, domain: string): AccountContact {
  const [first = '', given = ''] = random.pick(GIVEN).split('|')
  const [last = '', family = ''] = random.pick(FAMILY).split('|')
  return {
    first,
    name: `${first} ${last}`,
    email: `${given}.${family}@${domain}`,
    title: random.pick(TITLES),
    phone: `+4420794609${random.digits(2)}`,
  }
}
