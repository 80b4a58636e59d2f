import { loadZonedTimes } from '../../lib/resolve-time.ts'
import { parseTime } from '../../lib/typed-time.ts'
import { LABEL } from './cell-failures.ts'

/** More quarters of an hour than a year has. */
const MOST_KEPT = 50_000

/**
 * Reads ISO times of one zone into Gong's format, as `toInstant` does. Clocks are set at quarters of an hour, so the offset of
 * each is asked for once.
 *
 * @param zone called for the first time without an offset
 */
export async function instantReader(zone: () => Promise<string>): Promise<(iso: string) => string> {
  const zoned = await loadZonedTimes(await zone())
  const offsets = new Map<string, string>()
  return (iso) => {
    const time = parseTime(LABEL, iso)
    if (time.kind !== 'timestamp') throw new Error(`"${iso}" is no ISO time`)
    const { day, clock = '00:00:00', offset } = time
    if (offset !== undefined) return `${day}T${clock}${offset}`
    const quarter = `${day}T${clock.slice(0, 3)}${Math.floor(Number(clock.slice(3, 5)) / 15)}`
    const known = offsets.get(quarter)
    if (known !== undefined) return `${day}T${clock}${known}`
    const instant = zoned(`${day}T${clock}`)
    const isMoved = !instant.startsWith(`${day}T${clock.slice(0, 8)}`)
    if (!isMoved && offsets.size < MOST_KEPT) offsets.set(quarter, instant.slice(-6))
    return instant
  }
}
