import { chmod } from '../credentials/file-permissions.ts'
import { configFolder, stateFolder } from '../credentials/folders.ts'
import { lockPath } from '../credentials/profile-file.ts'
import type { Context } from '../platform/ports.ts'
import { type Check, type Finding, guarded, ok, warning } from './finding.ts'

/** The two folders of this tool: whether they can be written, and whether nobody else may look in. */
export const folders: Check = async ({ context }) => [
  ...(await guarded('config folder', async () => [
    await examined(context, 'config folder', configFolder(context.env), lockPath(context.env)),
  ])),
  ...(await guarded('state folder', async () => {
    const path = stateFolder(context.env)
    return [await examined(context, 'state folder', path, `${path}/lock`)]
  })),
]

/** @param lock taken for a moment, which shows that the folder can be written. @throws Failure `usage` when it cannot */
async function examined({ files }: Context, check: string, path: string, lock: string): Promise<Finding> {
  if ((await files.list(path)) === undefined) return ok(check, `${path} is made when it is first needed`)
  await files.locked(lock, async () => undefined)
  const mode = await files.mode(path)
  if (mode === undefined) return ok(check, `${path} can be written`)
  const found = `${path} (${mode.toString(8).padStart(4, '0')})`
  return (mode & 0o077) === 0
    ? ok(check, `${found} can be written`)
    : warning(check, `${found} can be entered by other users of this machine`, chmod('700', path))
}
