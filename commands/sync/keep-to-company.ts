import type { Job } from '../../src/app/model/job.ts'
import { companyRow, describeCompany, isOfCompany, shortCompanyName } from '../../src/company/company.ts'
import { Failure } from '../../src/lib/errors.ts'
import { parsedJson } from '../../src/lib/parse-json.ts'
import { isRow } from '../../src/lib/rows.ts'
import { COMPANY_MARK } from '../../src/store/company-mark.ts'
import type { Store } from '../../src/store/store.ts'
import type { CopyTarget } from '../../src/store/target.ts'

/** A copy holds one company, that of its first sync. @throws Failure `usage` for another, before anything is read of it */
export async function keepToCompany(store: Store, copy: CopyTarget, job: Job): Promise<void> {
  const company = await job.company()
  const mark = await store.mark(COMPANY_MARK)
  const held = mark === undefined ? undefined : parsedJson(mark)
  if (!isRow(held)) return await store.commit({ marks: { [COMPANY_MARK]: JSON.stringify(companyRow(company)) } })
  if (isOfCompany(company, held)) return
  const name = typeof held.name === 'string' ? shortCompanyName(held.name) : `a company at ${held.host}`
  const where = copy.kind === 'postgres' ? 'the database' : copy.path
  throw new Failure('usage', `${where} is a copy of ${name}, and this is ${describeCompany(company)}`, {
    hint: 'name another copy, with --into other.duckdb, or choose the profile with -p',
  })
}
