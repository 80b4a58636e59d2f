import { Failure } from '../../lib/errors.ts'
import { repeatLine } from '../../lib/repeat-line.ts'
import type { Invocation } from '../model/invocation.ts'
import type { Job } from '../model/job.ts'

/**
 * Whether the file of --out is whole already and is to stay. A device or a pipe is never in the way.
 *
 * @throws Failure `usage` without --out; `declined` with `--if-exists fail`: whoever typed it did not agree to lose a file
 */
export async function isToStay({ argv }: Invocation, { context, globals, say }: Job): Promise<boolean> {
  const { ifExists, out } = globals
  if (ifExists === undefined) return false
  if (out === undefined)
    throw new Failure('usage', `--if-exists ${ifExists} is about a file, and there is no --out`, {
      hint: 'add -o calls.csv, or leave out --if-exists',
    })
  if (ifExists === 'replace' || (await context.files.open(out))?.regular !== true) return false
  if (ifExists === 'fail')
    throw new Failure('declined', `${out} is there already, and --if-exists fail keeps it`, {
      hint: repeatLine(argv, { values: ['--if-exists'] }, ['--if-exists', 'replace']),
    })
  await say(`${out} is there already, so nothing is asked for`)
  return true
}
