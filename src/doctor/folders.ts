import { chmodCommand } from '../credentials/file-permissions.ts'
import { configLockPath } from '../credentials/paths.ts'
import { configFolder, stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'
import { type Check, type Finding, ok, runCheck, warning } from './finding.ts'

/** Whether the two folders of this tool are writable and private. */
export const checkFolders: Check = async ({ context }) => [
  ...(await runCheck('config folder', async () => [
    await checkFolder(context, 'config folder', configFolder(context.env), configLockPath(context.env)),
  ])),
  ...(await runCheck('state folder', async () => {
    const path = stateFolder(context.env)
    return [await checkFolder(context, 'state folder', path, `${path}/lock`)]
  })),
]

/** @param lock is taken for a moment, which shows that the folder is writable. @throws Failure `usage` when it is not */
async function checkFolder({ files }: Context, check: string, path: string, lock: string): Promise<Finding> {
  if ((await files.list(path)) === undefined) return ok(check, `${path} is made when it is first needed`)
  await files.withLock(lock, async () => undefined)
  const mode = await files.mode(path)
  if (mode === undefined) return ok(check, `${path} can be written`)
  const found = `${path} (${mode.toString(8).padStart(4, '0')})`
  return (mode & 0o077) === 0
    ? ok(check, `${found} can be written`)
    : warning(check, `${found} can be entered by other users of this machine`, chmodCommand('700', path))
}
