const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

/** IANA name of a zone, or a function that throws where the zone of the machine has none: called only when a time is shown. */
export type ZoneName = string | (() => string)

function zoneName(zone: ZoneName): string {
  return typeof zone === 'string' ? zone : zone()
}

/** An instant with offset and zone: `2026-11-19 14:05 +01:00 (Europe/Berlin)`; `undefined` for text that is no instant. */
export function formatZonedTime(zone: string, text: string): string | undefined {
  const local = localTimeFormatter(zone)(text)
  if (local === undefined) return undefined
  const parts = offsetFormat(zone).formatToParts(Date.parse(text))
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? ''
  return zone === 'UTC' ? `${local} UTC` : `${local} ${offset || '+00:00'} (${zone})`
}

/** Formats Gong's instants (with an offset, 0 to 6 digits of a second) to the minute in one zone: `2026-11-19 14:05`; `undefined` for other text. */
export function localTimeFormatter(zone: ZoneName): (text: string) => string | undefined {
  let format: Intl.DateTimeFormat | undefined
  return (text) => {
    const at = instantMs(text)
    if (at === undefined) return undefined
    format ??= minuteFormat(zoneName(zone))
    return format.format(at)
  }
}

/** Gong's instant in milliseconds since the epoch; `undefined` for other text. */
export function instantMs(text: string): number | undefined {
  if (text[4] !== '-' || text.length > 40 || !instant.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

/** Clocks are set forward and back at quarters of an hour. */
const QUARTER_MS = 900_000
const MINUTE_MS = 60_000
/** More quarters than a year has. */
const MAX_CACHED = 50_000

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. To ask is slow, so each quarter is asked for once. */
export function zoneOffsets(zone: ZoneName): (atMs: number) => number {
  const found = new Map<number, number>()
  return (atMs) => {
    const quarter = Math.floor(atMs / QUARTER_MS)
    const known = found.get(quarter)
    if (known !== undefined) return known
    const startMs = quarter * QUARTER_MS
    const local = Date.parse(`${minuteFormat(zoneName(zone)).format(startMs).replace(' ', 'T')}Z`)
    const offset = Math.round((local - startMs) / MINUTE_MS) * MINUTE_MS
    if (found.size < MAX_CACHED) found.set(quarter, offset)
    return offset
  }
}

const minuteFormat = perZone('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
const offsetFormat = perZone('en', { timeZoneName: 'longOffset' })

/** The format of each zone, made once: to make one takes longer than all the rest of a transcript's heading. */
function perZone(locale: string, options: Intl.DateTimeFormatOptions): (zone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (zone) => {
    const format = made.get(zone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
    made.set(zone, format)
    return format
  }
}
