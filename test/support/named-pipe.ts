import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { emptyFolder } from './temporary-folder.ts'

/** A pipe that has a name, in a folder of its own, which is gone when the tests of the file are done. */
export function namedPipe(): string {
  const path = join(emptyFolder(), 'pipe')
  execFileSync('mkfifo', [path])
  return path
}
