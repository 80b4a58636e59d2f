import { Failure } from '../lib/errors.ts'
import { once } from '../lib/once.ts'
import type { Json, Row } from '../lib/rows.ts'
import type { Format } from '../output/printer.ts'
import { beginJournal, continueJournal, type Journal, type Left, type Stand } from '../state/resume/journal.ts'
import { shelfOf } from '../state/resume/journal-store.ts'
import type { Typed } from './inputs.ts'
import type { Invocation } from './invocation.ts'
import type { BaseJob } from './job.ts'
import { checkLeft, digests, type Ends } from './resume-line.ts'

/** How a run remembers where it stands, so that the same command line can go on from there. */
export interface Resume {
  /** What an earlier run has left. */
  readonly left?: Left | undefined
  /** The window that the run goes on with, where the same line means a later end by now. */
  readonly then?: Ends | undefined
  /** How many rows are remembered; `undefined` when nothing is. */
  readonly rows: number | undefined
  /** Takes note of what the command was given in the end, before its first page. */
  startWith(input: Typed): void
  /** Takes note of a page that was written. */
  step(step: Json): void
  /** Remembers the pages that were noted. */
  remember(stand: Stand): Promise<void>
  forget(): Promise<void>
  close(): Promise<void>
  /** What to type to go on. */
  howToGoOn(): string
}

/**
 * Looks whether an earlier run of the same command line was cut short: beside the file of --out, or under the name that
 * --resume gives.
 *
 * @throws Failure `usage` for what another command line has left, one whose dates meant something else then, or rows of
 * another company or in another file
 */
export async function findResume(invocation: Invocation, job: BaseJob, format: Format): Promise<Resume> {
  const { files } = job.context
  const shelf = shelfOf(job)
  if (job.globals.restart) await files.remove(await shelf.path())
  const left = await shelf.left()
  const line = once(() => digests(invocation, job, format))
  const then = left && (await checkLeft(left, invocation, await line(), job))
  if (left !== undefined) await checkCompany(left, job)
  let steps: Json[] = []
  let input: Typed = {}
  let rows = left?.rows
  let journal: Journal | undefined
  const begin = async (stand: Stand) => {
    const { companyMark } = await import('../company/company.ts')
    const company = { ...(await companyMark(job)) }
    const more = { line: await line(), input: given(input), began: job.moment(), company, file: await shelf.file() }
    return await beginJournal(files, await shelf.path(), more, stand, steps)
  }
  return {
    left,
    then,
    get rows() {
      return rows
    },
    startWith(typed) {
      input = typed
    },
    step: (step) => void steps.push(step),
    async remember(stand) {
      if (rows === undefined) journal = await begin(stand)
      else {
        journal ??= left && (await continueJournal(files, await shelf.path(), left))
        await journal?.add(stand, steps)
      }
      steps = []
      rows = stand.rows
    },
    async forget() {
      await journal?.close()
      journal = undefined
      if (rows !== undefined) await files.remove(await shelf.path())
      rows = undefined
    },
    async close() {
      await journal?.close()
      journal = undefined
    },
    howToGoOn: () => shelf.howToGoOn(invocation.argv),
  }
}

/** One host serves many companies. */
async function checkCompany({ company }: Left, job: BaseJob): Promise<void> {
  const { isSameCompany } = await import('../company/company.ts')
  if (await isSameCompany(job, company)) return
  throw new Failure('usage', 'the run that was interrupted here asked another company, or one that nobody can tell', {
    hint: 'its profile goes on, --restart begins anew',
  })
}

/** The input without what was not typed. */
function given(input: Typed): Row {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
