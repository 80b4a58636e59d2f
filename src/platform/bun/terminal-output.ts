import { write } from 'node:fs'
import { Writable } from 'node:stream'

/**
 * Bun writes to a terminal in a blocking call, in which one that is not read (Ctrl-S) would hold the process, deaf to
 * signals. So a thread writes: that may block, and the end of the process does not wait for it.
 */
export function unblocked(stream: NodeJS.WriteStream, fd: number): NodeJS.WriteStream {
  if (stream.isTTY !== true) return stream
  const queue = new Writable({ write: (chunk: Uint8Array, _, done) => writeAll(fd, chunk, done) })
  queue.on('error', (error) => stream.emit('error', error))
  return Object.assign(stream, { write: queue.write.bind(queue) })
}

function writeAll(fd: number, chunk: Uint8Array, done: (error?: Error | null) => void): void {
  write(fd, chunk, 0, chunk.length, null, (error, written) => {
    if (error || written === chunk.length) done(error)
    else writeAll(fd, chunk.subarray(written), done)
  })
}
