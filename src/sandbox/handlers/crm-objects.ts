import type { Row } from '../../lib/rows.ts'
import { currentIntegration } from './crm-integration.ts'
import type { SandboxRequest } from './request.ts'

const OBJECTS = 'crm objects'

/** What was uploaded under an id, deleted or not. */
export function uploadedObject({ changes, query }: SandboxRequest, id: string): Row | undefined {
  return changes.get(OBJECTS, keyOf(query, id))
}

export function saveObjects({ changes, query }: SandboxRequest, objects: readonly Row[]): void {
  for (const object of objects) changes.put(OBJECTS, keyOf(query, String(object.objectId)), object)
}

/** Whether somebody who can be put into a flow was uploaded under this id, and not deleted since. */
export function isUploaded(request: SandboxRequest, id: string): boolean {
  const integrationId = currentIntegration(request)?.id ?? ''
  return ['CONTACT', 'LEAD'].some((objectType) => {
    const object = request.changes.get(OBJECTS, keyOf({ integrationId, objectType }, id))
    return object !== undefined && object.isDeleted !== true
  })
}

function keyOf({ integrationId, objectType }: Row, id: string): string {
  return `${integrationId} ${objectType} ${id}`
}
