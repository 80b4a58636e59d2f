import { repeatLine } from '../../lib/repeat-line.ts'
import type { FileLock, Files } from '../../platform/files.ts'
import { nameOfTemporary } from '../../platform/temporary-name.ts'
import type { Globals } from '../model/globals.ts'

/** The outputs that a run writes alone. */
export interface OutputLocks {
  /**
   * Takes a file or a folder for this run, until it ends.
   *
   * @param isOwn which files of a folder only such runs write
   * @returns what throws when the lock was lost meanwhile, to be asked before something is written there
   * @throws Failure `declined` when another run is writing it
   */
  claim(path: string, isOwn?: (name: string) => boolean): Promise<FileLock['assertHeld']>
  release(): Promise<void>
}

/** @param argv the whole line, for the hint @param say tells a person that there is somebody to wait for */
export function outputLocks(
  files: Files,
  { lockWaitMs, dryRun }: Globals,
  argv: readonly string[],
  say: (line: string) => Promise<void>,
): OutputLocks {
  const all: FileLock[] = []
  const hint = repeatLine(argv, { values: ['--lock-wait'] }, ['--lock-wait', '10m'])
  return {
    async claim(path, isOwn) {
      if (dryRun) return async () => undefined
      const waiting = (who: string) => say(`waits up to ${lockWaitMs / 1000} s for ${who}, which is writing ${path}`)
      const lock = await files.lockOutput(path, { waitMs: lockWaitMs, onWait: waiting, hint })
      if (lock === undefined) return async () => undefined
      all.push(lock)
      // Nobody else writes it now, so these are what runs that were killed have left.
      await files.removeTemporaryFiles(path)
      if (isOwn !== undefined) await removeTemporaryFilesIn(path, isOwn, files)
      return lock.assertHeld
    },
    async release() {
      for (const lock of all.splice(0)) await lock.release()
    },
  }
}

async function removeTemporaryFilesIn(folder: string, isOwn: (name: string) => boolean, files: Files): Promise<void> {
  for (const temporary of (await files.list(folder)) ?? []) {
    const name = nameOfTemporary(temporary)
    const path = `${folder}/${temporary}`
    if (name !== undefined && isOwn(name) && (await files.open(path))?.regular) await files.remove(path)
  }
}

/** Files of a folder that was claimed: nothing is begun there once another run has taken it. */
export function whileLocked(files: Files, check: FileLock['assertHeld']): Files {
  return {
    ...files,
    create: (...args) => check().then(() => files.create(...args)),
    append: (...args) => check().then(() => files.append(...args)),
  }
}
