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

/** Whether a flow instance still runs. */
export type InstanceState = 'open' | 'ended'

/**
 * How some flow instances are now; those that Gong does not know are missing.
 *
 * @returns `undefined` where the key may not ask
 */
export async function instanceStates(
  gong: ReadClient,
  instances: readonly string[],
): Promise<ReadonlyMap<string, InstanceState> | undefined> {
  const states = new Map<string, InstanceState>()
  const all = [...new Set(instances)]
  return await unlessForbidden(async () => {
    for (let at = 0; at < all.length; at += MAX_ASKED)
      for await (const row of gong.rows(flows.assigned, { instance: all.slice(at, at + MAX_ASKED) }))
        states.set(String(row.flowInstanceId), hasEnded(row) ? 'ended' : 'open')
    return states
  })
}

function hasEnded({ flowInstanceStatus }: Row): boolean {
  return String(flowInstanceStatus).startsWith('Finished')
}

async function unlessForbidden<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Failure && error.kind === 'auth' && error.status !== undefined) return undefined
    throw error
  }
}
