import { isRow, type Json, type Row, textsIn } from '../../lib/rows.ts'
import type { SandboxRequest } from '../handlers/request.ts'
import type { SandboxRule } from './rule.ts'

/** The body, where it is an object. */
export function bodyIn({ body }: SandboxRequest): Row {
  return isRow(body) ? body : {}
}

/** The workspace that a request names must be one of the company. */
export function requireWorkspace(of: (request: SandboxRequest) => Json | undefined, status?: number): SandboxRule {
  return {
    violations: (request) =>
      [of(request) ?? []]
        .flat()
        .map(String)
        .filter((id) => !isWorkspace(request, id)),
    message: (id) => `Workspace ID ${id} was not found`,
    ...(status !== undefined && { status }),
  }
}

/** The users that a request names must be users of the company. */
export function requireUsers(of: (request: SandboxRequest) => readonly (Json | undefined)[]): SandboxRule {
  return {
    violations: (request) =>
      textsIn(of(request).filter((id) => id !== undefined)).filter(
        (id) => !request.company.users.some((user) => user.id === id),
      ),
    message: (id) => `User ID ${id} was not found`,
  }
}

/** Whoever asks must be a user of the company, by e-mail address. */
export function requireRequester(of: (request: SandboxRequest) => Json | undefined): SandboxRule {
  return {
    violations: (request) => {
      const email = of(request)
      const isUser = request.company.users.some((user) => user.email === String(email).toLowerCase())
      return email === undefined || isUser ? [] : [String(email)]
    },
    message: (email) => `No Gong user found corresponding to the email address ${email}`,
  }
}

function isWorkspace({ company }: SandboxRequest, id: string): boolean {
  return company.workspaces.some((workspace) => workspace.id === id)
}
