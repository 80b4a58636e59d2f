import { Failure } from '../../lib/errors.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow } from '../../lib/rows.ts'
import { openCommitLog } from './commit-log.ts'
import type { SpoolDisk } from './disk.ts'
import type { IndexedEvent } from './index-of-events.ts'
import { readSpool } from './read-spool.ts'
import type { SinkName } from './records.ts'
import { Spool } from './spool.ts'

/** A segment of more bytes is followed by another. */
const SEGMENT_BYTES = 64_000_000

/** What was found on opening a spool. */
export interface OpenedSpool {
  readonly spool: Spool
  /** Events whose delivery had begun when the last run died: they are delivered again. */
  readonly open: readonly IndexedEvent[]
  /** How many lines are damaged. */
  readonly damaged: number
}

/** Opens a spool for writing; it is made when it is missing. The lock of its folder is the caller's. */
export async function openSpool(
  disk: SpoolDisk,
  folder: string,
  sinks: readonly SinkName[],
  segmentBytes = SEGMENT_BYTES,
): Promise<OpenedSpool> {
  const { index, end, damaged } = await readSpool(disk, folder)
  const log = openCommitLog(disk, folder, end)
  if (end.segment === 0) await log.roll()
  const open = [...index.events.values()].filter(({ deliveries }) =>
    [...deliveries.values()].some(({ state, isOpen }) => state === 'waiting' && isOpen),
  )
  return { spool: new Spool({ disk, folder, log, index, sinks, segmentBytes }), open, damaged: damaged.length }
}

const FORMAT = 1

/** Makes the folder of a spool, for its owner alone; a file in it says how the others are to be read. @throws Failure `usage` when it is another's */
export async function prepareSpool(disk: SpoolDisk, folder: string): Promise<void> {
  const path = `${folder}/spool.json`
  const bytes = await disk.read(path)
  if (bytes === undefined) return await disk.write(path, JSON.stringify({ format: FORMAT }), 0o600)
  const kept = parsedJson(new TextDecoder().decode(bytes))
  if (!isRow(kept) || kept.format !== FORMAT)
    throw new Failure('usage', `${folder} is no spool of this version`, { hint: 'name another folder with --spool' })
}
