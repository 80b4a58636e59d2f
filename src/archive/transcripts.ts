import { transcripts } from '../catalogue/calls.ts'
import { isId } from '../catalogue/kinds.ts'
import { type Row, rowsIn } from '../lib/rows.ts'
import type { ManifestLine } from './archive-state.ts'
import { writeCallPages } from './call-pages.ts'
import { callIdOf, detailsUnit } from './calls.ts'
import { type ArchiveContext, type ArchiveRequest, isoInstant } from './context.ts'
import { jsonLines } from './folder.ts'
import type { PullResult } from './pull-unit.ts'

/** A transcript that has not come after so long never does. */
const GIVE_UP_MS = 14 * 86_400_000

const transcriptsUnit = (month: string) => `calls/${month}/transcripts`
/** What is about calls of which no transcript was wanted. */
const pagesUnit = (month: string) => `calls/${month}/pages`

/**
 * Brings the transcripts of the calls of a month that have none yet, a request for each file of calls, and writes the pages of
 * these calls for people.
 */
export async function pullTranscripts(
  month: string,
  request: ArchiveRequest,
  context: ArchiveContext,
): Promise<PullResult> {
  const { manifest, signal } = context
  const done = { files: 0, rows: 0, bytes: 0 }
  const { about } = manifest.state.unit(transcriptsUnit(month))
  const { about: shown } = manifest.state.unit(pagesUnit(month))
  for (const calls of manifest.state.unit(detailsUnit(month)).files) {
    const path = calls.path ?? ''
    if (request.subjects.has('transcripts') ? !isAwaited(calls, about.get(path)) : about.has(path) || shown.has(path))
      continue
    await context.mayGoOn()
    for (const { path: written, bytes = 0, what, rows = 0 } of await pullFile(path, month, request, context)) {
      if (written === undefined) continue
      done.files += 1
      done.bytes += bytes
      if (what === TRANSCRIPTS) done.rows += rows
    }
    signal.throwIfAborted()
  }
  return done
}

const TRANSCRIPTS = 'transcripts'

/** Whether transcripts of these calls were not asked for yet, or can still come. */
function isAwaited({ rows = 0, to = '' }: ManifestLine, asked: ManifestLine | undefined): boolean {
  if (asked?.at === undefined) return true
  return (asked.rows ?? 0) < rows && Date.parse(asked.at) < Date.parse(to) + GIVE_UP_MS
}

/** @param details path of the file of calls @returns the lines of the manifest */
async function pullFile(
  details: string,
  month: string,
  { zone, subjects }: ArchiveRequest,
  { gong, folder, manifest, nowMs }: ArchiveContext,
): Promise<readonly ManifestLine[]> {
  const unit = transcriptsUnit(month)
  const stem = details.replace('/details.', '/transcripts.').replace(/jsonl$/, '')
  const earlier = manifest.state.unit(unit).files.filter(({ path }) => path?.startsWith(stem))
  const known = new Set<string>()
  for (const { path = '' } of earlier) for (const { callId } of await folder.records(path)) known.add(String(callId))
  const isAsking = subjects.has('transcripts')
  const isFirst = [unit, pagesUnit(month)].every((one) => !manifest.state.unit(one).about.has(details))
  const calls = (await folder.records(details)).filter((call) => !known.has(callIdOf(call)))
  const ids = calls.map(callIdOf).filter(isId)
  const came: Row[] = []
  if (isAsking && ids.length > 0) for await (const row of gong.rows(transcripts.get, { call: ids })) came.push(row)
  const spoken = came.filter(({ transcript }) => rowsIn(transcript).length > 0)
  const file = spoken.length > 0 && {
    ...(await folder.write(freePath(stem, earlier), jsonLines(spoken))),
    ...{ unit, what: TRANSCRIPTS, rows: spoken.length },
  }
  const shown = isFirst ? calls : calls.filter((call) => spoken.some(({ callId }) => callId === callIdOf(call)))
  const pages = await writeCallPages(shown, spoken, { month, zone, isNew: isFirst }, { folder, manifest })
  const about = { of: details, rows: known.size + spoken.length, at: isoInstant(nowMs()) }
  const lines = [...(file ? [file] : []), ...pages, { unit: isAsking ? unit : pagesUnit(month), ...about }]
  await manifest.append(lines)
  return lines
}

/** The first name that no file has: one of them may have been lost. */
function freePath(stem: string, earlier: readonly ManifestLine[]): string {
  const taken = new Set(earlier.map(({ path }) => path))
  const names = Array.from({ length: earlier.length + 1 }, (_, at) => `${stem}${at > 0 ? `late-${at}.` : ''}jsonl`)
  return names.find((name) => !taken.has(name)) ?? `${stem}jsonl`
}
