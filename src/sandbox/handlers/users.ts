import type { Row } from '../../lib/rows.ts'
import { settingsHistory } from '../company/users.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterIn } from '../route.ts'
import { type Handlers, idFilter, paged, type SandboxRequest, timeFilter, unpaged } from './request.ts'

/** The people of the selling company. */
export const userHandlers: Handlers = {
  listUsers: (request) => paged(request, everybody(request, request.query.includeAvatars), (row) => row),

  getUser: (request) => {
    const user = request.company.users.find(({ id }) => id === request.path.id)
    return user ? unpaged(request, user.row) : unknown(request)
  },

  listMultipleUsers: (request) => {
    const filter = filterIn(request.body)
    const ids = idFilter(filter, 'userIds')
    const created = timeFilter(filter, 'createdFromDateTime', 'createdToDateTime')
    const found = everybody(request, filter.includeAvatars)
      .filter((row) => ids === undefined || ids.includes(String(row.id)))
      .filter((row) => created(Date.parse(String(row.created))))
    return paged(request, found, (row) => row)
  },

  getUserHistory: (request) => {
    const { company, path } = request
    const index = company.users.findIndex(({ id }) => id === path.id)
    const user = company.users[index]
    return user ? unpaged(request, settingsHistory(company.seed, user, index, company.referenceDay)) : unknown(request)
  },
}

function everybody({ company }: SandboxRequest, avatarsToo: unknown): Row[] {
  return [...company.users.map(({ row }) => row), ...(avatarsToo === true ? company.avatars : [])]
}

function unknown({ path }: SandboxRequest): Reply {
  return refusal(404, `User ID ${path.id} was not found`)
}
