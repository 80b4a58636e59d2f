import { Failure } from './errors.ts'
import type { Json } from './rows.ts'
import { nearest } from './spelling.ts'

/** The default zones, when the command line has none. */
export interface ZoneDefaults {
  /** The profile. */
  chosen(): Promise<ProfileZone>
  /** The machine. */
  readonly context: { readonly zone: string }
}

interface ProfileZone {
  readonly timeZone?: string | undefined
  readonly name?: string | undefined
}

/**
 * The zone of typed and printed times: from `--tz`, else from the profile, else from the machine.
 *
 * @throws Failure `usage` for a name that is no zone, `auth` when there is no profile
 */
export async function zoneOf(tz: Json | undefined, { chosen, context }: ZoneDefaults): Promise<string> {
  if (typeof tz === 'string') return checkZone('--tz', tz)
  return profileZone(await chosen()) ?? context.zone
}

/** The zone of a profile, which may have been written by hand. @throws Failure `usage` when it is none */
export function profileZone({ timeZone, name }: ProfileZone): string | undefined {
  if (timeZone === undefined || isZone(timeZone)) return timeZone
  const owner = name === undefined ? 'the profile' : `profile "${name}"`
  throw new Failure('usage', `the time zone of ${owner} is "${timeZone}", which is not a time zone`, {
    hint: `--tz ${zoneHint(timeZone)}`,
  })
}

/**
 * The IANA name of a zone, in its official case. An alias keeps its name, for which Node has another one.
 *
 * @throws Failure `usage` that names the nearest zone
 */
export function checkZone(flag: string, text: string): string {
  const name = text.trim()
  const canonicalName = /^[a-z]/i.test(name) ? canonical(name) : undefined
  if (canonicalName !== undefined) return canonicalName.toLowerCase() === name.toLowerCase() ? canonicalName : name
  throw new Failure('usage', `${flag}: "${text}" is not a time zone`, { hint: `${flag} ${zoneHint(name)}` })
}

/** Whether a text is the name of a zone. */
export function isZone(name: string): boolean {
  return /^[a-z]/i.test(name) && canonical(name) !== undefined
}

/** The zone that was probably meant. */
export function zoneHint(text: string): string {
  return nearestZone(text) ?? 'Europe/Berlin'
}

function canonical(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/** Compares with full names and with cities alone. */
function nearestZone(text: string): string | undefined {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  const named = new Map(
    zones.flatMap((zone) => [zone, zone.slice(zone.lastIndexOf('/') + 1)].map((name) => [name.toLowerCase(), zone])),
  )
  return named.get(nearest(text.replaceAll(' ', '_').toLowerCase(), [...named.keys()]) ?? '')
}
