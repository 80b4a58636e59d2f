import { hasLine } from '../../src/bulk/line-list.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { refusedOutcome } from '../../src/bulk/outcome.ts'
import type { Failure } from '../../src/lib/errors.ts'

interface FlowLine {
  readonly values: { readonly owner: string }
}

/**
 * A refusal that is about the flow of a request or its owner, who may have no Engage licence: the lines of other flows and
 * owners are sent all the same. Where there is but one owner, such a refusal ends the run.
 *
 * @param lines of the request @param all of the table
 */
export function refusedByFlow(
  { kind, status, message, scope }: Failure,
  lines: readonly FlowLine[],
  all: Iterable<FlowLine>,
): readonly Outcome[] | undefined {
  const isOfOwner = status === 403 && scope === undefined && hasOwners(all)
  return isOfOwner || kind === 'not-found' ? lines.map(() => refusedOutcome(message)) : undefined
}

/** Whether not all have the same. */
function hasOwners(lines: Iterable<FlowLine>): boolean {
  const owners = new Set<string>()
  return hasLine(lines, ({ values }) => owners.add(values.owner).size > 1)
}
