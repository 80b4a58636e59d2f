import { basename } from 'node:path'
import { readUnfinished } from '../bulk/journal/unfinished.ts'
import { singleQuoted } from '../lib/shell-quote.ts'
import { counted } from '../lib/spelling.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'
import { type Check, type Finding, ok, runCheck, timeAgo, warning } from './finding.ts'
import { filesIn } from './output-folders.ts'

const SUFFIX = '.jsonl'

/** Changes of many lines that were cut short: what they have sent waits in the state folder for the same line. */
export const checkBulkJournals: Check = async ({ context }) => {
  const paths = await filesIn(context, `${stateFolder(context.env)}/bulk`, SUFFIX)
  const all = await Promise.all(paths.map((path) => runCheck('bulk', () => findings(context, path))))
  const found = all.flat()
  return found.length > 0 ? found : [ok('bulk', 'no change of many lines was cut short')]
}

async function findings({ files, clock }: Context, path: string): Promise<Finding[]> {
  const run = await readUnfinished(files, path)
  if (run === undefined) return []
  const { entry, done, sent, atMs } = run
  const command = basename(path, SUFFIX).replace(/-[^-]+$/, '')
  const counts = [
    `${counted(done, entry)} done`,
    ...(sent > 0 ? [`${counted(sent, entry)} sent without an answer`] : []),
  ]
  const ended = `a run of ${command} ended ${timeAgo(clock.now() - atMs)} with ${counts.join(' and ')}`
  const next = `the same line goes on, and sends nothing twice; rm ${singleQuoted(path)} forgets what was sent`
  return [warning('bulk', `${ended}: ${path}`, next)]
}
