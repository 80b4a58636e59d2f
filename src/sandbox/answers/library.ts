import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import { basic } from '../company/call.ts'
import type { Company } from '../company/company.ts'
import { ids } from '../company/ids.ts'
import { stamp } from '../company/stamp.ts'
import { refusal } from '../reply.ts'
import { type Answers, type Asked, whole } from './asked.ts'
import { isThere } from './found.ts'

const DAY = 86_400_000

/** The folders of each workspace, each with the place of the one that it lies in; nobody has put anything in the last. */
const SHELF: readonly (readonly [name: string, parent: number | null])[] = [
  ['Onboarding', null],
  ['Great discovery calls', 0],
  ['Handling objections', 0],
  ['Won deals / stories', null],
  ['Competitors', null],
  ['To be sorted', 3],
]

/** The public folders of the call library. */
export const library: Answers = {
  getLibraryStructure: (asked) => {
    const { workspaceId } = asked.query
    if (workspaceId === undefined) return refusal(400, 'workspaceId is required: the company has several workspaces')
    const desk = asked.company.workspaces.findIndex(({ id }) => id === workspaceId)
    return desk < 0 ? nothing('folders') : whole(asked, folders(asked.company, desk))
  },

  getCallsInSpecificFolder: (asked) => {
    const { company, query } = asked
    const all = company.workspaces.flatMap((_, desk) => folders(company, desk))
    const place = all.findIndex(({ id }) => id === query.folderId)
    const { parentFolderId: _, ...folder } = all[place] ?? {}
    const calls = place < 0 ? [] : contents(asked, place)
    return calls.length === 0 ? nothing('calls') : { status: 200, body: { ...folder, calls } }
  },
}

/** Whether there is a folder with this id in any workspace. */
export function isFolder(company: Company, id: string): boolean {
  return company.workspaces.some((_, desk) => folders(company, desk).some((folder) => folder.id === id))
}

function nothing(what: string) {
  return refusal(404, `No ${what} found corresponding to the provided filters`)
}

function folders({ seed, today, users }: Company, desk: number): Row[] {
  const id = (place: number) => ids(seed, 'folder').of(desk * SHELF.length + place)
  return SHELF.map(([name, parent], place) => {
    const chance = new Chance(seed, 'folder', desk, place)
    return {
      id: id(place),
      name,
      parentFolderId: parent === null ? null : id(parent),
      createdBy: chance.pick(users).id,
      updated: stamp({ at: today - chance.int(1, 200) * DAY + chance.int(0, DAY), digits: 3 }, 0),
    }
  })
}

/** Three to nine calls of the folder's workspace that are some weeks old; of some, only a snippet (seconds). */
function contents(asked: Asked, place: number): Row[] {
  const { company } = asked
  const { seed, size, users, workspaces } = company
  const desk = workspaces[Math.floor(place / SHELF.length)]
  if (place % SHELF.length === SHELF.length - 1) return []
  const chance = new Chance(seed, 'shelved', place)
  const tried = Array.from({ length: 12 }, () => chance.int(0, Math.floor(size * 0.85)))
  const fitting = tried.filter((index) => index < size && company.workspaceOf(index) === desk && isThere(asked, index))
  return [...new Set(fitting)].map((index) => {
    const call = company.call(index)
    const from = chance.int(0, call.duration - 120)
    return {
      id: call.id,
      title: basic(call).title ?? null,
      ...(chance.odds(0.6) && {
        note: chance.pick(['Listen to the pause', 'How to ask about budget', '¡Qué buena pregunta!']),
      }),
      addedBy: chance.pick(users).id,
      created: stamp({ at: call.started.at + chance.int(1, 9) * DAY, digits: 0 }, 0),
      url: `https://app.gong.io/call?id=${call.id}`,
      ...(chance.odds(0.4) && { snippet: { fromSec: from, toSec: from + chance.int(20, 120) } }),
    }
  })
}
