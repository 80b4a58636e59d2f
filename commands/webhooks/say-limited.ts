import type { Clock } from '../../src/platform/ports.ts'

const MOST_A_MINUTE = 20
const MINUTE_MS = 60_000

/** Says lines, but no more than a few a minute, since anybody can be refused: how many were left out is said with the next. */
export function sayLimited(say: (line: string) => Promise<void>, clock: Clock): (line: string) => void {
  let minute = Number.NaN
  let said = 0
  let leftOut = 0
  return (line) => {
    const now = Math.floor(clock.now() / MINUTE_MS)
    if (now !== minute) said = 0
    minute = now
    if (++said > MOST_A_MINUTE) {
      leftOut += 1
      return
    }
    const more = leftOut > 0 ? `; ${leftOut} lines before it were left out` : ''
    leftOut = 0
    void say(`${line}${more}`)
  }
}
