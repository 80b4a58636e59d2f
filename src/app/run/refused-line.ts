import { utcTime } from '../../lib/utc-time.ts'
import type { Context } from '../../platform/ports.ts'
import { asFailure } from '../messages/as-failure.ts'
import { checkStatusFile, writeStatusFile } from './status-file.ts'

interface Refused {
  readonly context: Context
  readonly redact: (text: string) => string
  /** Of the command, where they are known. */
  readonly words?: string
}

/**
 * Leaves `failed` in the file of --status for a line that was refused before it could run, so that nobody takes the last good
 * run for this one. A file that is none of this kind, or that another run keeps, stays as it is; the line has failed for its
 * own reason, which is the one to report.
 *
 * @param argv the whole line
 */
export async function noteRefusedLine(
  argv: readonly string[],
  error: unknown,
  { context, redact, words }: Refused,
): Promise<void> {
  const { files, clock } = context
  const path = statusIn(argv)
  if (path === undefined) return
  try {
    await checkStatusFile(path, files)
    const lock = await files.lockOutput(path, { waitMs: 0, onWait: async () => undefined, hint: '' })
    try {
      const at = utcTime(clock.now())
      const command =
        words ??
        argv
          .slice(0, 2)
          .filter((word) => /^[a-z-]+$/.test(word) && word[0] !== '-')
          .join(' ')
      const { message, exit } = asFailure(error, context)
      await writeStatusFile(
        path,
        {
          command: `gong ${command}`,
          state: 'failed',
          started: at,
          ended: at,
          rows: 0,
          requests: 0,
          exit,
          error: redact(message),
          out: null,
        },
        files,
      )
    } finally {
      await lock?.release()
    }
  } catch {
    return
  }
}

/** The file of --status; of tasks it is something else, and what stands behind `--` is a line of its own. */
function statusIn(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--')
  const own = end < 0 ? argv : argv.slice(0, end)
  if (own.includes('--dry-run') || own.includes('tasks')) return undefined
  const at = own.findLastIndex((word) => word === '--status' || word.startsWith('--status='))
  const word = own[at]
  if (word === undefined) return undefined
  return word === '--status' ? own[at + 1] : word.slice('--status='.length)
}
