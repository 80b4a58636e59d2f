import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import { once } from '../../lib/once.ts'
import type { Json, Row } from '../../lib/rows.ts'
import { journalStoreFor } from '../../state/find-journal.ts'
import {
  type Checkpoint,
  createJournal,
  type InterruptedRun,
  type Journal,
  reopenJournal,
} from '../../state/journal.ts'
import type { Typed } from '../model/inputs.ts'
import type { Invocation } from '../model/invocation.ts'
import type { Job } from '../model/job.ts'
import { formatFor } from '../output/choose-format.ts'
import { checkSameCommand, commandDigests, type WindowEnds } from './resume-line.ts'

/** How a run records its progress, so that the same command line can resume it. */
export interface Resume {
  /** The run that is resumed; absent for a new one. */
  readonly interrupted?: InterruptedRun
  /** The window of the interrupted run, where the same command line means a later end by now. */
  readonly window?: WindowEnds
  /** How many rows the journal has recorded; `undefined` when there is no journal. */
  readonly rows: number | undefined
  /** Sets the input for the journal's header, before the first page. */
  setInput(input: Typed): void
  /** Adds a step of the pull, for the next checkpoint. */
  addStep(step: Json): void
  /** Records the steps since the last checkpoint. Flush their rows before. */
  checkpoint(checkpoint: Checkpoint): Promise<void>
  /** Removes the journal: the run is complete. */
  discard(): Promise<void>
  close(): Promise<void>
  /** How to resume, as the end of a sentence. */
  hint(): string
}

/**
 * Looks for an interrupted run of the same command line: next to the file of --out, or under the name of --resume. Only a list
 * can be gone on with: what writes must be seen through, and is not done by halves.
 *
 * @returns `undefined` for what is no long list
 * @throws Failure `usage` for a run of another command line, one whose dates meant something else, or rows of another
 * company or in another file
 */
export async function findResume(invocation: Invocation, job: Job): Promise<Resume | undefined> {
  if (!canGoOn(invocation, job)) return undefined
  const format = formatFor(invocation.command, invocation.raw, job.globals, job.context.stdout)
  const store = journalStoreFor(job)
  if (job.globals.restart) await job.context.files.remove(store.path())
  const interrupted = await store.interruptedRun()
  const line = once(() => commandDigests(invocation, job, format))
  const window = interrupted && (await checkSameCommand(interrupted, invocation, await line(), job))
  if (interrupted !== undefined) await checkCompany(interrupted, job)
  const records = recording({ job, store, line, interrupted })
  return {
    ...defined({ interrupted, window }),
    ...records,
    get rows() {
      return records.rows
    },
    hint: () => store.resumeHint(invocation.argv),
  }
}

/** @throws Failure `usage` for --resume and --restart where there is nothing to go on with */
function canGoOn({ command, path }: Invocation, { globals: { restart, resume, out, moreOut } }: Job): boolean {
  const isList = command.effect === 'read' && command.single !== true && command.operations.some(({ paged }) => paged)
  if (resume !== undefined && out !== undefined)
    throw new Failure('usage', '--resume goes on after what was written to stdout, and --out finds its own way', {
      hint: 'leave out --resume',
    })
  if (resume !== undefined && restart)
    throw new Failure('usage', '--resume goes on, and --restart begins anew', { hint: 'leave out one of the two' })
  if (!isList && (restart || resume !== undefined))
    throw new Failure('usage', `gong ${path} is not a long list, so there is nothing to go on with`)
  return isList && moreOut.length === 0
}

interface Recording {
  readonly job: Job
  readonly store: ReturnType<typeof journalStoreFor>
  /** Digests of the command line. */
  readonly line: () => Promise<Row>
  readonly interrupted: InterruptedRun | undefined
}

/** The journal of a run, created with its first checkpoint. */
function recording({ job, store, line, interrupted }: Recording): Omit<Resume, 'interrupted' | 'window' | 'hint'> {
  const { files } = job.context
  let steps: Json[] = []
  let input: Typed = {}
  let rows = interrupted?.rows
  let journal: Journal | undefined
  const create = async (checkpoint: Checkpoint) => {
    const { companyFingerprint: companyMark } = await import('../../company/company.ts')
    const company = { ...(await companyMark(job)) }
    const header = { line: await line(), input, startedMs: job.moment(), company, fileId: await store.partFileId() }
    return await createJournal(files, store.path(), header, checkpoint, steps)
  }
  const close = async () => {
    await journal?.close()
    journal = undefined
  }
  return {
    get rows() {
      return rows
    },
    setInput(typed) {
      input = typed
    },
    addStep: (step) => void steps.push(step),
    async checkpoint(checkpoint) {
      if (rows === undefined) journal = await create(checkpoint)
      else {
        journal ??= interrupted && (await reopenJournal(files, store.path(), interrupted))
        await journal?.add(checkpoint, steps)
      }
      steps = []
      rows = checkpoint.rows
    },
    async discard() {
      await close()
      if (rows !== undefined) await files.remove(store.path())
      rows = undefined
    },
    close,
  }
}

/** One host serves many companies. */
async function checkCompany({ company }: InterruptedRun, job: Job): Promise<void> {
  const { isSameCompany } = await import('../../company/company.ts')
  if (await isSameCompany(job, company)) return
  throw new Failure('usage', 'the run that was interrupted here asked another company, or one that nobody can tell', {
    hint: 'its profile goes on, --restart begins anew',
  })
}
