import type { Row } from '../../lib/rows.ts'
import { basicCallRow } from '../company/call.ts'
import type { SandboxCompany } from '../company/company.ts'
import { idSeries } from '../company/ids.ts'
import { formatInstant } from '../company/instant.ts'
import { refusal } from '../reply.ts'
import { SeededRandom } from '../seeded-random.ts'
import { isShown } from './find-calls.ts'
import { type Handlers, type SandboxRequest, unpaged } from './request.ts'

const DAY = 86_400_000

/** The folders of each workspace, each with the index of its parent; the last one is empty. */
const FOLDERS: readonly (readonly [name: string, parent: number | null])[] = [
  ['Onboarding', null],
  ['Great discovery calls', 0],
  ['Handling objections', 0],
  ['Won deals / stories', null],
  ['Competitors', null],
  ['To be sorted', 3],
]

/** The public folders of the call library. */
export const libraryHandlers: Handlers = {
  getLibraryStructure: (request) => {
    const { workspaceId } = request.query
    if (workspaceId === undefined) return refusal(400, 'workspaceId is required: the company has several workspaces')
    const workspaceIndex = request.company.workspaces.findIndex(({ id }) => id === workspaceId)
    return workspaceIndex < 0 ? nothing('folders') : unpaged(request, folders(request.company, workspaceIndex))
  },

  getCallsInSpecificFolder: (request) => {
    const { company, query } = request
    const all = company.workspaces.flatMap((_, workspaceIndex) => folders(company, workspaceIndex))
    const folderIndex = all.findIndex(({ id }) => id === query.folderId)
    const { parentFolderId: _, ...folder } = all[folderIndex] ?? {}
    const calls = folderIndex < 0 ? [] : contents(request, folderIndex)
    return calls.length === 0 ? nothing('calls') : { status: 200, body: { ...folder, calls } }
  },
}

/** Whether there is a folder with this id in any workspace. */
export function isFolder(company: SandboxCompany, id: string): boolean {
  return company.workspaces.some((_, workspaceIndex) =>
    folders(company, workspaceIndex).some((folder) => folder.id === id),
  )
}

function nothing(what: string) {
  return refusal(404, `No ${what} found corresponding to the provided filters`)
}

function folders({ seed, referenceDay: today, users }: SandboxCompany, workspaceIndex: number): Row[] {
  const id = (folderIndex: number) => idSeries(seed, 'folder').of(workspaceIndex * FOLDERS.length + folderIndex)
  return FOLDERS.map(([name, parent], folderIndex) => {
    const random = new SeededRandom(seed, 'folder', workspaceIndex, folderIndex)
    return {
      id: id(folderIndex),
      name,
      parentFolderId: parent === null ? null : id(parent),
      createdBy: random.pick(users).id,
      updated: formatInstant({ at: today - random.int(1, 200) * DAY + random.int(0, DAY), digits: 3 }, 0),
    }
  })
}

/** Three to nine calls of the folder's workspace that are some weeks old; of some, only a snippet (seconds). */
function contents(request: SandboxRequest, folderIndex: number): Row[] {
  const { company } = request
  const { seed, size, users, workspaces } = company
  const workspace = workspaces[Math.floor(folderIndex / FOLDERS.length)]
  if (folderIndex % FOLDERS.length === FOLDERS.length - 1) return []
  const random = new SeededRandom(seed, 'shelved', folderIndex)
  const tried = Array.from({ length: 12 }, () => random.int(0, Math.floor(size * 0.85)))
  const fitting = tried.filter(
    (index) => index < size && company.workspaceOf(index) === workspace && isShown(request, index),
  )
  return [...new Set(fitting)].map((index) => {
    const call = company.call(index)
    const from = random.int(0, call.duration - 120)
    return {
      id: call.id,
      title: basicCallRow(call).title ?? null,
      ...(random.bool(0.6) && {
        note: random.pick(['Listen to the pause', 'How to ask about budget', '¡Qué buena pregunta!']),
      }),
      addedBy: random.pick(users).id,
      created: formatInstant({ at: call.started.at + random.int(1, 9) * DAY, digits: 0 }, 0),
      url: `https://app.gong.io/call?id=${call.id}`,
      ...(random.bool(0.4) && { snippet: { fromSec: from, toSec: from + random.int(20, 120) } }),
    }
  })
}
