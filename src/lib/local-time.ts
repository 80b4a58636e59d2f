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
    if (text[4] !== '-' || text.length > 40 || !instant.test(text)) return undefined
    const at = Date.parse(text)
    if (Number.isNaN(at)) return undefined
    format ??= minuteFormat(zoneName(zone))
    return format.format(at)
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
