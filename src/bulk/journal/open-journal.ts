import type { ChangeJob } from '../../app/model/job.ts'
import { Failure } from '../../lib/errors.ts'
import { stateFolder } from '../../platform/folders.ts'
import { digestWithoutKey, type JournalKey, takeJournalKey } from '../../state/journal-key.ts'
import { type BulkJournal, type JournalEntry, openBulkJournal } from './journal.ts'

/** A journal, and the key of its digests. */
export interface OpenedJournal {
  readonly journal: BulkJournal
  readonly key: Pick<JournalKey, 'digest'>
  /** Whether another run finds what this one notes. */
  readonly isKept: boolean
}

/**
 * The journal of a command in the company of this run, taken for this run alone. In the sandbox, which is new in each run,
 * without a folder to keep it in, it or a command to keep it for, it is only of this run.
 *
 * @param part what the run is about, where runs about other things may go on at the same time
 * @throws Failure `declined` while another run of the command has it
 */
export async function journalOf(
  command: string | undefined,
  job: ChangeJob,
  { part, entry }: { readonly part?: string; readonly entry?: JournalEntry } = {},
): Promise<OpenedJournal> {
  const { context } = job
  const taken = command === undefined ? undefined : await takeJournal(command, job, part)
  if (taken === undefined) return { journal: forgetful(), key: { digest: digestWithoutKey }, isKept: false }
  const { path, key } = taken
  const nowMs = () => context.clock.now()
  return { journal: await openBulkJournal(context.files, path, key, nowMs, entry), key, isKept: true }
}

const TAKEN = new WeakMap<ChangeJob, Set<string>>()

/**
 * Takes the journal for this run alone, once in a run: before anything is looked up that another run of the command may be
 * about to change. @throws Failure `declined` while another run of the command has it
 */
export async function takeJournal(command: string, job: ChangeJob, part?: string) {
  const { context, globals } = job
  const folder = globals.sandbox ? undefined : folderOf(context.env)
  if (folder === undefined) return undefined
  const key = await takeJournalKey(context)
  const { id } = await job.company()
  const path = `${folder}/${command.replaceAll(' ', '-')}-${key.digest(part === undefined ? id : `${id} ${part}`).slice(0, 12)}.jsonl`
  const taken = TAKEN.get(job) ?? new Set()
  TAKEN.set(job, taken)
  if (!taken.has(path)) {
    if (!globals.dryRun) await context.files.makeFolder(folder)
    await job.claim(path)
    taken.add(path)
  }
  return { path, key }
}

function folderOf(env: ChangeJob['context']['env']): string | undefined {
  try {
    return `${stateFolder(env)}/bulk`
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

function forgetful(): BulkJournal {
  const nothing = async () => undefined
  return { find: () => undefined, sent: nothing, done: nothing, open: nothing, finish: nothing, close: nothing }
}
