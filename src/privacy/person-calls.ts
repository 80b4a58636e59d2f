import type { ReadClient } from '../api/client.ts'
import { setAt } from '../api/request.ts'
import { calls } from '../catalogue/calls.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Row, rowsIn } from '../lib/rows.ts'
import type { Findings } from './findings.ts'
import { type PartyMatcher, partyMatcher } from './parties.ts'
import { hasDetails, type PersonCall } from './person-call.ts'

/** The calls of a lookup, and why some of them have no details. */
export interface PersonCalls {
  readonly calls: readonly PersonCall[]
  /** A sentence without its full stop; absent where all have their details. */
  readonly missingReason?: string
}

/** How many ids Gong takes at once. */
const { max: BATCH } = calls.details.params.call

const WITH_PARTIES = setAt({}, 'contentSelector.exposedFields.parties', true)

/**
 * The calls that a lookup found, with whatever the key may see of them, in the order of the lookup.
 *
 * @throws Failure for anything but a key that may not read calls
 */
export async function fetchPersonCalls(gong: ReadClient, found: Findings): Promise<PersonCalls> {
  const ids = rowsIn(found.answer.calls).map(({ id }) => (typeof id === 'string' ? id : ''))
  try {
    const details = await fetchDetails(gong, ids, partyMatcher(found))
    const calls = ids.map((id) => details.get(id) ?? withoutDetails(id))
    const missing = calls.filter((call) => !hasDetails(call)).length
    return missing === 0 ? { calls } : { calls, missingReason: `${missing} of ${calls.length} calls ${ID_ALONE}` }
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'auth') throw error
    return { calls: ids.map(withoutDetails), missingReason: `calls are shown without their context: ${error.message}` }
  }
}

const ID_ALONE = 'are shown without their context: Gong tells no more about them than their id'

function withoutDetails(id: string): PersonCall {
  return { id, others: [], speakers: [] }
}

/** One request for each 100 calls. @returns by id; a call that Gong has no details of is missing */
async function fetchDetails(
  gong: ReadClient,
  ids: readonly string[],
  matcher: PartyMatcher,
): Promise<ReadonlyMap<string, PersonCall>> {
  const present = ids.filter((id) => id !== '')
  const details = new Map<string, PersonCall>()
  for (let start = 0; start < present.length; start += BATCH) {
    const call = present.slice(start, start + BATCH)
    for await (const row of gong.rows(calls.details, { call }, { body: WITH_PARTIES })) {
      const id = String(isRow(row.metaData) ? row.metaData.id : undefined)
      details.set(id, toPersonCall(id, row, matcher))
    }
  }
  return details
}

function toPersonCall(id: string, { metaData, parties }: Row, { isPerson, speakersIn }: PartyMatcher): PersonCall {
  const { title, started, duration, url, primaryUserId } = isRow(metaData) ? metaData : {}
  const present = rowsIn(parties)
  const host = present.find(({ userId }) => userId !== undefined && userId === primaryUserId)
  return {
    id,
    ...(typeof title === 'string' && { title }),
    ...(typeof started === 'string' && { started }),
    ...(typeof duration === 'number' && { duration }),
    ...(typeof url === 'string' && { url }),
    ...(typeof primaryUserId === 'string' && { host: host ? nameOf(host) : primaryUserId }),
    others: present.filter((party) => !isPerson(party)).map(nameOf),
    speakers: speakersIn(present),
  }
}

/** Dial-ins have neither a name nor an address (field note "What real answers look like"). */
function nameOf({ name, emailAddress, phoneNumber }: Row): string {
  const value = [name, emailAddress, phoneNumber].find((text) => typeof text === 'string' && text.trim() !== '')
  return typeof value === 'string' ? value.trim() : 'somebody unknown'
}
