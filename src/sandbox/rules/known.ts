import { isRow, type Json, type Row, textsIn } from '../../lib/rows.ts'
import type { Asked } from '../answers/asked.ts'
import type { Rule } from './rule.ts'

/** The body, where it is an object. */
export function bodyOf({ body }: Asked): Row {
  return isRow(body) ? body : {}
}

/** The workspace that a request names must be one of the company. */
export function workspace(of: (asked: Asked) => Json | undefined, status?: number): Rule {
  return {
    when: (asked) =>
      [of(asked) ?? []]
        .flat()
        .map(String)
        .filter((id) => !isWorkspace(asked, id)),
    says: (id) => `Workspace ID ${id} was not found`,
    ...(status !== undefined && { status }),
  }
}

/** The users that a request names must be users of the company. */
export function users(of: (asked: Asked) => readonly (Json | undefined)[]): Rule {
  return {
    when: (asked) =>
      textsIn(of(asked).filter((id) => id !== undefined)).filter(
        (id) => !asked.company.users.some((user) => user.id === id),
      ),
    says: (id) => `User ID ${id} was not found`,
  }
}

/** Whoever asks must be a user of the company, by e-mail address. */
export function requester(of: (asked: Asked) => Json | undefined): Rule {
  return {
    when: (asked) => {
      const email = of(asked)
      const known = asked.company.users.some((user) => user.email === String(email).toLowerCase())
      return email === undefined || known ? [] : [String(email)]
    },
    says: (email) => `No Gong user found corresponding to the email address ${email}`,
  }
}

function isWorkspace({ company }: Asked, id: string): boolean {
  return company.workspaces.some((workspace) => workspace.id === id)
}
