import { basename, dirname, join } from 'node:path'

/** A passing name in the folder of a file, which nothing else has. */
export function beside(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 200)}.${crypto.randomUUID()}`)
}
