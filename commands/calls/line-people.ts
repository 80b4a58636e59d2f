import type { ApiRequest } from '../../src/api/request.ts'
import type { Job } from '../../src/app/model/job.ts'
import { partyRow } from '../../src/calls/party.ts'
import { isId } from '../../src/catalogue/kinds.ts'
import { addressIn } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { LineFaults } from '../../src/lib/line-faults.ts'
import type { Json } from '../../src/lib/rows.ts'
import type { CallLine } from './line-media.ts'
import { partiesOfLine } from './party-columns.ts'
import { registrationOf, userLookUp } from './registration-request.ts'

/** Who took part in the calls of a table. */
export interface PeopleOfLines {
  /** The registration of a call; until they are looked up, with a stand-in for users. @throws Failure `usage` */
  request(line: CallLine): ApiRequest<'write'>
  /** Asks Gong for each user once, however many lines have them. */
  lookUp(lines: Iterable<CallLine>, job: Job, faults: LineFaults): Promise<void>
}

/** @param body for all of them @param toPhone makes E.164 of any notation */
export function peopleOfLines(body: Json | undefined, toPhone: (text: string) => string): PeopleOfLines {
  const ids = new Map<string, string>()
  const idOfUser = (text: string) => ids.get(text) ?? (isId(text) ? text : '0')
  const partiesIn = ({ values }: CallLine) => partiesOfLine(values, toPhone)
  const hostIn = ({ values: { host } }: CallLine) => (host === undefined ? undefined : addressIn(String(host)))
  return {
    request(line) {
      const rows = partiesIn(line).map((party) =>
        partyRow(party, party.user === undefined ? undefined : idOfUser(party.user)),
      )
      const host = hostIn(line)
      const { host: _, set: __, ...values } = line.values
      return registrationOf(
        { ...values, body },
        rows,
        host === undefined ? undefined : { id: idOfUser(host), typed: host },
      )
    },
    async lookUp(lines, job, faults) {
      const whoIs = userLookUp(job)
      for (const [text, numbers] of usersIn(lines)) await note(text, numbers, whoIs, faults)
    },
  }

  function usersIn(lines: Iterable<CallLine>): ReadonlyMap<string, readonly number[]> {
    const found = new Map<string, number[]>()
    for (const line of lines)
      for (const text of [hostIn(line), ...partiesIn(line).map(({ user }) => user)])
        if (text !== undefined && !isId(text)) {
          const numbers = found.get(text)
          if (numbers === undefined) found.set(text, [line.line])
          else numbers.push(line.line)
        }
    return found
  }

  async function note(
    text: string,
    numbers: readonly number[],
    whoIs: ReturnType<typeof userLookUp>,
    faults: LineFaults,
  ): Promise<void> {
    try {
      ids.set(text, await whoIs('user', text))
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'usage') throw error
      for (const line of numbers) faults.add(line, undefined, error.message.replace(/^user: /, ''), error.hint)
    }
  }
}
