import type { ReadClient } from '../api/client.ts'
import { flows } from '../catalogue/flows.ts'
import { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'

/** Who is in which flow now; those who have left it do not count. */
export interface OpenInstances {
  /** @param flow its id @param prospect its id in the CRM */
  of(flow: string, prospect: string): Row | undefined
}

/** So many are asked about in one request: Gong names no limit. */
const MAX_ASKED = 100

/**
 * The open flow instances of some prospects.
 *
 * @returns `undefined` where the key may not ask
 */
export async function openInstances(
  gong: ReadClient,
  prospects: readonly string[],
): Promise<OpenInstances | undefined> {
  const found = new Map<string, Row>()
  const all = [...new Set(prospects)]
  return await unlessForbidden(async () => {
    for (let at = 0; at < all.length; at += MAX_ASKED)
      for await (const row of gong.rows(flows.assigned, { prospect: all.slice(at, at + MAX_ASKED) }))
        found.set(keyOf(String(row.flowId), String(row.crmProspectId)), row)
    return { of: (flow, prospect) => found.get(keyOf(flow, prospect)) }
  })
}

function keyOf(flow: string, prospect: string): string {
  return JSON.stringify([flow, prospect])
}

/**
 * Which of some flow instances have not ended.
 *
 * @returns `undefined` where the key may not ask
 */
export async function openAmong(
  gong: ReadClient,
  instances: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const open = new Set<string>()
  return await unlessForbidden(async () => {
    for (let at = 0; at < instances.length; at += MAX_ASKED)
      for await (const row of gong.rows(flows.assigned, { instance: instances.slice(at, at + MAX_ASKED) }))
        if (!String(row.flowInstanceStatus).startsWith('Finished')) open.add(String(row.flowInstanceId))
    return open
  })
}

async function unlessForbidden<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Failure && error.kind === 'auth' && error.status !== undefined) return undefined
    throw error
  }
}
