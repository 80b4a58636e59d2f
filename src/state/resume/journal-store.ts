import { Failure } from '../../lib/errors.ts'
import { quoted } from '../../lib/shell-quote.ts'
import type { Context } from '../../platform/ports.ts'
import { type Left, readJournal } from './journal.ts'

/** The ending of an unfinished file of --out. */
export const PART = '.gong-part'
const JOURNAL = '.gong-journal'

/** What of a run says where its journal lies. */
interface JournalRun {
  readonly globals: { readonly out?: string | undefined; readonly resume?: string | undefined }
  readonly context: Context
  /** Takes a file for this run alone. @throws Failure `declined` while another run writes it */
  claim(path: string): Promise<unknown>
}

/** Where a journal lies. */
export interface Shelf {
  path(): Promise<string>
  /** @throws Failure `usage` for what nobody can go on with */
  left(): Promise<Left | undefined>
  /** What tells the unfinished file from another of its name; null where there is none. */
  file(): Promise<string | null>
  howToGoOn(argv: readonly string[]): string
}

/** The shelf of this run: beside its file, else in the state folder. */
export function shelfOf({ globals: { out, resume }, context, claim }: JournalRun): Shelf {
  if (out !== undefined) return besideFile(out, context)
  return inState(resume, context, claim)
}

function besideFile(out: string, { files }: Context): Shelf {
  const path = `${out}${JOURNAL}`
  const file = async () => (await files.fileId(`${out}${PART}`)) ?? null
  return {
    path: async () => path,
    async left() {
      // A run that died after its file got its name leaves a journal of nothing.
      const left = (await files.open(`${out}${PART}`)) && (await readJournal(files, path))
      if (left !== undefined && left.file !== (await file())) throw otherFile(`${out}${PART}`)
      return left
    },
    file,
    howToGoOn: () => 'the same command goes on from there, --restart begins anew',
  }
}

function otherFile(part: string): Failure {
  return new Failure('usage', `${part} is not the file that the interrupted run wrote`, {
    hint: 'add --restart to begin anew',
  })
}

/** What was written to stdout is somewhere else, so the journal lies with what this tool remembers, under a name. */
function inState(resume: string | undefined, { files, env, random }: Context, claim: JournalRun['claim']): Shelf {
  if (resume !== undefined && !/^[0-9a-f]{8}$/.test(resume))
    throw new Failure('usage', `--resume: "${resume}" is no name of an interrupted run`)
  const name = resume ?? Buffer.from(random(4)).toString('hex')
  const path = async () => `${(await import('../../platform/folders.ts')).stateFolder(env)}/resume/${name}.json`
  return {
    path,
    async left() {
      if (resume === undefined) return undefined
      const isThere = (await files.open(await path())) !== undefined
      if (isThere) await claim(await path())
      const left = isThere ? await readJournal(files, await path()) : undefined
      if (left === undefined) throw new Failure('usage', `--resume: nothing is known of an interrupted run "${resume}"`)
      return left
    },
    file: async () => null,
    howToGoOn: (argv) => `to go on: ${quoted(['gong', ...argv.filter(isOther), '--resume', name])}`,
  }
}

/** Whether a word of the line is none of --resume, which is said anew. */
function isOther(word: string, at: number, argv: readonly string[]): boolean {
  return word !== '--resume' && argv[at - 1] !== '--resume' && !word.startsWith('--resume=')
}
