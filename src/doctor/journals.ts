import { basename } from 'node:path'
import { singleQuoted } from '../lib/shell-quote.ts'
import { counted } from '../lib/spelling.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'
import { JOURNAL_SUFFIX } from '../state/find-journal.ts'
import { readJournal } from '../state/journal.ts'
import { type Check, type Finding, ok, runCheck, timeAgo, warning } from './finding.ts'
import { filesIn, filesNextToOutput } from './output-folders.ts'

interface JournalFile {
  readonly path: string
  /** How to resume or forget its run. */
  readonly next: string
}

/** Interrupted runs: journals of runs to stdout are in the state folder, those of --out next to the file. */
export const checkJournals: Check = async ({ context }) => {
  const toStdout = await filesIn(context, `${stateFolder(context.env)}/resume`, '.json')
  const toFiles = await filesNextToOutput(context, JOURNAL_SUFFIX)
  const journals: JournalFile[] = [
    ...toStdout.map((path) => ({
      path,
      next: `the line that began it with --resume ${basename(path, '.json')} goes on; rm ${singleQuoted(path)} forgets it`,
    })),
    ...toFiles.map((path) => ({
      path,
      next: `the same line with -o ${singleQuoted(path.replace(JOURNAL_SUFFIX, ''))} goes on, and with --restart begins anew`,
    })),
  ]
  if (journals.length === 0) return [ok('journals', 'no run was cut short')]
  return (await Promise.all(journals.map((one) => runCheck('journals', () => journalFindings(context, one))))).flat()
}

async function journalFindings({ files, clock }: Context, { path, next }: JournalFile): Promise<Finding[]> {
  const run = await readJournal(files, path)
  if (run === undefined) return []
  const found = `a run of ${timeAgo(clock.now() - run.startedMs)} was cut short after ${counted(run.rows, 'row')}`
  return [warning('journals', `${found}: ${path}`, next)]
}
