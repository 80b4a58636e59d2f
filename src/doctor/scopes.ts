import { calls } from '../catalogue/calls.ts'
import { everyOperation } from '../catalogue/index.ts'
import { logs } from '../catalogue/logs.ts'
import { privacy } from '../catalogue/privacy.ts'
import { stats } from '../catalogue/stats.ts'
import { transcripts } from '../catalogue/transcripts.ts'
import { utcDay, utcTime } from '../lib/utc-time.ts'
import { accountProbes } from './account.ts'
import { type DoctorContext, type Finding, failure, ok, warning } from './finding.ts'
import { isKeyAccepted, type Probe, type ProbeResult } from './probe.ts'

const DAY_MS = 86_400_000

/**
 * Reads with small answers: windows of a second a year ago, one day, a reserved e-mail address. None changes or
 * spends anything.
 */
export function allProbes(nowMs: number) {
  const second = { from: utcTime(nowMs - 365 * DAY_MS), to: utcTime(nowMs - 365 * DAY_MS + 1000) }
  const day = { from: utcDay(nowMs - 2 * DAY_MS), to: utcDay(nowMs - DAY_MS) }
  return {
    ...accountProbes(nowMs),
    details: { operation: calls.details, given: second },
    transcripts: { operation: transcripts.get, given: second },
    plays: {
      operation: logs.list,
      given: { type: 'UserCallPlay', from: utcTime(nowMs - 30 * DAY_MS), to: utcTime(nowMs) },
    },
    interaction: { operation: stats.interaction, given: day },
    privacy: { operation: privacy.findEmail, given: { email: 'nobody@doctor.invalid' } },
  } satisfies Record<string, Probe>
}

/** The number of Gong's scopes that no probe needs. */
function countUnprobed(results: readonly ProbeResult[]): number {
  const scopes = new Set(everyOperation.flatMap(({ scope }) => scope ?? []))
  return [...scopes].filter((scope) => !results.some((one) => one.scope === scope)).length
}

/** The scopes of the key, as far as the probes show; a finding for each that is missing. */
export function scopeFindings(results: readonly ProbeResult[], { commandsFor }: DoctorContext): Finding[] {
  const confirmed = results.flatMap(({ scope, body }) => (body === undefined ? [] : [scope]))
  const rest = `${countUnprobed(results)} others are not probed, since that would write, erase, spend or take many requests`
  const summary =
    confirmed.length > 0
      ? ok('scopes', `confirmed: ${confirmed.join(', ')}; ${rest}`)
      : failure('scopes', `none is confirmed; ${rest}`, 'give the key scopes in Gong: Settings, API')
  return [summary, ...results.flatMap((one) => (one.body === undefined ? [refusedScope(one, commandsFor)] : []))]
}

function refusedScope(result: ProbeResult, commandsFor: DoctorContext['commandsFor']): Finding {
  const scope = result.refusal?.scope ?? result.scope
  const commands = commandsFor(scope)
  const list = abbreviated(commands)
  if (isKeyAccepted(result))
    return warning(
      'scope',
      `the key lacks ${scope}, which ${list} ${commands.length === 1 ? 'needs' : 'need'}`,
      `give the key ${scope} in Gong: Settings, API`,
    )
  return warning('scope', `${scope} is not confirmed: ${result.refusal?.message}`, `${list} may not work with this key`)
}

function abbreviated(commands: readonly string[]): string {
  const [shown, more] = [commands.slice(0, 4), commands.length - 4]
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
