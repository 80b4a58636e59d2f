import { promises as fs } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

interface Opened {
  readonly handle: FileHandle
  /** Its stack says where. */
  readonly where: Error
}

const opened: Opened[] = []

const open = fs.open
fs.open = async (...args) => {
  const where = new Error(`${String(args[0])} is open`)
  const handle = await open(...args)
  opened.push({ handle, where })
  return handle
}
syncBuiltinESMExports()

/** Where the handles were opened that are open still, of those that were opened since the last call. */
export function openHandles(): readonly string[] {
  return opened
    .splice(0)
    .filter(({ handle }) => handle.fd >= 0)
    .map(({ where }) => where.stack ?? where.message)
}
