import { type LinePlace, placedLines, type SpoolDisk, segmentsIn } from './disk.ts'
import { EventIndex } from './index-of-events.ts'
import { parseRecord } from './records.ts'

/** A spool as it is on the disk. */
export interface ReadSpool {
  readonly index: EventIndex
  /** Where the whole lines of the last segment end; segment 0 where there is none. */
  readonly end: { readonly segment: number; readonly bytes: number }
  /** Lines that are no records: the disk has lost or altered something. */
  readonly damaged: readonly LinePlace[]
}

/** Reads all lines of a spool, also while another process appends to it. */
export async function readSpool(disk: SpoolDisk, folder: string): Promise<ReadSpool> {
  const index = new EventIndex()
  const damaged: LinePlace[] = []
  let end = { segment: 0, bytes: 0 }
  for (const segment of await segmentsIn(disk, folder)) {
    end = { segment, bytes: 0 }
    for await (const { place, text } of placedLines(disk, folder, segment)) {
      end = { segment, bytes: place.at + place.bytes }
      const record = parseRecord(text)
      if (record === undefined) damaged.push(place)
      else index.add(record, place)
    }
  }
  return { index, end, damaged }
}
