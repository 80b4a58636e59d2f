import { Chance } from '../chance.ts'
import { ACCOUNTS, type Account, account } from './buyers.ts'
import type { User } from './users.ts'
import type { Workspace } from './workspaces.ts'

/** Who does what in which call. */
export interface Staff {
  hostOf(index: number): User
  workspaceOf(index: number): Workspace
  accountOf(index: number): Account
}

interface House {
  readonly seed: number
  readonly users: readonly User[]
  readonly workspaces: readonly Workspace[]
  /** The first call that took place after the leavers had left. */
  readonly firstWithoutLeavers: number
}

/** Gives every call a host from below the vice presidents, the workspace of one of their desks, and one of their accounts. */
export function staff({ seed, users, workspaces, firstWithoutLeavers }: House): Staff {
  const hosts = users.filter(({ role }) => role !== 'leader' && role !== 'engineer')
  const stayed = hosts.filter(({ active }) => active)
  const share = Math.floor(ACCOUNTS / hosts.length)

  function hostOf(index: number): User {
    const chance = new Chance(seed, 'host', index)
    const host = chance.pick(hosts)
    return host.active || index < firstWithoutLeavers ? host : chance.pick(stayed)
  }

  function workspaceOf(index: number): Workspace {
    const chance = new Chance(seed, 'workspace', index)
    return workspaces[chance.pick(hostOf(index).desks)] ?? chance.pick(workspaces)
  }

  function accountOf(index: number): Account {
    const first = hosts.indexOf(hostOf(index)) * share
    return account(seed, first + new Chance(seed, 'account of', index).int(0, share - 1))
  }

  return { hostOf, workspaceOf, accountOf }
}
