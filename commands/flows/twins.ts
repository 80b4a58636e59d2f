import type { SourceLine } from '../../src/bulk/bulk-change.ts'
import type { LineList } from '../../src/bulk/line-list.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { PackedMap } from '../../src/lib/packed-map.ts'
import { turn } from '../../src/lib/turn.ts'

/**
 * The lines that say what an earlier one says, each with the number of the first.
 *
 * @param keyOf what is the same of lines alike; `undefined` for a line that has none like it
 */
export async function twinsOf<L extends SourceLine>(
  lines: LineList<L>,
  keyOf: (line: L) => string | undefined,
): Promise<ReadonlyMap<number, number>> {
  const seen = new PackedMap<number>()
  const twins = new Map<number, number>()
  for (const [index, line] of lines.entries()) {
    await turn(index)
    const key = keyOf(line)
    const first = key === undefined ? undefined : seen.get(key)
    if (first !== undefined) twins.set(line.line, first)
    else if (key !== undefined) seen.set(key, line.line)
  }
  return twins
}

/** Of a line that says what an earlier one says. @param first the number of that one */
export function twinOutcome(first: number): Outcome {
  return { outcome: 'named already', why: `line ${first} has the same prospect and flow`, skipped: true }
}
