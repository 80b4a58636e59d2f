import type { Files } from '../context.ts'
import { Failure } from '../errors.ts'

/**
 * Returns when a file is its owner's alone. `what` names it: the key file, the file of profiles.
 * @throws Failure `auth` with the chmod to type
 */
export async function checkPrivate(files: Files, path: string, what: string): Promise<void> {
  const mode = await files.mode(path)
  if (mode === undefined || (mode & 0o077) === 0) return
  const quoted = `'${path.replaceAll("'", `'\\''`)}'`
  throw new Failure('auth', `${what} ${path} can be read or changed by other users of this machine`, {
    hint: `chmod 600 ${quoted}`,
  })
}
