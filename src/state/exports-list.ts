import type { Files } from '../platform/files.ts'

/** Older ones are forgotten: the list is there to find copies of what is erased in Gong, not to watch anybody. */
const MOST = 1000

/**
 * Notes that a file or folder was written, so that it can be named when somebody in it is erased in Gong. Where nothing
 * can be noted, nothing is.
 *
 * @param state the folder of what is remembered between runs; may throw where there is none
 * @param path absolute
 */
export async function noteExport(files: Files, state: () => string, path: string): Promise<void> {
  try {
    const folder = state()
    await files.withLock(`${listIn(folder)}.lock`, async () => {
      const others = (await noted(files, folder)).filter((other) => other !== path)
      await files.writeUnsynced(listIn(folder), `${JSON.stringify([...others, path].slice(-MOST))}\n`)
    })
  } catch {
    // A list that cannot be kept must not spoil a file that was written.
  }
}

/** What an interrupted run leaves beside the file that it was to write. */
const LEFT = ['', '.gong-part', '.gong-journal']

/** The files and folders that were written, whole or not, and are still there, by absolute path. */
export async function exportsIn(files: Files, state: string): Promise<readonly string[]> {
  const there: string[] = []
  for (const path of (await noted(files, state)).flatMap((one) => LEFT.map((ending) => one + ending)))
    if ((await files.open(path)) !== undefined) there.push(path)
  return there
}

async function noted(files: Files, state: string): Promise<readonly string[]> {
  try {
    const list: unknown = JSON.parse(new TextDecoder().decode(await files.read(listIn(state))))
    return Array.isArray(list) ? list.map(String) : []
  } catch {
    return []
  }
}

function listIn(state: string): string {
  return `${state}/exports.json`
}
