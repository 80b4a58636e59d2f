import type { QueryJob } from '../../src/app/model/job.ts'
import { isOfCompany, storedCompany } from '../../src/company/company.ts'
import { Failure } from '../../src/lib/errors.ts'
import { parsedJson } from '../../src/lib/parse-json.ts'
import { isRow } from '../../src/lib/rows.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import { COMPANY_MARK } from '../../src/store/company-mark.ts'
import { defaultCopy } from '../../src/store/target.ts'
import { coverageOf, isCovered, type OpenedCopy, openSearchedCopy } from './copy-reader.ts'
import type { SearchInput } from './inputs.ts'

/**
 * The copy that is searched: the one that was named, or the local one where it covers the window; why it does not is said.
 *
 * @throws Failure for a copy that was named and cannot be read
 */
export async function copyFor(input: SearchInput, job: QueryJob): Promise<OpenedCopy | undefined> {
  if (input.in !== undefined) return await openSearchedCopy(input.in, job)
  const copy = await localCopy(job)
  if (copy === undefined) return undefined
  const coverage = await coverageOf(copy)
  const { from, to } = input
  const isWhole =
    from === undefined && to === undefined
      ? coverage.spans.length > 0
      : isCovered(coverage, from === undefined ? 0 : Date.parse(from), to === undefined ? job.moment() : Date.parse(to))
  if (isWhole) {
    await job.say(`from the local copy as of ${utcTime(coverage.asOfMs)}, without a request`)
    return copy
  }
  await copy.close()
  const spans = coverage.spans.map(({ fromMs, toMs }) => `${utcTime(fromMs)} to ${utcTime(toMs)}`).join(', ')
  await job.say(
    `the local copy has ${spans === '' ? 'no calls' : `the calls of ${spans}`}, which is not all of this: asks Gong; --in searches what is there`,
  )
  return undefined
}

/** Whether a copy is known to be of another company than the profile is. Without a profile, whoever has the copy may read it. */
async function isOfAnother(copy: OpenedCopy, job: QueryJob): Promise<boolean> {
  const [mark] = await copy.rows(`SELECT value FROM sync_marks WHERE name = '${COMPANY_MARK}'`)
  const held = typeof mark?.value === 'string' ? parsedJson(mark.value) : undefined
  if (!isRow(held)) return false
  try {
    const company = await storedCompany(job)
    return company !== undefined && !isOfCompany(company, held)
  } catch (error) {
    if (error instanceof Failure && error.kind === 'auth') return false
    throw error
  }
}

/** The copy in the data folder; `undefined` where there is none, or none that can be read, which is said. */
export async function localCopy(job: QueryJob): Promise<OpenedCopy | undefined> {
  const { env, files } = job.context
  try {
    if ((await files.open(defaultCopy(env))) === undefined) return undefined
    const copy = await openSearchedCopy(undefined, job)
    if (!(await isOfAnother(copy, job))) return copy
    await copy.close()
    await job.say('the local copy is of another company, so Gong is asked')
    return undefined
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'interrupted') throw error
    // Whoever has no home folder has no copy.
    if (error.kind !== 'usage' || env.HOME !== undefined || env.GONG_DATA_DIR !== undefined)
      await job.say(`the local copy cannot be read, so Gong is asked: ${error.message}`)
    return undefined
  }
}
