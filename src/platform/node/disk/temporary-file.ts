import { promises as fs } from 'node:fs'
import { dirname, join } from 'node:path'
import { isTemporaryPathOf, temporaryPathOf } from '../../temporary-name.ts'
import { unlessMissing } from './disk-errors.ts'
import { uniqueId } from './unique-id.ts'

/** A unique temporary name in the folder of a file. */
export function temporaryPath(path: string): string {
  return temporaryPathOf(path, uniqueId())
}

/** `Files.removeTemporaryFiles`. */
export async function removeTemporaryFiles(path: string): Promise<void> {
  const there = (await unlessMissing(fs.readdir(dirname(path), { withFileTypes: true }))) ?? []
  const left = there.filter((one) => one.isFile()).map(({ name }) => join(dirname(path), name))
  for (const one of left) if (isTemporaryPathOf(path, one)) await fs.rm(one, { force: true })
}
