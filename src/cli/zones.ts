import { Failure } from '../errors.ts'
import { nearest } from '../spelling.ts'

/**
 * The zone by its IANA name, whatever case it was typed in; an alias that Node files under another name stays as it is.
 *
 * @throws Failure `usage` that names the nearest zone
 */
export function checkZone(flag: string, text: string): string {
  const name = text.trim()
  const known = /^[a-z]/i.test(name) ? canonical(name) : undefined
  if (known !== undefined) return known.toLowerCase() === name.toLowerCase() ? known : name
  throw new Failure('usage', `${flag}: "${text}" is not a time zone`, {
    hint: `${flag} ${nearestZone(name) ?? 'Europe/Berlin'}`,
  })
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
