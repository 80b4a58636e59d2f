import { Failure } from '../lib/errors.ts'
import { singleQuoted } from '../lib/shell-quote.ts'
import type { Files } from '../platform/files.ts'

/**
 * Checks that other users of this machine can neither read nor change a file of secrets. Accepts a missing file, and any on
 * Windows, where the permission bits mean nothing.
 *
 * @param what the file is, for the message: `the key file`
 * @throws Failure `auth` with the chmod to run
 */
export async function checkPrivateFile(files: Files, what: string, path: string): Promise<void> {
  const mode = await files.mode(path)
  if (mode === undefined || (mode & 0o077) === 0) return
  throw new Failure('auth', `${what} ${path} can be read or changed by other users of this machine`, {
    hint: chmodCommand('600', path),
  })
}

/** The command that makes a path private, quoted for a shell. */
export function chmodCommand(mode: '600' | '700', path: string): string {
  return `chmod ${mode} ${singleQuoted(path)}`
}
