import { Failure } from '../lib/errors.ts'
import { shellQuote } from '../lib/shell-quote.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'
import { type InterruptedRun, readJournal } from './journal.ts'

/** Ends the name of a partial file of --out. */
export const PART_SUFFIX = '.gong-part'

/** Ends the name of its journal. */
export const JOURNAL_SUFFIX = '.gong-journal'

/** What decides where the journal of a run is. */
interface JournalRun {
  readonly globals: { readonly out?: string | undefined; readonly resume?: string | undefined }
  readonly context: Context
  /** Locks a file for this run. @throws Failure `declined` while another run writes it */
  claim(path: string): Promise<unknown>
}

/** Where the journal of a run is. */
export interface JournalStore {
  /** @throws Failure `usage` where there is no state folder */
  path(): string
  /** @throws Failure `usage` for a journal that cannot be resumed */
  interruptedRun(): Promise<InterruptedRun | undefined>
  /** Device and inode of the partial file; null where there is none. */
  partFileId(): Promise<string | null>
  /** How to resume, as the end of a sentence. */
  resumeHint(argv: readonly string[]): string
}

/** The store of a run's journal: next to the file of --out, else in the state folder. */
export function journalStoreFor({ globals: { out, resume }, context, claim }: JournalRun): JournalStore {
  return out === undefined ? storeInStateFolder(resume, context, claim) : storeNextToFile(out, context)
}

function storeNextToFile(out: string, { files }: Context): JournalStore {
  const [path, part] = [`${out}${JOURNAL_SUFFIX}`, `${out}${PART_SUFFIX}`]
  const partFileId = async () => (await files.fileId(part)) ?? null
  return {
    path: () => path,
    async interruptedRun() {
      // A run that was killed right after its file got its name leaves a journal without a partial file.
      const run = (await files.open(part)) && (await readJournal(files, path))
      if (run !== undefined && run.fileId !== (await partFileId())) throw replacedPart(part)
      return run
    },
    partFileId,
    resumeHint: () => 'the same command goes on from there, --restart begins anew',
  }
}

function replacedPart(part: string): Failure {
  return new Failure('usage', `${part} is not the file that the interrupted run wrote`, {
    hint: 'add --restart to begin anew',
  })
}

/** For output to stdout, which is nowhere to be found later: the journal has a name, for --resume. */
function storeInStateFolder(
  resume: string | undefined,
  { files, env, random }: Context,
  claim: JournalRun['claim'],
): JournalStore {
  if (resume !== undefined && !/^[0-9a-f]{8}$/.test(resume))
    throw new Failure('usage', `--resume: "${resume}" is no name of an interrupted run`)
  const name = resume ?? Buffer.from(random(4)).toString('hex')
  const path = () => `${stateFolder(env)}/resume/${name}.json`
  return {
    path,
    async interruptedRun() {
      if (resume === undefined) return undefined
      const exists = (await files.open(path())) !== undefined
      if (exists) await claim(path())
      const run = exists ? await readJournal(files, path()) : undefined
      if (run === undefined) throw new Failure('usage', `--resume: nothing is known of an interrupted run "${resume}"`)
      return run
    },
    partFileId: async () => null,
    resumeHint: (argv) => `to go on: ${shellQuote(['gong', ...argv.filter(isKept), '--resume', name])}`,
  }
}

/** Whether a word of the command line is also one of the line that resumes it: neither --resume nor --restart is. */
function isKept(word: string, at: number, argv: readonly string[]): boolean {
  const isResume = word === '--resume' || argv[at - 1] === '--resume' || word.startsWith('--resume=')
  return !isResume && word !== '--restart'
}
