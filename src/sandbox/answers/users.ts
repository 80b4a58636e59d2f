import type { Row } from '../../lib/rows.ts'
import { settingsHistory } from '../company/users.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterOf } from '../route.ts'
import { type Answers, type Asked, listed, page, whole, windowOf } from './asked.ts'

/** The people of the selling company. */
export const users: Answers = {
  listUsers: (asked) => page(asked, everybody(asked, asked.query.includeAvatars), (row) => row),

  getUser: (asked) => {
    const user = asked.company.users.find(({ id }) => id === asked.path.id)
    return user ? whole(asked, user.row) : unknown(asked)
  },

  listMultipleUsers: (asked) => {
    const filter = filterOf(asked.body)
    const ids = listed(filter, 'userIds')
    const created = windowOf(filter, 'createdFromDateTime', 'createdToDateTime')
    const found = everybody(asked, filter.includeAvatars)
      .filter((row) => ids === undefined || ids.includes(String(row.id)))
      .filter((row) => created(Date.parse(String(row.created))))
    return page(asked, found, (row) => row)
  },

  getUserHistory: (asked) => {
    const { company, path } = asked
    const index = company.users.findIndex(({ id }) => id === path.id)
    const user = company.users[index]
    return user ? whole(asked, settingsHistory(company.seed, user, index, company.today)) : unknown(asked)
  },
}

function everybody({ company }: Asked, avatarsToo: unknown): Row[] {
  return [...company.users.map(({ row }) => row), ...(avatarsToo === true ? company.avatars : [])]
}

function unknown({ path }: Asked): Reply {
  return refusal(404, `User ID ${path.id} was not found`)
}
