import { checksumOf } from '../../media/checksum.ts'
import type { Files } from '../../platform/files.ts'
import type { Store } from '../store.ts'
import type { RecordingCheck } from './check.ts'
import type { RowDifference } from './compare-rows.ts'
import { type Recorded, recordedOf } from './recorded.ts'

/** Compares the files of a folder with what the copy says of them: all by their size, those of the sample by their checksum. */
export function checkRecordings(store: Store, folder: string, files: Pick<Files, 'open'>): RecordingCheck {
  return async (callIds, sampled) => {
    const differs: RowDifference[] = []
    const differ = (callId: string, why: string) =>
      differs.push({ callId, steps: ['media'], what: `recording: ${why}` })
    const recorded = await recordedOf(store, callIds)
    for (const one of recorded) {
      const why = await whyOtherwise(one, `${folder}/${one.file}`, sampled.has(one.callId), files)
      if (why !== undefined) differ(one.callId, why)
    }
    const known = new Set(recorded.map(({ callId }) => callId))
    for (const { callId, steps } of await store.ledger.get(callIds))
      if (steps.media.state === 'done' && !known.has(callId)) differ(callId, 'no row')
    return differs
  }
}

async function whyOtherwise(
  { bytes, checksum }: Recorded,
  path: string,
  isSampled: boolean,
  files: Pick<Files, 'open'>,
): Promise<string | undefined> {
  const source = await files.open(path)
  if (source === undefined) return `${path} is missing`
  if (source.size !== bytes) return `${source.size} of ${bytes} bytes`
  return isSampled && (await checksumOf(files, path))?.sha256 !== checksum ? 'other bytes' : undefined
}
