import { parsedJson } from '../lib/parse-json.ts'
import { isRow, textsIn } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'
import { nameOfTemporary } from '../platform/temporary-name.ts'
import type { Spool } from './spool/spool.ts'

/** Requests to deliver events once more lie in this folder of a spool until the server has taken them in. */
const FOLDER = 'again'

/** Asks whoever serves a spool, now or later, to deliver events once more. @param request a name of its own */
export async function requestAgain(
  files: Pick<Files, 'list' | 'remove' | 'withLock' | 'write'>,
  folder: string,
  ids: readonly string[],
  request: string,
): Promise<void> {
  // A process that was killed leaves a request unfinished; under the lock, none of a living one is.
  await files.withLock(`${folder}/${FOLDER}.lock`, async () => {
    await removeUnfinished(files, `${folder}/${FOLDER}`)
    await files.write(`${folder}/${FOLDER}/${request}.json`, JSON.stringify({ ids }), 0o600)
  })
}

async function removeUnfinished(files: Pick<Files, 'list' | 'remove'>, folder: string): Promise<void> {
  for (const name of (await files.list(folder)) ?? [])
    if (nameOfTemporary(name) !== undefined) await files.remove(`${folder}/${name}`)
}

/** Takes in what was asked for. @returns how many requests there were */
export async function takeRequests(
  files: Pick<Files, 'list' | 'read' | 'remove'>,
  folder: string,
  spool: Spool,
): Promise<number> {
  const names = ((await files.list(`${folder}/${FOLDER}`)) ?? []).filter((name) => name.endsWith('.json'))
  for (const name of names) {
    const path = `${folder}/${FOLDER}/${name}`
    const bytes = await files.read(path)
    const asked = bytes && parsedJson(new TextDecoder().decode(bytes))
    const ids = isRow(asked) ? textsIn(asked.ids) : []
    // It is on the disk before the request leaves, which is known by its name where a crash comes between.
    await spool.again(ids, name.slice(0, -'.json'.length))
    await files.remove(path)
  }
  return names.length
}
