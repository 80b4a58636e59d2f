import { SeededRandom } from '../seeded-random.ts'
import { ACCOUNT_COUNT, type Account, accountAt } from './accounts.ts'
import type { User } from './users.ts'
import type { SandboxWorkspace } from './workspaces.ts'

/** Who does what in which call. */
export interface Staff {
  hostOf(index: number): User
  workspaceOf(index: number): SandboxWorkspace
  accountOf(index: number): Account
}

interface StaffOptions {
  readonly seed: number
  readonly users: readonly User[]
  readonly workspaces: readonly SandboxWorkspace[]
  /** The first call that took place after the leavers had left. */
  readonly firstWithoutLeavers: number
}

/** Gives every call a host from below the vice presidents, the workspace of one of their workspaces, and one of their accounts. */
export function assignStaff({ seed, users, workspaces, firstWithoutLeavers }: StaffOptions): Staff {
  const hosts = users.filter(({ role }) => role !== 'leader' && role !== 'engineer')
  const stayed = hosts.filter(({ active }) => active)
  const share = Math.floor(ACCOUNT_COUNT / hosts.length)

  function hostOf(index: number): User {
    const random = new SeededRandom(seed, 'host', index)
    const host = random.pick(hosts)
    return host.active || index < firstWithoutLeavers ? host : random.pick(stayed)
  }

  function workspaceOf(index: number): SandboxWorkspace {
    const random = new SeededRandom(seed, 'workspace', index)
    return workspaces[random.pick(hostOf(index).workspaceIndexes)] ?? random.pick(workspaces)
  }

  const accounts = new Map<number, Account>()

  function accountOf(index: number): Account {
    const first = hosts.indexOf(hostOf(index)) * share
    const at = first + new SeededRandom(seed, 'account of', index).int(0, share - 1)
    const account = accounts.get(at) ?? accountAt(seed, at)
    accounts.set(at, account)
    return account
  }

  return { hostOf, workspaceOf, accountOf }
}
