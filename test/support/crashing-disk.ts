import type { SpoolDisk } from '../../src/webhooks/spool/disk.ts'

/** A disk that forgets at a crash what was not synced, but for a part of it, as long as it pleases. */
export interface CrashingDisk extends SpoolDisk {
  /** What was opened before fails from now on. */
  crash(): void
  /** Refuses to write from now on, or no more. */
  isFull: boolean
  /** The number of crashes. */
  readonly life: number
}

/** A file: the buffer has room for more than its size. */
interface Stored {
  buffer: Buffer
  size: number
  synced: number
}

/** @param random from 0 to 1 */
export function crashingDisk(random: () => number): CrashingDisk {
  const files = new Map<string, Stored>()
  const contentOf = (path: string) => {
    const file = files.get(path)
    return file?.buffer.subarray(0, file.size)
  }
  const fileAt = (path: string) => {
    const file = files.get(path) ?? { buffer: Buffer.alloc(1024), size: 0, synced: 0 }
    files.set(path, file)
    return file
  }
  const truncate = (file: Stored, size: number) => {
    file.size = Math.min(file.size, size)
    file.synced = Math.min(file.synced, size)
  }
  const add = (file: Stored, bytes: Buffer) => {
    const size = file.size + bytes.length
    if (size > file.buffer.length) file.buffer = Buffer.concat([file.buffer, Buffer.alloc(2 * size)])
    bytes.copy(file.buffer, file.size)
    file.size = size
  }
  const disk: CrashingDisk = {
    isFull: false,
    get life() {
      return life
    },
    crash() {
      life += 1
      for (const file of files.values()) {
        const lost = file.size - file.synced
        truncate(file, file.synced + Math.floor(random() * (lost + 1)))
      }
    },
    async append(path, at) {
      const mine = life
      const check = () => {
        if (mine !== life) throw new Error('this process is dead')
      }
      const file = fileAt(path)
      truncate(file, at)
      return {
        async write(chunk) {
          check()
          const bytes = Buffer.from(chunk)
          add(file, disk.isFull ? bytes.subarray(0, bytes.length / 2) : bytes)
          if (disk.isFull) throw new Error('no space left on the disk')
        },
        async sync() {
          await Promise.resolve()
          check()
          file.synced = file.size
        },
        close: async () => undefined,
        rename: async () => undefined,
      }
    },
    async write(path, data) {
      const buffer = Buffer.from(data)
      files.set(path, { buffer, size: buffer.length, synced: buffer.length })
    },
    read: async (path) => contentOf(path),
    async open(path) {
      const bytes = contentOf(path)
      return (
        bytes && {
          ...{ name: path, size: bytes.length },
          async *chunks() {
            yield bytes
          },
        }
      )
    },
    readPart: async (path, from, bytes) => contentOf(path)?.subarray(from, from + bytes),
    list: async (folder) =>
      [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1)),
    remove: async (path) => void files.delete(path),
  }
  let life = 0
  return disk
}
