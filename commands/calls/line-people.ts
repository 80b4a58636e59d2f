import type { ApiRequest } from '../../src/api/request.ts'
import type { Job } from '../../src/app/model/job.ts'
import type { LineValues } from '../../src/bulk/plan-each.ts'
import { partyRow } from '../../src/calls/party.ts'
import { isId } from '../../src/catalogue/kinds.ts'
import { addressIn } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json } from '../../src/lib/rows.ts'
import type { CallLine } from './line-media.ts'
import { partiesOfLine, usersOfLine } from './party-columns.ts'
import { registrationOf, userLookUp } from './registration-request.ts'

type OnUnknown = (line: number, field: string, reason: string, hint: string | undefined) => void

/** Where a user is named. */
interface Place {
  readonly line: number
  readonly field: string
}

/** Who took part in the calls of a table. */
export interface PeopleOfLines {
  /** The registration of a call; until they are looked up, with a stand-in for users. @throws Failure `usage` */
  request(values: LineValues): ApiRequest<'write'>
  /** Asks Gong for each user once, however many lines have them. @param onUnknown gets each line and field with one that is not there */
  lookUp(lines: Iterable<CallLine>, job: Job, onUnknown: OnUnknown): Promise<void>
}

/** @param body for all of them @param toPhone makes E.164 of any notation */
export function peopleOfLines(body: Json | undefined, toPhone: (text: string) => string): PeopleOfLines {
  const ids = new Map<string, string>()
  const idOfUser = (text: string) => ids.get(text) ?? (isId(text) ? text : '0')
  const hostIn = ({ host }: LineValues) => (host === undefined ? undefined : addressIn(String(host)))
  return {
    request(values) {
      const rows = partiesOfLine(values, toPhone).map((party) =>
        partyRow(party, party.user === undefined ? undefined : idOfUser(party.user)),
      )
      const host = hostIn(values)
      const { host: _, set: __, ...rest } = values
      return registrationOf(
        { ...rest, body },
        rows,
        host === undefined ? undefined : { id: idOfUser(host), typed: host },
      )
    },
    async lookUp(lines, job, onUnknown) {
      const whoIs = userLookUp(job)
      for (const [text, places] of usersIn(lines)) await lookUpOne(text, places, whoIs, onUnknown)
    },
  }

  function usersIn(lines: Iterable<CallLine>): ReadonlyMap<string, readonly Place[]> {
    const found = new Map<string, Place[]>()
    for (const { line, values } of lines)
      for (const { field, user } of [{ field: 'host', user: hostIn(values) }, ...usersOfLine(values)]) {
        if (user === undefined || isId(user)) continue
        const places = found.get(user)
        if (places === undefined) found.set(user, [{ line, field }])
        else places.push({ line, field })
      }
    return found
  }

  async function lookUpOne(
    text: string,
    places: readonly Place[],
    whoIs: ReturnType<typeof userLookUp>,
    onUnknown: OnUnknown,
  ): Promise<void> {
    try {
      ids.set(text, await whoIs('user', text))
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'usage') throw error
      for (const { line, field } of places) onUnknown(line, field, error.message.replace(/^user: /, ''), error.hint)
    }
  }
}
