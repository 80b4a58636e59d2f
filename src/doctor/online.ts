import type { ReadClient } from '../api/client.ts'
import type { ChosenCredential } from '../credentials/choose-profile.ts'
import type { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'
import { describeAccount } from './account.ts'
import { callVisibility } from './call-visibility.ts'
import { clockFindings, connectionFindings, isNotGong } from './connection.ts'
import { type DoctorContext, type Finding, failure, ok, thrownFailure, unknown, warning } from './finding.ts'
import { logHttp } from './http-log.ts'
import { isKeyAccepted, type ProbeResult, runProbe } from './probe.ts'
import { allProbes, scopeFindings } from './scopes.ts'

type Results = { readonly [name: string]: ProbeResult }

/**
 * Sends the probes, one after the other, and judges connection, clock, account and scopes by their results.
 *
 * @param who a phrase for the credential and the host
 * @param proxy what was found about the proxy
 */
export async function checkOnline(
  doctor: DoctorContext,
  chosen: ChosenCredential,
  who: string,
  proxy: readonly Finding[],
): Promise<Finding[]> {
  const { send, log } = logHttp(doctor.send, doctor.context.clock, doctor.say)
  const { results, failed } = await runProbes(doctor.connect(chosen, send), doctor.context.clock.now())
  const all = Object.values(results)
  const noAnswer = failed && (all.length === 0 || isNotGong(failed)) ? failed : undefined
  const incomplete =
    failed && !noAnswer
      ? [warning('scopes', `not all could be probed: ${failed.message}`, failed.hint ?? 'gong doctor, later')]
      : []
  return [
    ...(log.requests === 0 && failed
      ? [failure(failed.kind === 'auth' ? 'credentials' : 'answer', failed.message, failed.hint)]
      : credentialFinding(chosen, who, all)),
    ...proxy,
    ...(doctor.sandboxed ? [] : connectionFindings(chosen.baseUrl, log, noAnswer)),
    ...clockFindings(log),
    ...(all.some(isKeyAccepted) ? [...accountFindings(results), ...scopeFindings(all, doctor)] : []),
    ...incomplete,
  ]
}

/** Stops at the first request that shows nothing about the key, and after three for a key that Gong does not know. */
async function runProbes(gong: ReadClient, nowMs: number): Promise<{ results: Results; failed?: Failure }> {
  const results: { [name: string]: ProbeResult } = {}
  try {
    for (const [name, probe] of Object.entries(allProbes(nowMs))) {
      if (Object.keys(results).length === 3 && !Object.values(results).some(isKeyAccepted)) break
      results[name] = await runProbe(gong, probe)
    }
    return { results }
  } catch (error) {
    return { results, failed: thrownFailure(error) }
  }
}

function credentialFinding(chosen: ChosenCredential, who: string, results: readonly ProbeResult[]): Finding[] {
  const refusal = results.find((one) => !isKeyAccepted(one))?.refusal
  if (results.some(isKeyAccepted)) return [ok('credentials', `${who}; Gong accepts them`)]
  if (refusal === undefined)
    return [unknown('credentials', `${who}; whether Gong accepts them is not known`, 'gong doctor, once Gong answers')]
  return [failure('credentials', `${who}; ${refusal.message}`, newKeyHint(chosen))]
}

function newKeyHint({ name }: ChosenCredential): string {
  const key = 'a key that Gong shows under Settings, API'
  return name === undefined
    ? `set the variables to ${key}`
    : `gong profiles remove ${name}, then gong profiles add ${name} with ${key}`
}

function accountFindings({ workspaces, users, calls, plays }: Results): Finding[] {
  if (!workspaces || !users || !calls) return [unknown('account', 'not all that tells it was answered')]
  return [accountFinding(describeAccount({ workspaces, users, calls })), ...callVisibility(calls, plays)]
}

/** The owner of the key, as far as Gong says. */
function accountFinding({ domain = 'unknown company', workspaces, users }: Row): Finding {
  const named = Array.isArray(workspaces) ? [`workspaces ${workspaces.join(', ')}`] : []
  const isKnown = Array.isArray(workspaces) || users !== undefined
  return (isKnown ? ok : unknown)(
    'account',
    [domain, ...named, ...(users === undefined ? [] : [`${users} users`])].join('; '),
  )
}
