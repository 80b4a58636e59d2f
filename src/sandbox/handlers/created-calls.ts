import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { isErased } from './erasures.ts'
import { idFilter, type SandboxRequest, timeFilter } from './request.ts'

const CREATED = 'created calls'
/**
 * How long Gong listens to media before it shows the call, and the shortest call that it keeps (field note "Uploading
 * calls").
 */
const PROCESSING_MS = 10 * 60_000
const MIN_DURATION_S = 60

/** A call that addCall registered: the body it came with, what Gong made of it, and when its media was accepted. */
export interface CreatedCall {
  readonly id: string
  /** As listCalls and getCall show it. */
  readonly row: Row
  readonly parties: readonly Row[]
  /** When Gong begins to list it, ms; absent without media, and for calls that Gong drops. */
  readonly listed?: number
  readonly media?: string
}

/** Keeps a new call under the next id of the company's own series. */
export function addCreatedCall({ company, changes, now }: SandboxRequest, body: Row): CreatedCall {
  const id = company.idAfter(changes.all(CREATED).length)
  const call = { id, row: basicOf(id, body, company), parties: partiesOf(id, body) }
  const fetched = typeof body.downloadMediaUrl === 'string' ? { media: body.downloadMediaUrl } : {}
  return save(changes, withListedTime({ ...call, ...fetched }, body, { company, now }))
}

/** The same call with its media. */
export function acceptMedia({ company, changes, now }: SandboxRequest, call: CreatedCall, file: string): CreatedCall {
  return save(changes, withListedTime({ ...call, media: file }, call.row, { company, now }))
}

export function createdCall({ changes, position }: SandboxRequest, id: string): CreatedCall | undefined {
  const found = changes.get(CREATED, id)
  return found === undefined || isErased({ changes, position }, id) ? undefined : fromRow(found)
}

/** The same, once Gong shows it: in no list and under no id is there a call that has no media, or that Gong dropped. */
export function visibleCreatedCall(request: SandboxRequest, id: string): CreatedCall | undefined {
  const call = createdCall(request, id)
  return call !== undefined && isListed(request, call) ? call : undefined
}

function isListed({ key, position }: SandboxRequest, { listed: from }: CreatedCall): boolean {
  return key.seesCalls && from !== undefined && from <= position.beganAtMs
}

/** All that were created and are not erased, oldest first. */
export function createdCalls(request: SandboxRequest): readonly CreatedCall[] {
  return request.changes
    .all(CREATED)
    .map(fromRow)
    .filter(({ id }) => !isErased(request, id))
}

/**
 * Those that a listing finds.
 *
 * @param time the field that the window is about: scheduled for listCalls, started for the others (quirk 42)
 */
export function findCreated(
  request: SandboxRequest,
  filter: Row,
  time: 'scheduled' | 'started',
): readonly CreatedCall[] {
  const inWindow = timeFilter(filter, 'fromDateTime', 'toDateTime')
  const [hosts, wanted] = [idFilter(filter, 'primaryUserIds'), idFilter(filter, 'callIds')]
  return createdCalls(request).filter(
    (call) =>
      isListed(request, call) &&
      inWindow(Date.parse(String(call.row[time]))) &&
      (filter.workspaceId === undefined || call.row.workspaceId === filter.workspaceId) &&
      (hosts === undefined || hosts.includes(String(call.row.primaryUserId))) &&
      (wanted === undefined || wanted.includes(call.id)),
  )
}

/** Calls of the company by index, then those that were registered here, as one list that is never made whole. */
export function joinCalls(
  found: Uint32Array,
  created: readonly CreatedCall[],
): { readonly length: number; slice(from: number, to: number): (number | CreatedCall)[] } {
  const rest = (at: number): number => Math.max(0, at - found.length)
  return {
    length: found.length + created.length,
    slice: (from, to) => [...found.slice(from, to), ...created.slice(rest(from), rest(to))],
  }
}

function save(changes: SandboxRequest['changes'], call: CreatedCall): CreatedCall {
  changes.put(CREATED, call.id, { ...call })
  return call
}

function fromRow(row: Row): CreatedCall {
  return {
    id: String(row.id),
    row: isRow(row.row) ? row.row : {},
    parties: rowsOf(row.parties),
    ...(typeof row.listed === 'number' && { listed: row.listed }),
    ...(typeof row.media === 'string' && { media: row.media }),
  }
}

/** Short calls, and phone calls of hosts whose phone calls are not imported, never come to be listed. */
function withListedTime(
  call: CreatedCall,
  { duration }: Row,
  { company, now }: Pick<SandboxRequest, 'company' | 'now'>,
): CreatedCall {
  const host = company.users.find(({ id }) => id === call.row.primaryUserId)
  const settings = isRow(host?.row.settings) ? host.row.settings : {}
  const imported = call.row.direction === 'Conference' || settings.telephonyCallsImported === true
  const dropped = call.media === undefined || !imported || (typeof duration === 'number' && duration < MIN_DURATION_S)
  return dropped ? call : { ...call, listed: now + PROCESSING_MS }
}

function basicOf(id: string, body: Row, { users, workspaces }: SandboxRequest['company']): Row {
  const workspaceIndex = users.find((user) => user.id === body.primaryUser)?.workspaceIndexes[0] ?? 0
  const parties = rowsOf(body.parties)
  return {
    id,
    url: `https://app.gong.io/call?id=${id}`,
    title: body.title ?? 'Untitled call',
    scheduled: body.scheduledStart ?? body.actualStart ?? null,
    started: body.actualStart ?? null,
    duration: body.duration ?? 600,
    primaryUserId: body.primaryUser ?? null,
    direction: body.direction ?? 'Unknown',
    system: body.callProviderCode ?? 'Gong API',
    scope: parties.every(({ userId }) => typeof userId === 'string') ? 'Internal' : 'External',
    media: 'Audio',
    language: 'und',
    workspaceId: body.workspaceId ?? workspaces[workspaceIndex]?.id ?? null,
    sdrDisposition: body.disposition ?? null,
    clientUniqueId: body.clientUniqueId ?? null,
    customData: body.customData ?? null,
    purpose: body.purpose ?? null,
    meetingUrl: body.meetingUrl ?? null,
    isPrivate: false,
    calendarEventId: null,
  }
}

/** Each party gets an id for this call alone, and no speaker id yet. */
function partiesOf(id: string, body: Row): Row[] {
  return rowsOf(body.parties).map(({ partyId: _, mediaChannelId: __, context: ___, ...party }, index) => ({
    id: `${id.slice(0, -2)}${String(index).padStart(2, '0')}`,
    ...party,
    speakerId: null,
    affiliation: typeof party.userId === 'string' ? 'Internal' : 'External',
    methods: ['Attendee'],
  }))
}

function rowsOf(value: Json | undefined): Row[] {
  return Array.isArray(value) ? value.filter(isRow) : []
}
