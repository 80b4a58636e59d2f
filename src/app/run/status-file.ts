import { Failure } from '../../lib/errors.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow } from '../../lib/rows.ts'
import type { Files } from '../../platform/files.ts'

/** What stands in the file of --status, in this order. */
export interface RunStatus {
  readonly command: string
  readonly state: 'running' | 'done' | 'failed'
  /** ISO 8601, UTC. */
  readonly started: string
  readonly ended: string | null
  readonly rows: number
  readonly requests: number
  readonly exit: number | null
  readonly error: string | null
  /** A list where there are several. */
  readonly out: string | readonly string[] | null
}

/** Bytes; no status is longer. */
const LARGEST = 1_000_000

/**
 * Checks that nothing but a status would be lost: a file that is missing, empty, or has one.
 *
 * @throws Failure `usage` for stdout, a placeholder, or a file that holds something else
 */
export async function checkStatusFile(path: string, files: Files): Promise<void> {
  if (path === '-')
    throw new Failure('usage', '--status: stdout has the rows', { hint: '--status /run/gong/calls.json' })
  if (/[{}]/.test(path))
    throw new Failure('usage', `--status: ${path}: whoever looks there has to know its name; {…} is for --out`, {
      hint: '--status calls.json',
    })
  const there = await files.open(path)
  if (there?.regular !== true || there.size === 0) return
  const text = there.size > LARGEST ? '' : new TextDecoder().decode(await files.read(path))
  const found = parsedJson(text)
  if (isRow(found) && (Object.keys(found).length === 0 || typeof found.state === 'string')) return
  throw new Failure('usage', `--status: ${path} is there, and is no status of a run`, { hint: 'name another file' })
}

/** Replaces the file atomically, with the mode that it had or that the umask leaves. */
export async function writeStatusFile(path: string, status: RunStatus, files: Files): Promise<void> {
  const file = await files.create(path)
  try {
    await file.write(`${JSON.stringify(status)}\n`)
    await file.commit()
  } catch (error) {
    await file.discard().catch(() => undefined)
    throw error
  }
}
