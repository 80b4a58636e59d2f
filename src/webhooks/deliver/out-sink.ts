import type { AppendFile, Files } from '../../platform/files.ts'
import type { Sink } from './sink.ts'

const BATCH = 500
/** How much is read at once on the way back to the last line that is whole. */
const TAIL_BYTES = 65_536
const LINE_FEED = 10

export type OutDisk = Pick<Files, 'append' | 'open' | 'readPart'>

/** Appends each event to a file, as a line of JSON: whole lines, on the disk before they are noted as delivered. */
export function outSink(disk: OutDisk, path: string): Sink & { open(): Promise<void>; close(): Promise<void> } {
  let file: AppendFile | undefined
  const open = async () => {
    file ??= await disk.append(path, await wholeBytes(disk, path), 0o600)
    return file
  }
  const close = async () => {
    const opened = file
    file = undefined
    await opened?.close()
  }
  return {
    ...{ name: 'out', batch: BATCH, parallel: 1, maxAttempts: Infinity },
    async deliver(events) {
      try {
        const opened = await open()
        await opened.write(events.map(({ line }) => `${line}\n`).join(''))
        await opened.sync()
      } catch (error) {
        // Where it ends is looked up again: a part of a line is cut off before more is added.
        await close().catch(() => undefined)
        throw error
      }
    },
    open: async () => void (await open()),
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
