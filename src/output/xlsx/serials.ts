import { instantMs, type ZoneName, zoneOffsets } from '../../lib/local-time.ts'

const DAY_MS = 86_400_000
/** Day 0 of a spreadsheet, for days from March 1900 on: before that Excel counts a day that never was. */
const EPOCH_MS = Date.UTC(1899, 11, 30)
const FIRST_SERIAL = 61
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465

/** The number by which a spreadsheet knows an instant on the clocks of a zone; `undefined` for other text. */
export function timeSerial(zone: ZoneName): (text: string) => number | undefined {
  const offsetMs = zoneOffsets(zone)
  return (text) => {
    const at = instantMs(text)
    return at === undefined ? undefined : serial(at + offsetMs(at))
  }
}

/** The same for a day without a time, as `2026-05-01`. */
export function daySerial(text: string): number | undefined {
  if (text.length !== 10 || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? undefined : serial(at)
}

function serial(ms: number): number | undefined {
  const days = (ms - EPOCH_MS) / DAY_MS
  return days >= FIRST_SERIAL && days < LAST_SERIAL + 1 ? days : undefined
}
