import { userList } from '../../../src/app/input/user-list.ts'
import type { OpenedJob } from '../../../src/app/job/open-job.ts'
import { linkToSecond } from '../../../src/lib/call-link.ts'
import { isRow, type Json, type Row, rowsIn } from '../../../src/lib/rows.ts'
import { formatDuration } from '../../../src/output/columns.ts'
import { type DetailedCall, detailedCall } from '../../../src/stats/detailed-call.ts'
import { type People, peopleOf } from '../../../src/stats/people.ts'
import { objectAt } from '../../../src/transcripts/speakers.ts'

/** The people of the company by id, from the listing of the last hour. */
export async function companyPeople(job: OpenedJob): Promise<People> {
  return peopleOf(await userList(job, false))
}

/** What a list says of a call. */
export function callLine(record: Row, people: People): Row {
  const call = detailedCall(record)
  const meta = objectAt(record, 'metaData')
  const brief = objectAt(record, 'content').brief
  return {
    ...callHead(call, people),
    scope: meta.scope ?? null,
    accounts: call.accounts.map(({ name, id }) => name ?? id),
    external: call.parties.filter(({ affiliation }) => affiliation !== 'Internal').map(partyName),
    ...(typeof brief === 'string' && { brief }),
    link: call.url,
  }
}

/** What a call is known by. */
export function callHead(
  { id, title, started, durationSeconds, hostId, isPrivate }: DetailedCall,
  people: People,
): Row {
  return {
    callId: id,
    title,
    started,
    minutes: Math.round(durationSeconds / 6) / 10,
    host: people.get(hostId ?? '')?.name ?? hostId ?? null,
    ...(isPrivate && { private: true }),
  }
}

function partyName({ name, emailAddress, phoneNumber }: Row): Json {
  return [name, emailAddress, phoneNumber].find((one) => typeof one === 'string' && one !== '') ?? 'unknown'
}

/** All that Gong tells about a call, for one who reads it. */
export function callPage(record: Row, people: People): Row {
  const call = detailedCall(record)
  const { metaData, content, interaction, collaboration, context } = record
  const [meta, inside, spoken] = [metaData, content, interaction].map((one): Row => (isRow(one) ? one : {}))
  const at = (seconds: Json | undefined): Row =>
    typeof seconds === 'number'
      ? { at: formatDuration(Math.floor(seconds)), link: linkToSecond(call.url, seconds, undefined) }
      : {}
  return {
    ...callHead(call, people),
    link: call.url,
    scope: meta?.scope ?? null,
    direction: meta?.direction ?? null,
    system: meta?.system ?? null,
    language: meta?.language ?? null,
    people: call.parties.map((party) => partyLine(party, rowsIn(spoken?.speakers))),
    crm: crmLines(context),
    brief: inside?.brief ?? null,
    keyPoints: rowsIn(inside?.keyPoints).map(({ text = null }) => text),
    highlights: rowsIn(inside?.highlights).flatMap(({ title = null, items }) =>
      rowsIn(items).map(({ text = null, startTimes }) => ({
        section: title,
        text,
        ...at(Array.isArray(startTimes) ? startTimes[0] : undefined),
      })),
    ),
    outline: rowsIn(inside?.outline).map(({ section = null, startTime, items }) => ({
      section,
      ...at(startTime),
      points: rowsIn(items).map(({ text = null }) => text),
    })),
    topics: rowsIn(inside?.topics).map(({ name = null, duration }) => ({ name, seconds: duration ?? null })),
    trackers: rowsIn(inside?.trackers)
      .filter(({ count }) => Number(count) > 0)
      .map(({ name = null, count = null }) => ({ name, count })),
    ...(isRow(inside?.callOutcome) && { outcome: inside.callOutcome.name ?? null }),
    questions: isRow(spoken?.questions)
      ? { byCompany: spoken.questions.companyCount ?? null, byOthers: spoken.questions.nonCompanyCount ?? null }
      : null,
    hostFigures: Object.fromEntries(call.figures),
    comments: rowsIn(objectAt({ collaboration: collaboration ?? null }, 'collaboration').publicComments).map(
      ({ commenterUserId, posted = null, comment = null, audioStartTime }) => ({
        by: people.get(String(commenterUserId))?.name ?? null,
        posted,
        text: comment,
        ...at(audioStartTime),
      }),
    ),
  }
}

function partyLine(party: Row, speakers: readonly Row[]): Row {
  const { id, name = null, emailAddress = null, title = null, affiliation = null, userId, speakerId } = party
  const spoke = speakers.find((one) => one.id === id)?.talkTime
  return {
    name,
    email: emailAddress,
    title,
    side: affiliation,
    ...(userId !== undefined && userId !== null && { userId }),
    spoke: speakerId !== null && speakerId !== undefined,
    ...(typeof spoke === 'number' && { talkSeconds: spoke }),
  }
}

/** The objects of the CRM, with their fields by name. */
function crmLines(context: Json | undefined): readonly Row[] {
  return rowsIn(context).flatMap(({ objects }) =>
    rowsIn(objects).map(({ objectType = null, objectId = null, fields }) => ({
      type: objectType,
      id: objectId,
      fields: Object.fromEntries(rowsIn(fields).map(({ name, value = null }) => [String(name), value])),
    })),
  )
}
