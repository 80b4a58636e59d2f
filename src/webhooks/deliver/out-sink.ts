import type { AppendFile, Files } from '../../platform/files.ts'
import type { Sink } from './sink.ts'

const BATCH = 500
/** How much is read at once on the way back to the last line that is whole. */
const TAIL_BYTES = 65_536
const LINE_FEED = 10

export type OutDisk = Pick<Files, 'append' | 'open' | 'readPart'>

/** Appends each event to a file, as a line of JSON: whole lines, on the disk before they are noted as delivered. */
export function outSink(disk: OutDisk, path: string): Sink & { close(): Promise<void> } {
  let file: AppendFile | undefined
  const close = async () => {
    const open = file
    file = undefined
    await open?.close()
  }
  return {
    ...{ name: 'out', batch: BATCH, parallel: 1, maxAttempts: Infinity },
    async deliver(events) {
      try {
        file ??= await disk.append(path, await wholeBytes(disk, path), 0o600)
        await file.write(events.map(({ line }) => `${line}\n`).join(''))
        await file.sync()
      } catch (error) {
        // Where it ends is looked up again: a part of a line is cut off before more is added.
        await close().catch(() => undefined)
        throw error
      }
    },
    close,
  }
}

/** How many bytes of a file are whole lines: what a crash has cut off behind them does not count. */
async function wholeBytes(disk: OutDisk, path: string): Promise<number> {
  const { size } = (await disk.open(path)) ?? { size: 0 }
  for (let end = size; end > 0; end -= TAIL_BYTES) {
    const from = Math.max(0, end - TAIL_BYTES)
    const tail = (await disk.readPart(path, from, end - from)) ?? new Uint8Array()
    const at = tail.lastIndexOf(LINE_FEED)
    if (at !== -1) return from + at + 1
  }
  return 0
}
