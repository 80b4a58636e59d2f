import { singleQuoted } from '../lib/shell-quote.ts'
import { oneLine } from '../lib/terminal-text.ts'
import type { Context } from '../platform/ports.ts'
import { type Check, type Finding, ok, runCheck, warning } from './finding.ts'
import { filesNextToOutput } from './output-folders.ts'

const LOCK_SUFFIX = '.gong-lock'

/** Locks next to files of --out and in export folders: of a run that still runs, or of one that was killed. */
export const checkLocks: Check = async ({ context }) => {
  const paths = await filesNextToOutput(context, LOCK_SUFFIX)
  if (paths.length === 0) return [ok('locks', 'no output is locked')]
  return (await Promise.all(paths.map((path) => runCheck('locks', () => lockFindings(context, path))))).flat()
}

async function lockFindings({ files }: Context, path: string): Promise<Finding[]> {
  const bytes = await files.readNoFollow(path)
  if (bytes === undefined) return []
  const [pid = '', host = ''] = Buffer.from(bytes).toString().split(' ')
  const holder = /^\d+$/.test(pid) ? `process ${pid} on ${oneLine(host)}` : 'a process'
  return [
    warning(
      'locks',
      `${holder} is writing here, or was killed while it did: ${path}`,
      `the next run on it takes over from a process that is gone; where that is of another machine: rm ${singleQuoted(path)}`,
    ),
  ]
}
