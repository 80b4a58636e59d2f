import type { Row } from '../../lib/rows.ts'
import { ids } from '../company/ids.ts'
import type { Asked } from './asked.ts'

const INTEGRATIONS = 'crm integrations'
/** What takes Gong up to 24 hours takes the sandbox so many ms. */
const DELETING = 8000

interface Integration {
  readonly id: string
  readonly row: Row
  /** The one that the company began with, whose objects are there from the start. */
  readonly first: boolean
}

/** The integration of the company at the time of the request; a company has one at most. */
export function integrationNow({ company, changes, now }: Asked): Integration | undefined {
  const id = ids(company.seed, 'crm integration')
  const last = changes.all(INTEGRATIONS).at(-1) ?? {
    integrationId: id.of(2),
    name: 'Ledgerline CRM',
    ownerEmail: company.users[0]?.email ?? null,
  }
  const { deletedAt, ...row } = last
  if (typeof deletedAt === 'number' && now >= deletedAt + DELETING) return undefined
  return { id: String(row.integrationId), row, first: row.integrationId === id.of(2) }
}

/** Registers another one. @returns its id */
export function nextIntegration({ company, changes }: Asked, { name = null, ownerEmail = null }: Row): string {
  const integrationId = ids(company.seed, 'crm integration').of(2 + 5 * (changes.all(INTEGRATIONS).length + 1))
  changes.put(INTEGRATIONS, integrationId, { integrationId, ownerEmail, name })
  return integrationId
}

/** Begins to delete the integration there is; it is gone some seconds later. */
export function deleteSoon(asked: Asked): void {
  const one = integrationNow(asked)
  if (one) asked.changes.put(INTEGRATIONS, one.id, { ...one.row, deletedAt: asked.now })
}
