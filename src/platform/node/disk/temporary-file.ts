import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { unlessMissing } from './errno.ts'

/** A passing name in the folder of a file, which nothing else has. */
export function beside(path: string): string {
  return join(dirname(path), `${start(path)}${crypto.randomUUID()}`)
}

/** `Files.sweep`. */
export async function sweep(path: string): Promise<void> {
  const names = (await unlessMissing(readdir(dirname(path)))) ?? []
  const left = names.filter((name) => name.startsWith(start(path)) && UUID.test(name.slice(start(path).length)))
  for (const name of left) await rm(join(dirname(path), name), { force: true })
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

function start(path: string): string {
  return `.${basename(path).slice(0, 200)}.`
}
