import type { CommitLog } from './commit-log.ts'
import type { SpoolDisk } from './disk.ts'
import type { EventIndex } from './index-of-events.ts'
import type { SinkName } from './records.ts'

/** What a spool is made of. */
export interface SpoolParts {
  readonly disk: SpoolDisk
  readonly folder: string
  readonly log: CommitLog
  readonly index: EventIndex
  /** Whom events are for that come now. */
  readonly sinks: readonly SinkName[]
  /** A segment of more bytes is followed by another. */
  readonly segmentBytes: number
}
