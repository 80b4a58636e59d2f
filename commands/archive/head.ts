import type { LocalJob } from '../../src/app/model/job.ts'
import { type ArchiveHead, readHead } from '../../src/archive/archive-head.ts'
import { type ArchiveSubject, isoInstant, SUBJECTS } from '../../src/archive/context.ts'
import { firstMoment } from '../../src/archive/plan.ts'
import { companyRow, isOfCompany, shortCompanyName } from '../../src/company/company.ts'
import { Failure } from '../../src/lib/errors.ts'
import { utcTime } from '../../src/lib/utc-time.ts'

/** What of a line says what an archive is about. */
export interface AskedArchive {
  readonly what?: readonly ArchiveSubject[]
  readonly dir: string
  readonly from?: string
  readonly to?: string
  readonly noMedia: boolean
}

/** What was asked for in this run. */
export function subjectsOf({ what = SUBJECTS, noMedia }: AskedArchive): ReadonlySet<ArchiveSubject> {
  return new Set(SUBJECTS.filter((subject) => what.includes(subject) && !(noMedia && subject === 'media')))
}

/**
 * What the archive is about from this run on: that of the runs before, up to this moment.
 *
 * @throws Failure `usage` for an archive of another company, or one that begins later than what was asked for
 */
export async function headFor(
  asked: AskedArchive,
  before: ArchiveHead | undefined,
  job: LocalJob,
): Promise<ArchiveHead> {
  const company = await job.company()
  if (before !== undefined && !isOfCompany(company, before.company))
    throw new Failure('usage', `${asked.dir} is the archive of another company: ${before.name}`, {
      hint: '--profile for that company, or another --dir',
    })
  const toMs = Math.min(Date.parse(asked.to ?? utcTime(job.moment())), job.moment())
  const to = utcTime(Math.max(toMs, before === undefined ? 0 : Date.parse(before.to)))
  const from = await startOf(asked, before, to, job)
  if (Date.parse(from) >= Date.parse(to)) throw new Failure('usage', `--to ${to} is not after --from ${from}`)
  const subjects = new Set<string>([...(before?.subjects ?? []), ...subjectsOf(asked)])
  return {
    ...{ company: companyRow(company), from, to, subjects: [...subjects] },
    name: company.displayName === undefined ? company.host : shortCompanyName(company.displayName),
    begun: before?.begun ?? isoInstant(job.context.clock.now()),
  }
}

async function startOf(
  { from: typed, dir }: AskedArchive,
  before: ArchiveHead | undefined,
  to: string,
  { read }: LocalJob,
): Promise<string> {
  if (before === undefined) return typed === undefined ? await firstMoment(read, to) : utcTime(Date.parse(typed))
  if (typed === undefined || Date.parse(typed) >= Date.parse(before.from)) return before.from
  throw new Failure('usage', `the archive in ${dir} begins at ${before.from}, and cannot begin earlier by now`, {
    hint: 'another --dir, which may end where this one begins: --to',
  })
}

/** Reads what an archive is about. @throws Failure as `readHead` */
export function headIn(dir: string, { context: { files } }: LocalJob): Promise<ArchiveHead | undefined> {
  return readHead(files, files.absolute(dir))
}
