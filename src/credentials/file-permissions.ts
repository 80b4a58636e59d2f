import { Failure } from '../lib/errors.ts'
import type { Files } from '../platform/files.ts'

/**
 * Refuses a file of secrets that other users of this machine may read or change. On Windows, where the bits mean
 * nothing, and for a missing file it lets pass.
 *
 * @param what the file is, for the message: `the key file`
 * @throws Failure `auth` with the chmod to run
 */
export async function refuseOpenToOthers(files: Files, what: string, path: string): Promise<void> {
  const mode = await files.mode(path)
  if (mode === undefined || (mode & 0o077) === 0) return
  throw new Failure('auth', `${what} ${path} can be read or changed by other users of this machine`, {
    hint: chmod('600', path),
  })
}

/** The command that closes a path, as a shell has to read it. */
export function chmod(mode: '600' | '700', path: string): string {
  return `chmod ${mode} ${quoted(path)}`
}

/** A path as a shell has to read it. */
export function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`
}
