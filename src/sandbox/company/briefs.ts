import type { Row } from '../../lib/rows.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { SandboxCompany } from './company.ts'
import { idSeries } from './ids.ts'
import { formatInstant } from './instant.ts'

const DAY = 86_400_000

/** Name, what it is for, and the index of its workspace; the last of each workspace is not published yet. */
const BRIEFS = [
  ['Deal handoff', 'What the next team has to know', 0, 'Published'],
  ['Account plan', 'Where we stand and who is who', 0, 'Published'],
  ['Lost deal', '', 0, 'Not published'],
  ['Deal handoff', 'What the next team has to know', 1, 'Published'],
  ['Executive summary', 'Half a page for the board', 1, 'Not published'],
  ['Renewal risk', 'Signs that a customer may leave', 2, 'Published'],
] as const

/** The templates of AI briefs as listBriefs shows them; the status is a text for people (quirk 51). */
export function briefRows({ seed, referenceDay: today, users, workspaces }: SandboxCompany): Row[] {
  const id = idSeries(seed, 'brief')
  return BRIEFS.map(([briefName, description, workspaceIndex, status], index) => {
    const random = new SeededRandom(seed, 'brief', index)
    const creator = random.pick(users)
    const created = today - random.int(60, 300) * DAY
    return {
      briefId: id.of(index),
      briefName,
      workspaceId: workspaces[workspaceIndex]?.id ?? null,
      description,
      status,
      creator: creator.name,
      creatorUserId: creator.id,
      created: formatInstant({ at: created, digits: 3 }, 0),
      updated: formatInstant({ at: created + random.int(0, 50) * DAY, digits: 0 }, 0),
    }
  })
}
