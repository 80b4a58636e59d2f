import type { ReadClient } from '../api/client.ts'
import { crm } from '../catalogue/crm.ts'
import { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'

/** Every generic CRM integration of the company: at most one, as Gong has it today. */
export async function integrations(gong: ReadClient): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of gong.rows(crm.getIntegration, {})) rows.push(row)
  return rows
}

/**
 * The one integration of the company, for commands that were told none.
 *
 * @throws Failure `usage` when there is none, or more than one
 */
export async function theIntegration(gong: ReadClient): Promise<Row> {
  const [first, ...others] = await integrations(gong)
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
