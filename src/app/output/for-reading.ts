import type { OutputStream } from '../../platform/ports.ts'
import type { Globals } from '../model/globals.ts'

/** Whether rows go to a person at a terminal, with nothing typed about their form: a command may then print them as text. */
export function isForReading(
  { format, out, moreOut, jq, chart, fields, sort }: Globals,
  { isTTY }: Pick<OutputStream, 'isTTY'>,
): boolean {
  return isTTY && moreOut.length === 0 && [format, out, jq, chart, fields, sort].every((typed) => typed === undefined)
}
