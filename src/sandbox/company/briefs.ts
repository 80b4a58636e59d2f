import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import type { Company } from './company.ts'
import { ids } from './ids.ts'
import { stamp } from './stamp.ts'

const DAY = 86_400_000

/** Name, what it is for, and the place of its workspace; the last of each workspace is not published yet. */
const BRIEFS = [
  ['Deal handoff', 'What the next team has to know', 0, 'Published'],
  ['Account plan', 'Where we stand and who is who', 0, 'Published'],
  ['Lost deal', '', 0, 'Not published'],
  ['Deal handoff', 'What the next team has to know', 1, 'Published'],
  ['Executive summary', 'Half a page for the board', 1, 'Not published'],
  ['Renewal risk', 'Signs that a customer may leave', 2, 'Published'],
] as const

/** The templates of AI briefs as listBriefs shows them; the status is a text for people (quirk 51). */
export function briefs({ seed, today, users, workspaces }: Company): Row[] {
  const id = ids(seed, 'brief')
  return BRIEFS.map(([briefName, description, desk, status], place) => {
    const chance = new Chance(seed, 'brief', place)
    const creator = chance.pick(users)
    const created = today - chance.int(60, 300) * DAY
    return {
      briefId: id.of(place),
      briefName,
      workspaceId: workspaces[desk]?.id ?? null,
      description,
      status,
      creator: creator.name,
      creatorUserId: creator.id,
      created: stamp({ at: created, digits: 3 }, 0),
      updated: stamp({ at: created + chance.int(0, 50) * DAY, digits: 0 }, 0),
    }
  })
}
