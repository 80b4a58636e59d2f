/** Files by absolute path, or relative to the working folder. A missing file is `undefined`, never a throw. */
export interface Files {
  read(path: string): Promise<Uint8Array | undefined>
  /** Reads a file of this tool's own, never through a link. @throws Failure `usage` for a link, a pipe or a device */
  readNoFollow(path: string): Promise<Uint8Array | undefined>
  /** Device and inode, which tell this file from another under its name; `undefined` when missing, or no regular file. */
  fileId(path: string): Promise<string | undefined>
  /** Another one after each write, whoever writes; `undefined` when missing. Tells what was read from what is there now. */
  fileVersion(path: string): Promise<string | undefined>
  /**
   * Replaces the file atomically: a temporary file in the same folder, fsync, rename. Makes the folder (0700) when missing.
   *
   * @param suffix of the temporary file, where only one process writes it: a crash then leaves one file and not one more
   * each time. A link under that name is replaced, not followed.
   */
  write(path: string, data: string | Uint8Array, mode: number, suffix?: string): Promise<void>
  /** Removes the temporary files that killed processes have left of a file. Only under the lock of all who write it. */
  removeTemporaryFiles(path: string): Promise<void>
  /** Replaces the file atomically without fsync, for what may be lost in a power cut. Makes the folder (0700) when missing. */
  writeUnsynced(path: string, text: string): Promise<void>
  remove(path: string): Promise<void>
  /** The permission bits (0o600 …); `undefined` for a missing file, and on Windows, where they mean nothing. */
  mode(path: string): Promise<number | undefined>
  /** A file to be read in chunks; `undefined` when it is missing. */
  open(path: string): Promise<FileSource | undefined>
  /** Some bytes of a file, fewer at its end; `undefined` when it is missing. */
  readPart(path: string, from: number, bytes: number): Promise<Uint8Array | undefined>
  /**
   * Starts a file that appears under its name only when committed. A device or a pipe is written directly.
   *
   * @param part a partial file of an earlier run, to resume
   * @param mode the permission bits (0o600 …); else those of the file that was there, or what the umask leaves
   */
  create(path: string, part?: PartialFile, mode?: number): Promise<NewFile>
  /**
   * Opens a file to append to it from byte `at`, where it is truncated. Made when missing; never through a link.
   *
   * @param mode the permission bits (0o600 …), also of a file that was there; else what the umask leaves
   */
  append(path: string, at: number, mode?: number): Promise<AppendFile>
  /** Gives a file a second name in place of what has that one, atomically; a copy where the disk has no links. */
  link(path: string, as: string): Promise<void>
  /** Gives a file another name in place of what has that one, atomically, once it is on the disk. */
  rename(path: string, to: string): Promise<void>
  /** Makes a folder and its parents when missing; the umask decides about their mode. */
  makeFolder(path: string): Promise<void>
  /** Bytes that are free on the disk of a folder, or of the nearest one above it that is there; `undefined` where nobody says. */
  freeBytes(path: string): Promise<number | undefined>
  absolute(path: string): string
  /** The path without links, also among its folders; of a file that is missing, the one that it would get. */
  realPath(path: string): Promise<string>
  /** The names in a folder; `undefined` when it is missing. */
  list(path: string): Promise<readonly string[] | undefined>
  /**
   * Runs while no other process holds the lock. One whose holder died, or did not renew its lease, is taken over.
   *
   * @param run gets `assertHeld`, to be called before it writes
   */
  withLock<T>(path: string, run: (assertHeld: FileLock['assertHeld']) => Promise<T>, wait?: LockWaiting): Promise<T>
  /**
   * Locks an output, a file or a folder, for this run alone; `undefined` for a device or a pipe.
   *
   * @throws Failure `declined` that names the other run when it does not release it in time
   */
  lockOutput(path: string, wait: LockOptions): Promise<FileLock | undefined>
}

/** How to wait for another process that holds a lock. */
interface LockWaiting {
  /** 10 s when left out. */
  readonly waitMs?: number | undefined
  /** Called once, when the wait takes more than a second. @param who such as `process 12 on build-1` */
  readonly onWait?: ((who: string) => Promise<void>) | undefined
}

/** How to wait for another run that writes the same output. */
export interface LockOptions {
  readonly waitMs: number
  /** Called once, when there is somebody to wait for. @param who such as `process 12 on build-1` */
  readonly onWait: (who: string) => Promise<void>
  /** A command to type when the other run does not release it. */
  readonly hint: string
}

/** A lock that is held. */
export interface FileLock {
  /** To be called before a write. @throws Failure `local` when this process was suspended and another took the lock over */
  readonly assertHeld: () => Promise<void>
  readonly release: () => Promise<void>
}

export interface FileSource {
  /** Without its folder. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Whether it is a regular file, also behind links, and no device or pipe. */
  readonly regular?: boolean
  chunks(): AsyncIterable<Uint8Array>
}

/** A file that is not complete yet. */
export interface PartialFile {
  /** What its name has behind that of the finished file. */
  readonly suffix: string
  /** How many of its bytes count; it is truncated there. */
  readonly bytes: number
}

/** A file that stands under its own name while it grows, so that a later run can resume it. */
export interface AppendFile {
  write(chunk: string | Uint8Array): Promise<void>
  /** fsync: what was written survives a power cut. */
  sync(): Promise<void>
  close(): Promise<void>
  /** fsync, close, rename. */
  rename(to: string): Promise<void>
}

export interface NewFile {
  /** Bytes so far. */
  readonly size: number
  /** Whether it is a regular file, and no device, pipe or terminal. */
  readonly regular: boolean
  /** Whether another run can resume it. */
  readonly resumable: boolean
  write(chunk: string | Uint8Array): Promise<void>
  /** fsync: what was written survives a power cut. */
  flush(): Promise<void>
  /** Closes it unfinished, for another run to resume. */
  keep(): Promise<void>
  /** fsync, close, and rename to its final name. */
  commit(): Promise<void>
  /** Removes it. */
  discard(): Promise<void>
}
