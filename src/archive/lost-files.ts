import type { Files } from '../platform/files.ts'
import type { ManifestLine } from './archive-state.ts'
import type { ArchiveContext, PartResult } from './context.ts'
import { claimedFiles } from './verify.ts'

/**
 * Strikes the files from the manifest that are missing, or have another size than it says, so that the run brings them again.
 *
 * @returns how many they are
 */
export async function strikeLostFiles(
  files: Files,
  root: string,
  { folder, manifest, signal }: Pick<ArchiveContext, 'folder' | 'manifest' | 'signal'>,
): Promise<number> {
  const units = unitsByPath(manifest.state.units)
  let lost = 0
  for (const [path, { bytes = 0 }] of await claimedFiles(files, root)) {
    signal.throwIfAborted()
    const source = await files.open(`${root}/${path}`)
    if (source?.size === bytes) continue
    lost += 1
    const about = [...(manifest.state.units.get(mediaUnitOf(path) ?? '')?.about.keys() ?? [])]
    const reopened = about.map((of): ManifestLine => ({ unit: mediaUnitOf(path) ?? '', of, lost: true }))
    await manifest.append([{ removed: path, bytes, lost: true, ...placeOf(path, units.get(path)) }, ...reopened])
    // What is there under the name of a recording counts as whole.
    if (source !== undefined && mediaUnitOf(path) !== undefined) await folder.remove(path)
  }
  return lost
}

function unitsByPath(units: ArchiveContext['manifest']['state']['units']): ReadonlyMap<string, string> {
  return new Map(
    [...units].flatMap(([unit, { files }]) => files.map(({ path = '' }): readonly [string, string] => [path, unit])),
  )
}

function mediaUnitOf(path: string): string | undefined {
  return /^media\/\d{4}-\d\d(?=\/)/.exec(path)?.[0]
}

/** The unit of a file, and the file of calls that it is about. */
function placeOf(path: string, unit: string | undefined): Pick<ManifestLine, 'unit' | 'of'> {
  const [, month, kind, number] = /^(calls\/[\d-]{7})\/(transcripts|access)\.(\d+)\./.exec(path) ?? []
  if (month !== undefined) return { unit: `${month}/${kind}`, of: `${month}/details.${number}.jsonl` }
  const own = unit ?? mediaUnitOf(path) ?? callPagesUnit(path)
  return own === undefined ? {} : { unit: own }
}

function callPagesUnit(path: string): string | undefined {
  const month = /^(calls\/\d{4}-\d\d)\/\d\d\/\w+\.(?:md|html)$/.exec(path)?.[1]
  return month && `${month}/pages`
}

/** What was lost and has not come again, a part for each unit. */
export function lostParts({ manifest: { state } }: Pick<ArchiveContext, 'manifest'>): readonly PartResult[] {
  const counts = new Map<string, number>()
  for (const { unit } of state.lost.values()) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  return [...counts].flatMap(([what, lost]): readonly PartResult[] => {
    const why = `${lost} of its files ${lost === 1 ? 'is' : 'are'} lost, and did not come again`
    const none = { files: 0, records: 0, bytes: 0 }
    return state.unit(what).missing === undefined ? [{ what, state: 'not whole', ...none, why }] : []
  })
}
