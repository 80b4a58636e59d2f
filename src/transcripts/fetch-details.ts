import type { ReadClient } from '../api/client.ts'
import { calls } from '../catalogue/calls.ts'
import { isId } from '../catalogue/kinds.ts'
import type { Json, Row } from '../lib/rows.ts'
import { objectAt } from './speakers.ts'

/** Gong takes no more ids at once. */
export const BATCH_SIZE = calls.details.params.call.max
/** Who took part, and the outline. */
const PARTIES_AND_OUTLINE = { parties: true, content: { outline: true } }

/** What of calls is asked for. */
export interface DetailSelection {
  readonly exposedFields?: Json
  /** Of the CRM; names come with the extended context alone. */
  readonly crm?: 'Extended'
}

/**
 * The calls of these ids, by id; those that Gong does not know are missing.
 *
 * @param selection what Gong shows of them: who took part, and the outline, when left out
 */
export async function fetchDetails(
  ids: readonly string[],
  gong: ReadClient,
  { exposedFields = PARTIES_AND_OUTLINE, crm }: DetailSelection = {},
): Promise<ReadonlyMap<string, Row>> {
  const wanted = [...new Set(ids)].filter(isId)
  const found = new Map<string, Row>()
  // An empty list of ids would ask for every call there is.
  for (let at = 0; at < wanted.length; at += BATCH_SIZE) {
    const given = { call: wanted.slice(at, at + BATCH_SIZE), ...(crm !== undefined && { crm }) }
    for await (const details of gong.rows(calls.details, given, { body: { contentSelector: { exposedFields } } }))
      found.set(String(objectAt(details, 'metaData').id), details)
  }
  return found
}
