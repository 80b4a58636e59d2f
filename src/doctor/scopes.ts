import { calls } from '../catalogue/calls.ts'
import { everyOperation } from '../catalogue/index.ts'
import { logs } from '../catalogue/logs.ts'
import { privacy } from '../catalogue/privacy.ts'
import { stats } from '../catalogue/stats.ts'
import { transcripts } from '../catalogue/transcripts.ts'
import { firstProbes, instant } from './account.ts'
import { type Finding, failure, ok, type World, warning } from './finding.ts'
import { isKnown, type Probe, type Told } from './probe.ts'

const DAY = 86_400_000

/**
 * Reads that cost one request and little of an answer: windows of a second a year ago, one day, an address that nobody
 * can have. None changes or spends anything.
 *
 * @param now milliseconds since the epoch
 */
export function probes(now: number) {
  const second = { from: instant(now - 365 * DAY), to: instant(now - 365 * DAY + 1000) }
  const day = { from: dayOf(now - 2 * DAY), to: dayOf(now - DAY) }
  return {
    ...firstProbes(now),
    details: { operation: calls.details, given: second },
    transcripts: { operation: transcripts.get, given: second },
    plays: { operation: logs.list, given: { type: 'UserCallPlay', from: instant(now - 30 * DAY), to: instant(now) } },
    interaction: { operation: stats.interaction, given: day },
    privacy: { operation: privacy.findEmail, given: { email: 'nobody@doctor.invalid' } },
  } satisfies Record<string, Probe>
}

function dayOf(at: number): string {
  return instant(at).slice(0, 10)
}

/** The scopes of Gong's operations that nobody asks for here. */
function notProbed(told: readonly Told[]): number {
  const scopes = new Set(everyOperation.flatMap(({ scope }) => scope ?? []))
  return [...scopes].filter((scope) => !told.some((one) => one.scope === scope)).length
}

/** What the key may do, as far as the probes tell; a line for each scope that is missing. */
export function scopes(told: readonly Told[], { commandsFor }: World): Finding[] {
  const confirmed = told.flatMap(({ scope, body }) => (body === undefined ? [] : [scope]))
  const rest = `${notProbed(told)} others are not probed, since that would write, erase, spend or take many requests`
  const summary =
    confirmed.length > 0
      ? ok('scopes', `confirmed: ${confirmed.join(', ')}; ${rest}`)
      : failure('scopes', `none is confirmed; ${rest}`, 'give the key scopes in Gong: Settings, API')
  return [summary, ...told.flatMap((one) => (one.body === undefined ? [refused(one, commandsFor)] : []))]
}

function refused(told: Told, commandsFor: World['commandsFor']): Finding {
  const scope = told.refused?.scope ?? told.scope
  const commands = commandsFor(scope)
  const needing = inWords(commands)
  if (isKnown(told))
    return warning(
      'scope',
      `the key lacks ${scope}, which ${needing} ${commands.length === 1 ? 'needs' : 'need'}`,
      `give the key ${scope} in Gong: Settings, API`,
    )
  return warning(
    'scope',
    `${scope} is not confirmed: ${told.refused?.message}`,
    `${needing} may not work with this key`,
  )
}

function inWords(commands: readonly string[]): string {
  const [shown, more] = [commands.slice(0, 4), commands.length - 4]
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
