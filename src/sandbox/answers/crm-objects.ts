import type { Row } from '../../lib/rows.ts'
import type { Asked } from './asked.ts'
import { integrationNow } from './crm-integration.ts'

const OBJECTS = 'crm objects'

/** What was uploaded under an id, deleted or not. */
export function uploaded({ changes, query }: Asked, id: string): Row | undefined {
  return changes.get(OBJECTS, keyOf(query, id))
}

export function keepObjects({ changes, query }: Asked, objects: readonly Row[]): void {
  for (const object of objects) changes.put(OBJECTS, keyOf(query, String(object.objectId)), object)
}

/** Whether somebody who can be put into a flow was uploaded under this id, and not deleted since. */
export function isUploaded(asked: Asked, id: string): boolean {
  const integrationId = integrationNow(asked)?.id ?? ''
  return ['CONTACT', 'LEAD'].some((objectType) => {
    const object = asked.changes.get(OBJECTS, keyOf({ integrationId, objectType }, id))
    return object !== undefined && object.isDeleted !== true
  })
}

function keyOf({ integrationId, objectType }: Row, id: string): string {
  return `${integrationId} ${objectType} ${id}`
}
