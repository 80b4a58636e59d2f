import { Failure } from '../../src/lib/errors.ts'
import type { Files } from '../../src/platform/files.ts'
import { configFolder, dataFolder, stateFolder } from '../../src/platform/folders.ts'
import type { Context } from '../../src/platform/ports.ts'

/**
 * The files of this tool alone. No tool takes a path; where a text of a model became one all the same, it would still reach
 * nothing else on this machine.
 */
export function ownFiles({ files, env }: Pick<Context, 'files' | 'env'>): Files {
  const roots = [configFolder, stateFolder, dataFolder].flatMap((folder) => rootOf(() => files.absolute(folder(env))))
  const check = (path: string) => {
    const absolute = files.absolute(path)
    if (!roots.some((root) => absolute === root || absolute.startsWith(`${root}/`) || absolute.startsWith(`${root}\\`)))
      throw new Failure('declined', `no tool reads or writes files of this machine: ${JSON.stringify(path)}`)
    return path
  }
  return {
    ...files,
    read: async (path) => await files.read(check(path)),
    readNoFollow: async (path) => await files.readNoFollow(check(path)),
    open: async (path) => await files.open(check(path)),
    list: async (path) => await files.list(check(path)),
    write: async (path, ...rest) => await files.write(check(path), ...rest),
    writeUnsynced: async (path, text) => await files.writeUnsynced(check(path), text),
    create: async (path, ...rest) => await files.create(check(path), ...rest),
    append: async (path, ...rest) => await files.append(check(path), ...rest),
    remove: async (path) => await files.remove(check(path)),
  }
}

function rootOf(root: () => string): readonly string[] {
  try {
    return [root()]
  } catch {
    // Where no home folder is known, there is no file of ours either.
    return []
  }
}
