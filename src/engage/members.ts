import type { ReadClient } from '../api/client.ts'
import { flows } from '../catalogue/flows.ts'
import { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'

/** The open instances of one flow, by the prospect's id in the CRM. */
export type Members = ReadonlyMap<string, Row>

const BATCH = 100

/**
 * Which of some prospects are in a flow now; those who have left it do not count.
 *
 * @returns `undefined` where the key may not ask
 */
export async function membersOf(
  gong: ReadClient,
  flow: string,
  prospects: readonly string[],
): Promise<Members | undefined> {
  const found = new Map<string, Row>()
  try {
    for (let at = 0; at < prospects.length; at += BATCH)
      for await (const row of gong.rows(flows.assigned, { prospect: prospects.slice(at, at + BATCH) }))
        if (String(row.flowId) === flow) found.set(String(row.crmProspectId), row)
  } catch (error) {
    if (error instanceof Failure && error.kind === 'auth' && error.status !== undefined) return undefined
    throw error
  }
  return found
}
