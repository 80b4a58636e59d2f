import type { Row } from '../../lib/rows.ts'
import { idSeries } from '../company/ids.ts'
import type { SandboxRequest } from './request.ts'

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
export function currentIntegration({ company, changes, now }: SandboxRequest): Integration | undefined {
  const id = idSeries(company.seed, 'crm integration')
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
export function nextIntegration({ company, changes }: SandboxRequest, { name = null, ownerEmail = null }: Row): string {
  const integrationId = idSeries(company.seed, 'crm integration').of(2 + 5 * (changes.all(INTEGRATIONS).length + 1))
  changes.put(INTEGRATIONS, integrationId, { integrationId, ownerEmail, name })
  return integrationId
}

/** Begins to delete the integration there is; it is gone some seconds later. */
export function scheduleDeletion(request: SandboxRequest): void {
  const one = currentIntegration(request)
  if (one) request.changes.put(INTEGRATIONS, one.id, { ...one.row, deletedAt: request.now })
}
