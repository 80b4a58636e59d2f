import { readInput } from '../../../src/app/input/input.ts'
import type { OpenedJob } from '../../../src/app/job/open-job.ts'
import { pull } from '../../../src/app/model/pull.ts'
import { calls } from '../../../src/catalogue/calls.ts'
import type { Row } from '../../../src/lib/rows.ts'
import { detailedCall } from '../../../src/stats/detailed-call.ts'
import { byText } from '../../../src/stats/group-table.ts'
import { showCallDetails } from '../../calls/details.ts'

/**
 * The accounts of the calls of the last 90 days, by their names: accountId, name, calls. Of a call nothing is read but what the
 * CRM knows, which has the names.
 */
export async function accountNames(job: OpenedJob): Promise<readonly Row[]> {
  const window = await readInput(showCallDetails, { from: '90d', to: 'now', crm: 'Extended' }, job)
  const found = new Map<string, { readonly accountId: string; readonly name: Row[string]; readonly calls: number }>()
  for await (const { rows } of pull(calls.details, window, job, {}))
    for (const { accounts } of rows.map(detailedCall))
      for (const { id, name } of accounts)
        found.set(id, { accountId: id, name: found.get(id)?.name ?? name, calls: (found.get(id)?.calls ?? 0) + 1 })
  return [...found.values()].toSorted(byText('name', 'accountId'))
}
