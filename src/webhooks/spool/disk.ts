import type { Files } from '../../platform/files.ts'

/** What a spool needs of the disk. */
export type SpoolDisk = Pick<Files, 'append' | 'list' | 'open' | 'read' | 'readPart' | 'remove' | 'write'>

const SEGMENT = /^events-(\d{6,})\.jsonl$/

/** The path of a segment: the spool is cut into files, so that the oldest can leave. */
export function segmentPath(folder: string, segment: number): string {
  return `${folder}/events-${String(segment).padStart(6, '0')}.jsonl`
}

/** The numbers of the segments that are there, the oldest first. */
export async function segmentsIn(disk: SpoolDisk, folder: string): Promise<readonly number[]> {
  const names = (await disk.list(folder)) ?? []
  const numbers = names.map((name) => Number(SEGMENT.exec(name)?.[1] ?? Number.NaN))
  return numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => a - b)
}

/** Where a line is. */
export interface LinePlace {
  readonly segment: number
  readonly at: number
  readonly bytes: number
}

/** A line, without its end. */
export interface PlacedLine {
  readonly place: LinePlace
  readonly text: string
}

const LINE_FEED = 10

/** The whole lines of a segment; one that was cut off at the end, by a crash, is left out. */
export async function* placedLines(disk: SpoolDisk, folder: string, segment: number): AsyncGenerator<PlacedLine> {
  const file = await disk.open(segmentPath(folder, segment))
  let rest = Buffer.alloc(0)
  let at = 0
  for await (const chunk of file?.chunks() ?? []) {
    const buffer = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    let start = 0
    for (let end = buffer.indexOf(LINE_FEED); end !== -1; end = buffer.indexOf(LINE_FEED, start)) {
      const bytes = end + 1 - start
      yield { place: { segment, at, bytes }, text: buffer.toString('utf8', start, end) }
      at += bytes
      start = end + 1
    }
    rest = buffer.subarray(start)
  }
}
