import type { ReadClient } from '../api/client.ts'
import { Failure } from '../lib/errors.ts'
import { fileName, idIn } from '../lib/file-name.ts'
import type { Page, Pages, Row } from '../lib/rows.ts'
import { download, type Line } from './download.ts'
import { BATCH, endingOf, MEDIA, type Medium, type Recorded, recorded } from './links.ts'

export interface Wish {
  readonly ids: readonly string[]
  /** None for the best there is: video, else audio. */
  readonly media: readonly Medium[]
  readonly folder: string
  /** IANA name of the zone of the times in file names. */
  readonly zone: string
  /** Also what is there already. */
  readonly again: boolean
}

type Desk = Line & {
  readonly gong: ReadClient
  /** How many files are written so far. */
  readonly tally: { written: number }
}

/**
 * Downloads the recordings of calls, one after the other; a page for each call, a row for each file. What does not
 * work out is told in its row, and the rest goes on.
 *
 * @throws Failure `not-found` when the only call asked for does not exist; `auth` when the key may not see media
 */
export async function* save(wish: Wish, desk: Desk): Pages {
  const there = await filesOf(wish.folder, desk)
  const ids = [...new Set(wish.ids)]
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = ids.slice(at, at + BATCH)
    const found = await recorded(desk.gong, batch)
    for (const id of batch) {
      const call = found.get(id)
      if (call === undefined && ids.length === 1) throw new Failure('not-found', `Call ID ${id} was not found`)
      yield page(call ? await saveCall(call, wish, there, desk) : [{ callId: id, status: 'no such call' }], ids.length)
    }
  }
}

const DONE = ['downloaded', 'already there']

function page(found: readonly Row[], total: number): Page {
  const rows = found.map(({ callId = null, title = null, medium = null, bytes = null, status = null, file = null }) => {
    return { callId, title, medium, bytes, status, file }
  })
  return { rows, total, failed: rows.filter(({ status }) => !DONE.includes(String(status))).length }
}

/** Names in the folder by id and ending: a call keeps its file when its title changes. */
type There = ReadonlyMap<string, string>

async function filesOf(folder: string, { files }: Desk): Promise<There> {
  const names = (await files.list(folder)) ?? []
  return new Map(
    names.flatMap((name) => {
      const known = idIn(name)
      return known ? [[`${known.id}.${known.ending}`, name] as const] : []
    }),
  )
}

async function saveCall(call: Recorded, wish: Wish, there: There, desk: Desk): Promise<Row[]> {
  const about = { callId: call.id, title: call.title }
  const best = MEDIA.filter((medium) => call.links[medium] !== undefined).slice(0, 1)
  const wanted = wish.media.length > 0 ? wish.media : best
  if (wanted.length === 0) return [{ ...about, status: 'no media' }]
  const rows: Row[] = []
  for (const medium of wanted) rows.push({ ...about, medium, ...(await saveMedium(call, medium, wish, there, desk)) })
  return rows
}

async function saveMedium(call: Recorded, medium: Medium, wish: Wish, there: There, desk: Desk): Promise<Row> {
  const link = call.links[medium]
  if (link === undefined) return { status: `no ${medium}` }
  try {
    const ending = endingOf(link, medium)
    const known = there.get(`${call.id}.${ending}`)
    const file = `${wish.folder}/${known ?? `${fileName(call, wish.zone)}.${ending}`}`
    if (known !== undefined && !wish.again) return { status: 'already there', file }
    const renew = async () => (await recorded(desk.gong, [call.id])).get(call.id)?.links[medium]
    const bytes = await download(link, file, desk, renew)
    desk.tally.written += 1
    return { bytes, status: 'downloaded', file }
  } catch (error) {
    // What this disk cannot keep of one file it cannot keep of the next.
    if (!(error instanceof Failure) || error.kind === 'interrupted' || error.kind === 'local') throw error
    return { status: `not downloaded: ${error.message}` }
  }
}
