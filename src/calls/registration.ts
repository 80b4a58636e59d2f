import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'

/** The parties in a body. */
export function partiesIn(body: Json | undefined): readonly Row[] {
  return isRow(body) ? rowsIn(body.parties) : []
}

/** The user's id, and what was typed for it. */
export interface Host {
  readonly id: string
  readonly typed: string
}

/**
 * Adds the host to the parties, as Gong demands (quirk 33): a party with the host's address gets the host's user id; otherwise
 * the host is added.
 */
export function withHost(parties: readonly Row[], host: Host): readonly Row[] {
  if (parties.some(({ userId }) => userId === host.id)) return parties
  const isHost = ({ emailAddress, userId }: Row) =>
    userId === undefined && String(emailAddress).toLowerCase() === host.typed.toLowerCase()
  const at = parties.findIndex(isHost)
  if (at < 0) return [...parties, { userId: host.id }]
  return parties.map((party, index) => (index === at ? { ...party, userId: host.id } : party))
}

/**
 * Refuses inputs that exclude or need each other (quirk 33): Gong would refuse the call, or drop one of them.
 *
 * @param body as it will be sent
 * @param hasFile whether a file follows
 */
export function checkRegistration(body: Row, hasFile: boolean): void {
  const parties = partiesIn(body)
  const problem = [
    hasFile &&
      body.downloadMediaUrl !== undefined &&
      '--media-url and --file exclude each other: one of them is the media',
    body.speakersTimeline !== undefined && timelineProblem(parties),
    !parties.some(({ userId }) => userId === body.primaryUser) && 'parties does not hold primaryUser: say --host too',
    isBackwards(body.scheduledStart, body.scheduledEnd) && '--scheduled-to is not after --scheduled-from',
    Number(body.duration ?? 1) <= 0 && `--duration: "${body.duration}" is not a length in seconds`,
  ].find((problem) => typeof problem === 'string')
  if (typeof problem === 'string') throw new Failure('usage', problem)
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
 * The id of the call that already has this clientUniqueId, from the refusal that names it (field note "Uploading calls");
 * `undefined` when the refusal is about something else. Numbers that were sent do not count.
 */
export function existingCallId(error: unknown, body: Row): string | undefined {
  if (!(error instanceof Failure) || error.kind !== 'rejected') return undefined
  const message = error.message.replaceAll(String(body.clientUniqueId), '')
  if (!/already|exist|duplicate/i.test(message)) return undefined
  const sent = JSON.stringify(body)
  const ids = (message.match(/\b\d{15,20}\b/g) ?? []).filter((id) => !sent.includes(id))
  return new Set(ids).size === 1 ? ids[0] : undefined
}
