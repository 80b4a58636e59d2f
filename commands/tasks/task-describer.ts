import type { ReadClient } from '../../src/api/client.ts'
import { unlessRefused } from '../../src/api/unless-refused.ts'
import { knownName } from '../../src/app/input/named-lists.ts'
import { tasks as gong } from '../../src/catalogue/tasks.ts'
import { users } from '../../src/catalogue/users.ts'
import { shortTitle } from '../../src/lib/short-title.ts'
import { nameOf } from '../../src/stats/flat-rows.ts'

const { type, action } = gong.list.params

/**
 * Describes tasks as people know them: `"Call Jo Doe" (task 7) of Ann Lee`, as far as Gong tells, which has the titles of open
 * tasks alone. The tasks of each user are asked for once, and so is the name where it was not looked up.
 *
 * @returns a function of the id of a task and that of its user
 */
export function taskDescriber(read: ReadClient): (task: string, user: string) => Promise<string> {
  const byUser = new Map<string, Promise<TasksOfUser>>()
  return async (task, user) => {
    const ofUser = byUser.get(user) ?? tasksOf(read, user)
    byUser.set(user, ofUser)
    const { name, titles } = await ofUser
    const title = titles.get(task)
    return `${title === undefined ? `task ${task}` : `"${shortTitle(title)}" (task ${task})`} of ${name}`
  }
}

interface TasksOfUser {
  readonly name: string
  /** By the ids of the tasks. */
  readonly titles: ReadonlyMap<string, string>
}

async function tasksOf(read: ReadClient, user: string): Promise<TasksOfUser> {
  const name = knownName(read, 'user', user) ?? (await unlessRefused(() => nameAsked(read, user)))
  return { name: name ?? `user ${user}`, titles: (await unlessRefused(() => titlesAsked(read, user))) ?? new Map() }
}

async function nameAsked(read: ReadClient, user: string): Promise<string | undefined> {
  for await (const row of read.rows(users.get, { user })) return String(nameOf(row) ?? '') || undefined
  return undefined
}

async function titlesAsked(read: ReadClient, user: string): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>()
  const open = { user, type: type.of, action: action.of, status: ['OPEN'] }
  for await (const { id, title } of read.rows(gong.list, open))
    if (typeof title === 'string' && title !== '') titles.set(String(id), title)
  return titles
}
