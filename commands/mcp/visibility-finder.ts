import { idOf } from '../../src/app/input/id-of-name.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { personVisibility } from './person-visibility.ts'
import type { FindVisibility } from './run-command.ts'

interface Limits {
  readonly as?: string
  readonly workspace?: readonly string[]
}

/**
 * What finds out what may be seen; `undefined` where everything may.
 *
 * @throws Failure `usage` for a workspace or a user that is not there
 */
export async function visibilityFinder({ as, workspace }: Limits, job: LocalJob): Promise<FindVisibility | undefined> {
  if (as === undefined && workspace === undefined) return undefined
  const workspaces = workspace === undefined ? undefined : await workspacesNamed(workspace, job)
  const user = as === undefined ? undefined : await idOf('user', { read: job.read, flag: '--as', otherInputs: {} }, as)
  const flags = [
    'gong mcp',
    ...(as === undefined ? [] : [`--as ${as}`]),
    ...(workspaces === undefined ? [] : ['--workspace']),
  ].join(' ')
  let person: ReturnType<typeof personVisibility> | undefined
  return async (opened) => {
    if (user !== undefined && person === undefined) {
      person = personVisibility(user, opened)
      // Who asks next tries again.
      person.catch(() => {
        person = undefined
      })
    }
    const found = await person
    return { flags, ...(workspaces && { workspaces }), ...(found && { person: found }) }
  }
}

async function workspacesNamed(names: readonly string[], job: LocalJob): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for (const name of names)
    ids.add(await idOf('workspace', { read: job.read, flag: '--workspace', otherInputs: {} }, name))
  return ids
}
