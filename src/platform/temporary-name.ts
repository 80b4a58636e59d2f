import { basename, dirname, join } from 'node:path'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
/** Of the name of the file, so that the whole is one that disks take. */
const LONGEST = 200

/** Where a file is written until it is whole: in its folder, under a hidden name. @param unique a UUID */
export function temporaryPathOf(path: string, unique: string): string {
  return `${prefixOf(path)}${unique}`
}

/** Whether a file was being written there, as far as that is known: of longer names, those of several files are alike. */
export function isTemporaryPathOf(path: string, temporary: string): boolean {
  return (
    basename(path).length <= LONGEST &&
    temporary.startsWith(prefixOf(path)) &&
    UUID.test(temporary.slice(prefixOf(path).length))
  )
}

/** The name of the file that a file of this name is the beginning of; `undefined` where it is none, or its name was cut. */
export function nameOfTemporary(temporary: string): string | undefined {
  const [, name, unique] = /^\.(.+)\.([\da-f-]{36})$/.exec(temporary) ?? []
  return name !== undefined && name.length < LONGEST && UUID.test(unique ?? '') ? name : undefined
}

function prefixOf(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, LONGEST)}.`)
}
