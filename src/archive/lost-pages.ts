import type { Row } from '../lib/rows.ts'
import { writeCallPages } from './call-pages.ts'
import { callIdOf, detailsUnit } from './calls.ts'
import type { ArchiveContext } from './context.ts'

/** Writes the pages of calls that were lost from what the archive has of these calls. Nothing is asked of Gong. */
export async function rewriteLostPages(zone: string, context: ArchiveContext): Promise<void> {
  const months = new Map<string, Set<string>>()
  for (const path of context.manifest.state.lost.keys()) {
    const [, month, id] = /^calls\/(\d{4}-\d\d)\/\d\d\/(\w+)\.(?:md|html)$/.exec(path) ?? []
    if (month !== undefined && id !== undefined) months.set(month, (months.get(month) ?? new Set()).add(id))
  }
  for (const [month, ids] of months) await rewriteMonth(month, ids, zone, context)
}

async function rewriteMonth(
  month: string,
  ids: ReadonlySet<string>,
  zone: string,
  context: ArchiveContext,
): Promise<void> {
  const { folder, manifest, signal } = context
  const { files: spoken } = manifest.state.unit(`calls/${month}/transcripts`)
  for (const { path = '' } of manifest.state.unit(detailsUnit(month)).files) {
    signal.throwIfAborted()
    const calls = (await folder.records(path)).filter((call) => ids.has(callIdOf(call)))
    if (calls.length === 0) continue
    const stem = path.replace('/details.', '/transcripts.').replace(/jsonl$/, '')
    const said: Row[] = []
    for (const { path: file = '' } of spoken) if (file.startsWith(stem)) said.push(...(await folder.records(file)))
    await manifest.append(await writeCallPages(calls, said, { month, zone, isNew: false }, context))
  }
}
