import { Failure } from './errors.ts'
import type { Json } from './rows.ts'
import { nearest } from './spelling.ts'

/** Where a zone comes from when the command line names none. */
interface ZoneDefaults {
  /** The profile. */
  chosen(): Promise<OwnZone>
  /** The machine. */
  readonly context: { readonly zone: string }
}

interface OwnZone {
  readonly timeZone?: string | undefined
  readonly name?: string | undefined
}

/**
 * The zone in which times are typed and shown: of `--tz`, else of the profile, else of the machine.
 *
 * @throws Failure `usage` when that is not a zone, `auth` when there is no profile
 */
export async function zoneOf(tz: Json | undefined, { chosen, context }: ZoneDefaults): Promise<string> {
  if (typeof tz === 'string') return checkZone('--tz', tz)
  return profileZone(await chosen()) ?? context.zone
}

/** The zone of a profile, which may have been written by hand. @throws Failure `usage` when it is none */
export function profileZone({ timeZone, name }: OwnZone): string | undefined {
  if (timeZone === undefined || isZone(timeZone)) return timeZone
  const owner = name === undefined ? 'the profile' : `profile "${name}"`
  throw new Failure('usage', `the time zone of ${owner} is "${timeZone}", which is not a time zone`, {
    hint: `--tz ${zoneHint(timeZone)}`,
  })
}

/**
 * The zone by its IANA name, whatever case it was typed in; an alias that Node files under another name stays as it is.
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

/** The zone that may have been meant. */
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

/** By its whole name or by its city alone. */
function nearestZone(text: string): string | undefined {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  const named = new Map(
    zones.flatMap((zone) => [zone, zone.slice(zone.lastIndexOf('/') + 1)].map((name) => [name.toLowerCase(), zone])),
  )
  return named.get(nearest(text.replaceAll(' ', '_').toLowerCase(), [...named.keys()]) ?? '')
}
