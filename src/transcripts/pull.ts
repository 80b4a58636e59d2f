import { transcripts } from '../catalogue/transcripts.ts'
import type { Gong } from '../gong/client.ts'
import { type Given, toCall } from '../gong/request.ts'
import { toPage } from '../gong/rows.ts'
import type { Json, Pages } from '../rows.ts'

/** Gong takes no more ids at once. */
const BATCH = transcripts.get.params.call.max
const WEEK = 7 * 86_400_000

/**
 * Transcripts, strictly one page after the other: a page can hold megabytes, and many at once would not fit a small
 * machine. Ids go in batches, a window week by week, since a cursor lives only an hour (field note "Limits and cursors").
 *
 * @param given ids, or the instants `from` and `to`, or both; and `workspace`
 */
export async function* pullTranscripts(gong: Gong, { call, from, to, workspace }: Given): Pages {
  const lists = Array.isArray(call) ? batches(call) : [undefined]
  for (const ids of lists)
    for (const window of windows(from, to))
      for await (const answer of gong.follow(toCall(transcripts.get, { call: ids, ...window, workspace })))
        yield { rows: toPage(transcripts.get, answer).rows }
}

function batches(ids: readonly Json[]): (readonly Json[])[] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) => ids.slice(at * BATCH, (at + 1) * BATCH))
}

/** Half-open weeks; the outer ends stay as they were given. */
function windows(from: Json | undefined, to: Json | undefined): Given[] {
  if (typeof from !== 'string' || typeof to !== 'string') return [{ from, to }]
  const weeks = Math.ceil((Date.parse(to) - Date.parse(from)) / WEEK)
  const inner = Array.from({ length: weeks - 1 }, (_, at) => Date.parse(from) + (at + 1) * WEEK)
  const ends = [from, ...inner.map((at) => `${new Date(at).toISOString().slice(0, 19)}Z`), to]
  return ends.slice(1).map((end, at) => ({ from: ends[at], to: end }))
}
