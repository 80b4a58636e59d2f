import type { Gong } from '../api/client.ts'
import { calls } from '../catalogue/calls.ts'
import { settings } from '../catalogue/settings.ts'
import { users } from '../catalogue/users.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Row, rowsIn } from '../lib/rows.ts'
import { ask, isKnown, type Probe, type Told } from './probe.ts'

/** So far back, in milliseconds, that a company which records has calls there. */
const WIDE = 365 * 86_400_000

/** The three reads that tell most about a key and whose it is. @param now milliseconds since the epoch */
export function firstProbes(now: number) {
  const [from, to] = [now - WIDE, now].map(instant)
  return {
    workspaces: { operation: settings.workspaces, given: {} },
    users: { operation: users.list, given: {} },
    calls: { operation: calls.list, given: { from, to } },
  } satisfies Record<string, Probe>
}

/** ISO 8601 in UTC, without the milliseconds. */
export function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/**
 * Returns as soon as Gong has shown that it knows the key, by one request unless it refuses that without a reason.
 *
 * @throws Failure `auth` when it refuses them all
 */
export async function checkKnown(gong: Gong, now: number): Promise<void> {
  const told: Told[] = []
  for (const probe of Object.values(firstProbes(now))) {
    const one = await ask(gong, probe)
    if (isKnown(one)) return
    told.push(one)
  }
  throw refusalOf(told)
}

/** What three requests tell: whose key it is, as far as that can be known, and what it may do. */
export interface Seen {
  readonly account: Row
  readonly scopes: readonly string[]
  readonly missing: readonly string[]
}

/**
 * Looks whose key this is and what it may do, by three requests. A key that may do none of the three is a good key all
 * the same, as long as Gong names the scope that it lacks.
 *
 * @throws Failure `auth` when Gong refuses them all and names no scope
 */
export async function look(gong: Gong, now: number): Promise<Seen> {
  const probes = firstProbes(now)
  const told = {
    workspaces: await ask(gong, probes.workspaces),
    users: await ask(gong, probes.users),
    calls: await ask(gong, probes.calls),
  }
  const all = Object.values(told)
  if (!all.some(isKnown)) throw refusalOf(all)
  return {
    account: accountOf(told),
    scopes: all.flatMap(({ scope, body }) => (body === undefined ? [] : [scope])),
    missing: all.flatMap(({ refused }) => refused?.scope ?? []),
  }
}

function refusalOf(told: readonly Told[]): Failure {
  return told.find(({ refused }) => refused !== undefined)?.refused ?? new Failure('auth', 'Gong accepts nothing')
}

/**
 * Gong does not say whose key it is. The names of the workspaces tell it, and the mail domain that most of the first
 * hundred users have.
 */
export function accountOf(told: { readonly [part in 'workspaces' | 'users' | 'calls']: Told }): Row {
  const domain = commonest(rowsIn(told.users.body?.users).map(({ emailAddress }) => domainOf(String(emailAddress))))
  const workspaces = told.workspaces.body && rowsIn(told.workspaces.body.workspaces).map(({ name = null }) => name)
  const facts = { domain, workspaces, users: totalOf(told.users), calls: totalOf(told.calls) }
  return Object.fromEntries(Object.entries(facts).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]])))
}

/** How many records Gong counts; 0 for its answer that there are none, `undefined` where it gave no answer. */
export function totalOf({ body }: Told): number | undefined {
  if (body === undefined) return undefined
  return isRow(body.records) ? Number(body.records.totalRecords) : 0
}

function domainOf(address: string): string | undefined {
  return /@([^@\s]+)$/.exec(address)?.[1]?.toLowerCase()
}

function commonest(words: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>()
  for (const word of words) if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1)
  const [first] = [...counts].sort(([, one], [, other]) => other - one)
  return first?.[0]
}
