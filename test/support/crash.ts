import type { AppendFile, Files } from '../../src/platform/files.ts'
import type { HttpTransport } from '../../src/platform/http.ts'

/** A machine that dies at one moment: before or after something was written, or sent, or answered. */
export interface Crashing {
  readonly files: Files
  readonly network: HttpTransport
  /** Does something that reaches beyond the process: a moment before it, and one after it. */
  around<T>(run: () => Promise<T>): Promise<T>
  /** How many moments there were so far. */
  moments(): number
}

/**
 * Wraps the disk and the network of a process, which outlive it. From the moment on, nothing of the process leaves a trace.
 * What was written and not flushed is half there.
 *
 * @param at number of the moment; never when left out
 */
export function crashing(files: Files, network: HttpTransport, at = Number.POSITIVE_INFINITY): Crashing {
  let moment = 0
  const live = () => {
    if (moment >= at) throw new Error('the machine is dead')
  }
  const pass = () => {
    live()
    moment += 1
    live()
  }
  const around = async <T>(run: () => Promise<T>): Promise<T> => {
    pass()
    const result = await run()
    pass()
    return result
  }
  return {
    moments: () => moment,
    around,
    network: (request, signal) => around(() => network(request, signal)),
    files: {
      ...files,
      write: (...args) => around(() => files.write(...args)),
      remove: (path) => around(() => files.remove(path)),
      async append(path, from, mode) {
        live()
        return flushing(await files.append(path, from, mode))
      },
      async create(...args) {
        live()
        const file = await files.create(...args)
        const write: typeof file.write = async (chunk) => {
          live()
          await file.write(chunk)
        }
        return { ...file, write, commit: () => around(file.commit) }
      },
    },
  }

  function flushing(file: AppendFile): AppendFile {
    let open = Buffer.alloc(0)
    const flush = async (bytes: Buffer) => {
      await file.write(bytes)
      open = Buffer.alloc(0)
    }
    const dyingHalfWay = async (run: () => Promise<void>) => {
      try {
        pass()
      } catch (error) {
        await flush(open.subarray(0, open.length / 2))
        throw error
      }
      await flush(open)
      await run()
      pass()
    }
    return {
      async write(chunk) {
        live()
        open = Buffer.concat([open, Buffer.from(chunk)])
      },
      sync: () => dyingHalfWay(file.sync),
      rename: (to) => dyingHalfWay(() => file.rename(to)),
      close: file.close,
    }
  }
}
