import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'

/** The parties that a body brings along. */
export function partiesIn(body: Json | undefined): readonly Row[] {
  return isRow(body) ? rowsIn(body.parties) : []
}

/**
 * The parties with the host among them, as Gong demands (quirk 33): who has the host's address becomes the host, and a
 * host who is not there at all is added.
 *
 * @param host the user's id, and what was typed for it
 */
export function withHost(
  parties: readonly Row[],
  host: { readonly id: string; readonly typed: string },
): readonly Row[] {
  if (parties.some(({ userId }) => userId === host.id)) return parties
  const isHost = ({ emailAddress, userId }: Row) =>
    userId === undefined && String(emailAddress).toLowerCase() === host.typed.toLowerCase()
  const at = parties.findIndex(isHost)
  if (at < 0) return [...parties, { userId: host.id }]
  return parties.map((party, place) => (place === at ? { ...party, userId: host.id } : party))
}

/**
 * Refuses what Gong would refuse, or worse, take and drop: inputs that exclude or need each other (quirk 33).
 *
 * @param body as it will be sent
 * @param uploads whether a file follows
 */
export function checkRegistration(body: Row, uploads: boolean): void {
  const parties = partiesIn(body)
  const wrong = [
    uploads &&
      body.downloadMediaUrl !== undefined &&
      '--media-url and --file exclude each other: one of them is the media',
    body.speakersTimeline !== undefined && timelineProblem(parties),
    !parties.some(({ userId }) => userId === body.primaryUser) && 'parties does not hold primaryUser: say --host too',
    isBackwards(body.scheduledStart, body.scheduledEnd) && '--scheduled-to is not after --scheduled-from',
    Number(body.duration ?? 1) <= 0 && `--duration: "${body.duration}" is not a length in seconds`,
  ].find((problem) => typeof problem === 'string')
  if (typeof wrong === 'string') throw new Failure('usage', wrong)
}

function timelineProblem(parties: readonly Row[]): string | undefined {
  if (parties.some(({ mediaChannelId }) => mediaChannelId !== undefined))
    return 'channel= (mediaChannelId) and speakersTimeline exclude each other'
  if (parties.some(({ partyId }) => partyId === undefined)) return 'speakersTimeline needs a partyId in every party'
  return undefined
}

function isBackwards(start: Json | undefined, end: Json | undefined): boolean {
  return typeof start === 'string' && typeof end === 'string' && Date.parse(end) <= Date.parse(start)
}

/**
 * The id of the call that Gong has already under this clientUniqueId, out of the refusal that names it (field note
 * "Uploading calls"); `undefined` when the refusal is about something else. Numbers that were sent are not it.
 */
export function alreadyThere(error: unknown, body: Row): string | undefined {
  if (!(error instanceof Failure) || error.kind !== 'rejected') return undefined
  const said = error.message.replaceAll(String(body.clientUniqueId), '')
  if (!/already|exist|duplicate/i.test(said)) return undefined
  const sent = JSON.stringify(body)
  const ids = (said.match(/\b\d{15,20}\b/g) ?? []).filter((id) => !sent.includes(id))
  return new Set(ids).size === 1 ? ids[0] : undefined
}
