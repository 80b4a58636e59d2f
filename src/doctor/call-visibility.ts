import { rowsIn } from '../lib/rows.ts'
import { formatCount } from '../lib/spelling.ts'
import { totalRecords } from './account.ts'
import { type Finding, failure, ok, unknown, warning } from './finding.ts'
import type { ProbeResult } from './probe.ts'

/**
 * Whether the key may see calls. To one that may not, Gong answers as for an empty window (field note "404"); plays of
 * calls in the log tell the two apart.
 *
 * @param calls of the last year
 * @param plays of the last 30 days
 */
export function callVisibility(calls: ProbeResult, plays: ProbeResult | undefined): Finding[] {
  const seen = totalRecords(calls)
  if (seen === undefined) return [unknown('calls', 'whether the key sees calls is not known: it may not ask')]
  if (seen > 0) return [ok('calls', `${formatCount(seen)} calls of the last year can be seen`)]
  if (rowsIn(plays?.body?.logEntries).length > 0)
    return [
      failure(
        'calls',
        'this key sees no call of a whole year, and yet people have played calls in the last 30 days: it is not allowed to see them',
        'in Gong, look at which calls and workspaces the owner of the key may see',
      ),
    ]
  return [
    warning(
      'calls',
      'this key sees no call of a whole year: it may not be allowed to see any, or the company has none',
      'open Gong in a browser: when there are calls, the owner of the key may not see them',
    ),
  ]
}
