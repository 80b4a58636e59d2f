import { Failure } from '../../lib/errors.ts'
import { type LinePlace, type SpoolDisk, segmentPath } from './disk.ts'
import { parseRecord } from './records.ts'

/** The body of an event, as it came. @throws Failure `local` when its line is not there any more */
export async function readEventBody(
  disk: SpoolDisk,
  folder: string,
  { segment, at, bytes }: LinePlace,
): Promise<Uint8Array> {
  const path = segmentPath(folder, segment)
  const line = await disk.readPart(path, at, bytes)
  const record = line && parseRecord(Buffer.from(line).toString('utf8'))
  if (record?.kind !== 'event') throw new Failure('local', `${path} has changed: the event at byte ${at} is not there`)
  return Buffer.from(record.body)
}
