import type { ReadClient } from '../api/client.ts'
import { calls } from '../catalogue/calls.ts'
import { settings } from '../catalogue/settings.ts'
import { users } from '../catalogue/users.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Row, rowsIn } from '../lib/rows.ts'
import { utcTime } from '../lib/utc-time.ts'
import { isKeyAccepted, type Probe, type ProbeResult, runProbe } from './probe.ts'

/** Long enough for a company that records calls to have some. */
const YEAR_MS = 365 * 86_400_000

/** The three reads that say most about a key and its owner. */
export function accountProbes(nowMs: number) {
  const [from, to] = [nowMs - YEAR_MS, nowMs].map(utcTime)
  return {
    workspaces: { operation: settings.workspaces, given: {} },
    users: { operation: users.list, given: {} },
    calls: { operation: calls.list, given: { from, to } },
  } satisfies Record<string, Probe>
}

/**
 * Resolves when Gong knows the key: after one request, unless Gong refuses that without naming a scope.
 *
 * @throws Failure `auth` when Gong refuses all three
 */
export async function checkCredential(gong: ReadClient, nowMs: number): Promise<void> {
  const results: ProbeResult[] = []
  for (const probe of Object.values(accountProbes(nowMs))) {
    const result = await runProbe(gong, probe)
    if (isKeyAccepted(result)) return
    results.push(result)
  }
  throw firstRefusal(results)
}

/** The owner of the key, as far as Gong says, and its scopes. */
export interface CredentialReport {
  readonly account: Row
  readonly scopes: readonly string[]
  readonly missing: readonly string[]
}

/**
 * Learns by three requests whose key it is and which scopes it has. A key with none of the three scopes is valid all the
 * same, as long as Gong names the scope that it lacks.
 *
 * @throws Failure `auth` when Gong refuses all three and names no scope
 */
export async function inspectCredential(gong: ReadClient, nowMs: number): Promise<CredentialReport> {
  const probes = accountProbes(nowMs)
  const results = {
    workspaces: await runProbe(gong, probes.workspaces),
    users: await runProbe(gong, probes.users),
    calls: await runProbe(gong, probes.calls),
  }
  const all = Object.values(results)
  if (!all.some(isKeyAccepted)) throw firstRefusal(all)
  return {
    account: describeAccount(results),
    scopes: all.flatMap(({ scope, body }) => (body === undefined ? [] : [scope])),
    missing: all.flatMap(({ refusal }) => refusal?.scope ?? []),
  }
}

function firstRefusal(results: readonly ProbeResult[]): Failure {
  return results.find(({ refusal }) => refusal !== undefined)?.refusal ?? new Failure('auth', 'Gong accepts nothing')
}

/**
 * Gong does not say whose key it is; the names of the workspaces do, and the mail domain of most of the first hundred users.
 */
export function describeAccount(results: { readonly [part in 'workspaces' | 'users' | 'calls']: ProbeResult }): Row {
  const domain = mostFrequent(
    rowsIn(results.users.body?.users).map(({ emailAddress }) => domainOf(String(emailAddress))),
  )
  const workspaces =
    results.workspaces.body && rowsIn(results.workspaces.body.workspaces).map(({ name = null }) => name)
  const facts = { domain, workspaces, users: totalRecords(results.users), calls: totalRecords(results.calls) }
  return Object.fromEntries(Object.entries(facts).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]])))
}

/** Gong's count of the records; 0 for its answer that there are none, `undefined` where it gave no answer. */
export function totalRecords({ body }: ProbeResult): number | undefined {
  if (body === undefined) return undefined
  return isRow(body.records) ? Number(body.records.totalRecords) : 0
}

function domainOf(address: string): string | undefined {
  return /@([^@\s]+)$/.exec(address)?.[1]?.toLowerCase()
}

function mostFrequent(words: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>()
  for (const word of words) if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1)
  const [first] = [...counts].sort(([, one], [, other]) => other - one)
  return first?.[0]
}
