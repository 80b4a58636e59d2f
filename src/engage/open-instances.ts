import type { ReadClient } from '../api/client.ts'
import { unlessForbidden } from '../api/unless-refused.ts'
import { flows } from '../catalogue/flows.ts'
import { PackedMap } from '../lib/packed-map.ts'
import type { Row } from '../lib/rows.ts'

/** Who is in which flow now; those who have left it do not count. */
export interface OpenInstances {
  /** @param flow its id @param prospect its id in the CRM @returns what Gong says of the instance */
  of(flow: string, prospect: string): Row | undefined
}

/** So many are asked about in one request: Gong names no limit. */
const MAX_ASKED = 100

/**
 * The open flow instances of some prospects.
 *
 * @param kept of what Gong says of an instance: all of it for 100,000 prospects would fill the memory
 * @returns `undefined` where the key may not ask
 */
export async function openInstances(
  gong: ReadClient,
  prospects: Iterable<string>,
  kept: (instance: Row) => Row = ({ flowInstanceId = null }) => ({ flowInstanceId }),
): Promise<OpenInstances | undefined> {
  const found = new PackedMap<Row>()
  return await unlessForbidden(async () => {
    for (const prospect of inParts(prospects))
      for await (const row of gong.rows(flows.assigned, { prospect }))
        found.set(keyOf(String(row.flowId), String(row.crmProspectId)), kept(row))
    return { of: (flow, prospect) => found.get(keyOf(flow, prospect)) }
  })
}

function keyOf(flow: string, prospect: string): string {
  return JSON.stringify([flow, prospect])
}

/** Each once, in lists as long as a request may be. */
function* inParts(ids: Iterable<string>): Iterable<readonly string[]> {
  const seen = new PackedMap<true>()
  let part: string[] = []
  for (const id of ids) {
    if (seen.get(id)) continue
    seen.set(id, true)
    part.push(id)
    if (part.length < MAX_ASKED) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

/** Whether a flow instance still runs. */
type InstanceState = 'open' | 'ended'

/** The same of some, by their ids. */
export interface InstanceStates {
  get(instance: string): InstanceState | undefined
  /** What Gong says of one that is open, to be shown; of the first of them alone. */
  details(instance: string): Row | undefined
}

/** Those of 100,000 would fill the memory. */
const MAX_DETAILS = 100

/**
 * How some flow instances are now; those that Gong does not know are missing.
 *
 * @returns `undefined` where the key may not ask
 */
export async function instanceStates(
  gong: ReadClient,
  instances: Iterable<string>,
): Promise<InstanceStates | undefined> {
  const states = new PackedMap<InstanceState>()
  const details = new Map<string, Row>()
  return await unlessForbidden(async () => {
    for (const instance of inParts(instances))
      for await (const row of gong.rows(flows.assigned, { instance })) {
        const id = String(row.flowInstanceId)
        states.set(id, hasEnded(row) ? 'ended' : 'open')
        if (!hasEnded(row) && details.size < MAX_DETAILS) details.set(id, row)
      }
    return { get: (id) => states.get(id), details: (id) => details.get(id) }
  })
}

function hasEnded({ flowInstanceStatus }: Row): boolean {
  return String(flowInstanceStatus).startsWith('Finished')
}
