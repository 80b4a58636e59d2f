import type { Row } from '../../lib/rows.ts'
import { SeededRandom } from '../seeded-random.ts'
import { idSeries } from './ids.ts'
import { formatInstant, randomInstant } from './instant.ts'
import type { User } from './users.ts'

const DAY = 86_400_000

// biome-ignore format: a list of words
const MOTIONS = [
  'Inbound demo request', 'Webinar follow-up', 'Trade fair leads', 'Renewal in 90 days', 'Lost deal, second try',
  'New CFO', 'Invoice audit offer', 'Partner referral',
]
// biome-ignore format: a list of words
const PLACES = [
  'North America', 'Latin America', 'UK & Ireland', 'Nordics', 'DACH', 'France & Benelux', 'Southern Europe', 'Gulf',
  'India', 'East Asia', 'Oceania', 'Enterprise', 'Mid-market',
]
const ACTIONS = ['SEND_EMAIL', 'AUTO_SEND_EMAIL', 'CALL', 'LINKEDIN_CONNECT', 'LINKEDIN_MESSAGE', 'CUSTOM'] as const
const SUBJECTS = ['Invoices that match themselves', 'Your month-end', 'A question about {{account}}', 'Shall I stop?']

/** How many flows belong to the company; each user with a licence has two more. */
export const COMPANY_FLOW_COUNT = MOTIONS.length * PLACES.length

/** No flow has more steps. */
const MAX_STEPS = 6

export interface FlowStep {
  readonly id: string
  /** From 1. */
  readonly order: number
  readonly action: string
  readonly row: Row
}

/** Whether a user has a licence for Engage: everybody who is active but the leaders. */
export function isLicensed({ role, active }: User): boolean {
  return role !== 'leader' && active
}

/** The index that a flow's id stands for; `undefined` when there is no such flow. */
export function flowIndex(seed: number, id: string, users: readonly User[]): number | undefined {
  const index = idSeries(seed, 'flow').indexOf(id)
  return index !== undefined && index < COMPANY_FLOW_COUNT + 2 * users.length ? index : undefined
}

/** The flow at an index: first those of the company, then one personal and one shared flow of each user. */
export function flowAt(seed: number, index: number, users: readonly User[], today: number): Row {
  const random = new SeededRandom(seed, 'flow', index)
  const folder = folderOf(index)
  const mine = index - COMPANY_FLOW_COUNT
  const owner = users[Math.floor(mine / 2)]?.first ?? ''
  const made = randomInstant(random, today - random.int(20, 900) * DAY)
  return {
    id: idSeries(seed, 'flow').of(index),
    name:
      mine < 0
        ? `${MOTIONS[folder - 1]}: ${PLACES[index % PLACES.length]}`
        : `${owner}, ${['notes', 'for all'][mine % 2]}`,
    folderId: idSeries(seed, 'flow folder').of(folder),
    folderName: folderName(folder, users),
    visibility: visibilityOf(index),
    creationDate: formatInstant(made, 0),
    exclusive: random.bool(0.3),
  }
}

/** Those of the company, and the two of the owner. */
export function flowsOf(users: readonly User[], owner: User): readonly number[] {
  const own = COMPANY_FLOW_COUNT + 2 * users.indexOf(owner)
  return [...Array(COMPANY_FLOW_COUNT).keys(), own, own + 1]
}

/** The index of the workspace that a flow belongs to. */
export function workspaceIndexOf(index: number): number {
  return index % 3
}

function visibilityOf(index: number): string {
  return index < COMPANY_FLOW_COUNT ? 'Company' : index % 2 === COMPANY_FLOW_COUNT % 2 ? 'Personal' : 'Shared'
}

/** Folder 0 holds those of the company, one for each motion; then comes one for each user. */
function folderOf(index: number): number {
  const mine = index - COMPANY_FLOW_COUNT
  return mine < 0 ? 1 + Math.floor(index / PLACES.length) : 1 + MOTIONS.length + Math.floor(mine / 2)
}

function folderName(folder: number, users: readonly User[]): string {
  if (folder === 0) return 'Company flows'
  return MOTIONS[folder - 1] ?? `${users[folder - 1 - MOTIONS.length]?.name}`
}

/**
 * The folders that one user sees. At the top the parent is the text "null" (field note "What real answers look like").
 */
export function foldersOf(seed: number, users: readonly User[], owner: User, today: number): readonly Row[] {
  const id = idSeries(seed, 'flow folder')
  const own = 1 + MOTIONS.length + users.indexOf(owner)
  return [...Array(1 + MOTIONS.length).keys(), own].map((folder) => ({
    id: id.of(folder),
    name: folderName(folder, users),
    parentFolderId: folder === 0 || folder === own ? 'null' : id.of(0),
    visibility: folder === own ? 'Personal' : 'Company',
    creationDate: formatInstant({ at: today - 900 * DAY, digits: 0 }, 0),
  }))
}

/** Three to six steps. */
export function flowSteps(seed: number, index: number): readonly FlowStep[] {
  const random = new SeededRandom(seed, 'flow steps', index)
  return Array.from({ length: random.int(3, MAX_STEPS) }, (_, stepIndex) => {
    const action = stepIndex === 0 ? 'CALL' : random.pick(ACTIONS)
    const id = idSeries(seed, 'flow step').of(index * MAX_STEPS + stepIndex)
    const written = /EMAIL|MESSAGE/.test(action)
    const text: Row = written
      ? { subject: random.pick(SUBJECTS), body: 'Hello {{first_name}}, …', isReply: stepIndex > 2 }
      : { isReply: false }
    return { id, order: stepIndex + 1, action, row: { id, stepOrder: stepIndex + 1, action, ...text } }
  })
}
