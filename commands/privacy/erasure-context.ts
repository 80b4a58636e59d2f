import type { ChangeJob, Job } from '../../src/app/model/job.ts'
import type { Company } from '../../src/company/company.ts'
import { type Row, rowsIn } from '../../src/lib/rows.ts'
import { stateFolder } from '../../src/platform/folders.ts'
import { isTemporaryPathOf } from '../../src/platform/temporary-name.ts'
import type { ErasureContext } from '../../src/privacy/erase-step.ts'
import type { Findings } from '../../src/privacy/findings.ts'
import { removeLocalTraces } from '../../src/privacy/local-traces.ts'
import { addressOf, type Person } from '../../src/privacy/person.ts'
import type { PersonCall } from '../../src/privacy/person-call.ts'
import { fetchPersonCalls } from '../../src/privacy/person-calls.ts'
import type { ReceiptBook } from '../../src/privacy/receipts/book.ts'

/** Whether an earlier erasure counts: the sandbox is new in each run and knows nothing of one. */
export function ignoresEarlier(again: boolean, { globals }: Pick<Job, 'globals'>): boolean {
  return again || globals.sandbox
}

interface ErasureInput {
  readonly book: ReceiptBook
  readonly again: boolean
  readonly ticket?: string | undefined
  readonly received?: string | undefined
  /** Id of the request in the book, where it has one. */
  readonly request?: string | undefined
  /** Path of a copy of the receipt. */
  readonly receipt?: string | undefined
}

/** What an erasure needs besides the person. */
export async function erasureContext(
  { book, receipt, again, ticket, received, request }: ErasureInput,
  job: ChangeJob,
): Promise<ErasureContext> {
  const { files, random } = job.context
  const lines: Row[] = []
  return {
    book,
    company: await job.company(),
    ticket,
    request,
    received,
    random,
    again: ignoresEarlier(again, job),
    async copy(line) {
      lines.push(line)
      if (receipt !== undefined) await files.write(receipt, `${JSON.stringify({ lines }, null, 2)}\n`, 0o600)
    },
  }
}

/** The company in a result row. */
export function companyColumns({ displayName, profile, host }: Company): Row {
  return { company: displayName ?? null, profile: profile ?? null, host }
}

/** The calls of a lookup with whatever the key may see of them; what is missing is said. */
export async function callsOf(found: Findings, job: Job): Promise<readonly PersonCall[]> {
  const { calls, missingReason } = await fetchPersonCalls(job.read, found)
  if (missingReason !== undefined) await job.warn(missingReason)
  return calls
}

interface Erased {
  readonly person: Person
  readonly found?: Findings
}

/**
 * Removes what gong itself keeps about these people on this machine, and names the files that it wrote for the user, but for
 * what this run is writing.
 */
export async function reportTraces(erased: readonly Erased[], job: Job): Promise<void> {
  const { files, env } = job.context
  const { removedRuns, remainingFiles } = await removeLocalTraces(files, stateFolder(env), erased.flatMap(termsOf))
  if (removedRuns > 0)
    await job.say(`${removedRuns} interrupted ${removedRuns === 1 ? 'run' : 'runs'} that named them forgotten`)
  const { out, moreOut } = job.globals
  const own = [out, ...moreOut].flatMap((path) => (path === undefined ? [] : files.absolute(path)))
  for (const path of remainingFiles)
    if (!own.some((output) => isTemporaryPathOf(output, path)))
      await job.warn(`${path} was written by gong and still holds their data; it is yours to delete`)
}

/** By what a person is found in a file: the value, and the calls. */
function termsOf({ person, found }: Erased): string[] {
  return [addressOf(person), ...rowsIn(found?.answer.calls).map(({ id }) => String(id))]
}
