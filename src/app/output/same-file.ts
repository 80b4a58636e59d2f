import type { Files } from '../../platform/files.ts'

/** Whether two paths lead to one file, however they are spelt and whatever links are among them. */
export async function isSameFile(one: string, other: string, files: Files): Promise<boolean> {
  return one === other || (await files.realPath(one)) === (await files.realPath(other))
}

/** The first path that leads to the same file as one before it; absent ones stand for stdout. */
export async function pathNamedTwice(
  paths: readonly (string | undefined)[],
  files: Files,
): Promise<{ readonly path: string | undefined } | undefined> {
  const seen = new Set<string | undefined>()
  for (const path of paths) {
    const real = path === undefined ? undefined : await files.realPath(path)
    if (seen.has(real)) return { path }
    seen.add(real)
  }
  return undefined
}
