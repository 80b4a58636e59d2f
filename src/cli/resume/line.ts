import { Failure } from '../../errors.ts'
import type { Left } from '../../output/journal.ts'
import type { Format } from '../../output/print.ts'
import type { Row } from '../../rows.ts'
import type { Command, Job } from '../command.ts'
import { labelOf } from '../globals.ts'
import type { Raw } from '../lists.ts'

/** A command, with what was typed for it. */
export interface Wanted {
  readonly command: Command
  readonly path: string
  readonly raw: Raw
  readonly globals: Raw
  /** The whole line, word by word. */
  readonly argv: readonly string[]
}

/** After so many milliseconds `--during yesterday` means another day, and `7d` other ones. */
const FRESH = 12 * 3_600_000

/** A digest of each part of the line that decides what is written, by the way it is typed. */
export async function digests({ command, path, raw }: Wanted, { globals, chosen }: Job, format: Format): Promise<Row> {
  const { createHash } = await import('node:crypto')
  const { baseUrl, name = null } = await chosen()
  const { fields, jq, limit } = globals
  const typed = Object.entries(raw).map(([key, value]) => [labelOf(command, key), value] as const)
  const parts = { '--profile': [baseUrl, name], '--format': format, '--fields': fields, '--jq': jq }
  const all = { command: path, ...Object.fromEntries(typed), ...parts, '--limit': String(limit) }
  const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
  const entries = Object.entries(all).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([part, value]) => [part, digest(value)]))
}

/** @throws Failure `usage` for what another line has left, or the same one when its dates meant other days */
export function checkLeft({ line, began }: Left, { command, raw }: Wanted, mine: Row, now: number): void {
  const other = Object.keys({ ...line, ...mine }).find((part) => line[part] !== mine[part])
  const hint = 'the line that began it, or --restart to begin anew'
  if (other !== undefined)
    throw new Failure('usage', `another command line was interrupted here: it had another ${other}`, { hint })
  if (now - began < FRESH || !isRelative(command, raw)) return
  const when = new Date(began).toISOString()
  throw new Failure('usage', `a run of ${when} was interrupted here, and its dates mean other days now`, {
    hint: 'add --restart to begin anew, or type the dates that it had',
  })
}

/** Whether the dates of a line mean other days tomorrow. */
function isRelative({ window }: Command, raw: Raw): boolean {
  if (window === undefined) return false
  const typed = [raw.during, raw[window.from], raw[window.to]].filter((text) => typeof text === 'string')
  return typed.length === 0 ? window.usual !== undefined : !typed.every((text) => /^\d{4}/.test(text))
}
