import { type FileHandle, open } from 'node:fs/promises'
import { onAbort } from '../../lib/on-abort.ts'
import type { Pipes, PipeWriter } from '../node/disk/pipe.ts'

/**
 * Pipes of Bun. It reads an end of file where there is no writer yet, so they are opened, read and written in
 * calls that block a thread; unlike Node's, its end does not wait for those.
 */
export const blockingPipes: Pipes = { read: readPipe, write: writePipe }

const CHUNK_BYTES = 65_536

async function* readPipe(path: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const handle = await unlessAborted(signal, () => open(path, 'r'))
  for (;;) {
    const buffer = new Uint8Array(CHUNK_BYTES)
    const { bytesRead } = await unlessAborted(signal, () => handle.read(buffer, 0, CHUNK_BYTES, null))
    if (bytesRead === 0) break
    yield buffer.subarray(0, bytesRead)
  }
  await handle.close()
}

async function writePipe(path: string, signal: AbortSignal): Promise<PipeWriter> {
  const handle: FileHandle = await unlessAborted(signal, () => open(path, 'w'))
  return {
    write: (chunk) => unlessAborted(signal, () => handle.writeFile(chunk)),
    // One that still writes is left to the end of the process.
    close: async () => (signal.aborted ? undefined : await handle.close()),
  }
}

/** @throws the signal's reason when it is aborted first, whatever becomes of the call */
function unlessAborted<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    const forget = onAbort(signal, stop)
    run().then(resolve, reject).finally(forget)
  })
}
