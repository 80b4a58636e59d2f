import type { ReadClient } from '../api/client.ts'
import { crm } from '../catalogue/crm.ts'
import { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'

/** The generic CRM integrations of the company: at most one today. */
export async function listIntegrations(gong: ReadClient): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of gong.rows(crm.getIntegration, {})) rows.push(row)
  return rows
}

/**
 * The only integration of the company, for commands without --integration.
 *
 * @throws Failure `usage` when there is none, or more than one
 */
export async function onlyIntegration(gong: ReadClient): Promise<Row> {
  const [first, ...others] = await listIntegrations(gong)
  if (first === undefined)
    throw new Failure('usage', '--integration: no generic CRM integration is registered', {
      hint: 'gong crm integration register --name <name> --owner <email>',
    })
  if (others.length > 0)
    throw new Failure('usage', `--integration is missing, and there are ${others.length + 1} to choose from`, {
      hint: 'gong crm integration get',
    })
  return first
}
