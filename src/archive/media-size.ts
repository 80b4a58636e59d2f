import { toPage } from '../api/page.ts'
import { toRequest } from '../api/request.ts'
import { calls } from '../catalogue/calls.ts'
import { Failure } from '../lib/errors.ts'
import { fetchLink } from '../media/fetch-link.ts'
import { MEDIA, type Medium, recordingsOf } from '../media/links.ts'
import { discardBody, sizeOf } from '../media/recording-response.ts'
import type { ArchiveSpan } from './archive-state.ts'
import { callIdOf } from './calls.ts'
import type { ArchiveContext } from './context.ts'

/** Recordings whose size is looked at. */
const SAMPLE = 5

/**
 * About how many bytes a recording has: Gong does not tell, but those who keep the files do, of a few of the newest.
 *
 * @param media empty for video, or audio where there is none
 * @returns `undefined` where nobody says
 */
export async function bytesOfRecording(
  span: ArchiveSpan,
  media: readonly Medium[],
  { gong, download }: Pick<ArchiveContext, 'gong' | 'download'>,
): Promise<number | undefined> {
  try {
    const { rows } = toPage(calls.details, await gong.exchange(toRequest(calls.details, { ...span })), false)
    const links = await recordingsOf(gong, rows.slice(-SAMPLE).map(callIdOf))
    const sizes: number[] = []
    for (const { links: of } of links.values()) {
      const wanted = media.length === 0 ? MEDIA.filter((medium) => of[medium] !== undefined).slice(0, 1) : media
      let bytes = 0
      for (const medium of wanted) bytes += (await sizeAt(of[medium], download)) ?? 0
      sizes.push(bytes)
    }
    const sum = sizes.reduce((all, one) => all + one, 0)
    return sum === 0 ? undefined : sum / sizes.length
  } catch (error) {
    // A plan without it is a plan, too; what is wrong shows when it is downloaded.
    if (!(error instanceof Failure) || error.kind === 'interrupted' || error.kind === 'limited') throw error
    return undefined
  }
}

async function sizeAt(link: string | undefined, download: ArchiveContext['download']): Promise<number | undefined> {
  if (link === undefined) return undefined
  const response = await fetchLink(link, { bytes: 0 }, download)
  discardBody(response)
  return response.status === 200 ? sizeOf(response, 0) : undefined
}
