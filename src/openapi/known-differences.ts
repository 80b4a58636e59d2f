import type { DocumentDifference } from './document-difference.ts'

type Known = Pick<DocumentDifference, 'onlyIn' | 'operation'> & { readonly fields: readonly string[] }

/** Where the catalogue differs from Gong's document of 2026 on purpose, by place and path; `*` is the whole operation. */
const KNOWN_DIFFERENCES: readonly Known[] = [
  // Gong answers it and has no page for it.
  { onlyIn: 'catalogue', operation: 'manualCrmAssociations', fields: ['*'] },
  // The ids travel as the body (quirk 13).
  { onlyIn: 'document', operation: 'getCrmObjects', fields: ['query objectsCrmIds', 'query objectsCrmIds[]'] },
  { onlyIn: 'catalogue', operation: 'getCrmObjects', fields: ['body []'] },
  // Named in prose alone (quirk 15).
  {
    onlyIn: 'catalogue',
    operation: 'uploadCrmData',
    fields: ['query integrationId', 'query objectType', 'query clientRequestId'],
  },
  // What some answers have, and the document does not say; the first is deprecated as an input (quirk 35).
  { onlyIn: 'catalogue', operation: 'listCallsExtensive', fields: ['answer calls[].content.pointsOfInterest'] },
  { onlyIn: 'catalogue', operation: 'listFlowsFolders', fields: ['answer flows[].parentFolderId'] },
  // Said once beside the records or in an answer that only confirms, where no command shows it.
  { onlyIn: 'document', operation: 'listTasks', fields: ['answer crmType'] },
  { onlyIn: 'document', operation: 'updateReminder', fields: ['answer crmType'] },
  { onlyIn: 'document', operation: 'contentViewed', fields: ['answer integrationId'] },
  { onlyIn: 'document', operation: 'contentShared', fields: ['answer integrationId'] },
  { onlyIn: 'document', operation: 'customAction', fields: ['answer integrationId'] },
  {
    onlyIn: 'document',
    operation: 'getCallsInSpecificFolder',
    fields: ['answer id', 'answer name', 'answer createdBy', 'answer updated'],
  },
]

/** Whether a difference is there on purpose, and is no news. */
export function isKnownDifference({ onlyIn, operation, what, place, field }: DocumentDifference): boolean {
  if (what !== 'operation' && what !== 'field') return false
  const where = what === 'operation' ? '*' : `${place} ${field}`
  return KNOWN_DIFFERENCES.some(
    (known) => known.onlyIn === onlyIn && known.operation === operation && known.fields.includes(where),
  )
}
