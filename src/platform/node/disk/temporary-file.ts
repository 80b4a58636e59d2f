import { promises as fs } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { unlessMissing } from './disk-errors.ts'
import { uniqueId } from './unique-id.ts'

/** A unique temporary name in the folder of a file. */
export function temporaryPath(path: string): string {
  return join(dirname(path), `${temporaryPrefix(path)}${uniqueId()}`)
}

/** `Files.sweep`. */
export async function removeTemporaryFiles(path: string): Promise<void> {
  const names = (await unlessMissing(fs.readdir(dirname(path)))) ?? []
  const left = names.filter(
    (name) => name.startsWith(temporaryPrefix(path)) && UUID.test(name.slice(temporaryPrefix(path).length)),
  )
  for (const name of left) await fs.rm(join(dirname(path), name), { force: true })
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

function temporaryPrefix(path: string): string {
  return `.${basename(path).slice(0, 200)}.`
}
