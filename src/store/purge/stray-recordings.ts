import type { Files } from '../../platform/files.ts'
import { isKept } from '../ledger/transitions.ts'
import type { Store } from '../store.ts'

const BATCH = 1000
/** A recording, or what there is of it. */
const RECORDING = /^(\w[\w-]*)\.\w+(?:\.part(?:\.json)?)?$/
const MONTH = /^\d{4}-\d\d$/

/**
 * Removes the recordings of calls that have left the copy, also those that a run left which died. What the copy does not know
 * stays: it may be a new one, or an older one that was put back.
 *
 * @returns how many files
 */
export async function removeStrayRecordings(
  { ledger }: Pick<Store, 'ledger'>,
  folder: string,
  files: Pick<Files, 'list' | 'remove'>,
): Promise<number> {
  let removed = 0
  const months = ((await files.list(folder)) ?? []).filter((name) => MONTH.test(name))
  for (const month of months) {
    const found = ((await files.list(`${folder}/${month}`)) ?? []).flatMap((name) => {
      const [, id] = RECORDING.exec(name) ?? []
      return id === undefined ? [] : [{ id, path: `${folder}/${month}/${name}` }]
    })
    for (let at = 0; at < found.length; at += BATCH) {
      const part = found.slice(at, at + BATCH)
      const known = await ledger.get([...new Set(part.map(({ id }) => id))])
      const left = new Set(known.filter((entry) => !isKept(entry)).map(({ callId }) => callId))
      const stray = part.filter(({ id }) => left.has(id))
      for (const { path } of stray) await files.remove(path)
      removed += stray.length
    }
  }
  return removed
}
