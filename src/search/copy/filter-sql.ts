import { isOneOf, type SpokenFilter, toNamed } from '../spoken-filter.ts'
import type { NameKind } from '../unknown-names.ts'
import { allOf, type SearchedCopy, type SqlPart } from './searched-copy.ts'

/** What calls are chosen by: for each call, the names and ids that `callTest` looks at. */
const FACTS: Readonly<Record<NameKind, string>> = {
  account: `SELECT call_id, name, object_id AS id, NULL AS other FROM crm_context
    WHERE object_type = 'Account' AND party_place = -1`,
  user: `SELECT call_id, name, user_id AS id, email AS other FROM parties
      WHERE user_id IS NOT NULL OR affiliation = 'Internal'
    UNION ALL SELECT call_id, NULL, primary_user_id, NULL FROM calls`,
  tracker: 'SELECT call_id, name, tracker_id AS id, NULL AS other FROM trackers h WHERE coalesce(h.count, 1) > 0',
  topic: 'SELECT call_id, name, NULL AS id, NULL AS other FROM topics',
}
const TOPICS_OF_TURNS = 'SELECT topic AS name, NULL AS id, NULL AS other FROM turns WHERE topic IS NOT NULL'

/** The condition that a turn `t` passes a filter, as `callTest` has it. Names are compared here, each but once. */
export async function filterSql(filter: SpokenFilter, copy: SearchedCopy): Promise<SqlPart> {
  const parts: SqlPart[] = []
  for (const kind of ['account', 'user', 'tracker'] as const) {
    const wanted = filter[kind]
    if (wanted !== undefined) parts.push(ofCall(kind, await keysOf(FACTS[kind], wanted, copy)))
  }
  if (filter.topic !== undefined) parts.push(await topicSql(filter.topic, copy))
  if (filter.speaker !== undefined) parts.push(speakerSql(filter.speaker))
  return allOf(parts)
}

/** The same text for the same name and ids, without a comma. */
const keySql = (name: string, id: string, other: string): string =>
  `md5(concat(${name}, chr(31), ${id}, chr(31), ${other}))`

/** Which names and ids are meant by what was typed, as their keys, with commas between them. */
async function keysOf(facts: string, wanted: readonly string[], copy: SearchedCopy): Promise<string> {
  const rows = await copy.rows(
    `SELECT ${keySql('name', 'id', 'other')} AS key, name, id, other
     FROM (SELECT DISTINCT name, id, other FROM (${facts}) f) d`,
  )
  const meant = rows.filter(({ name, id, other }) => {
    const named = toNamed(name, [id, other])
    return isOneOf(wanted, named.names, named.ids)
  })
  return meant.map(({ key }) => String(key)).join()
}

const among = (list: string): string => `IN (SELECT unnest(string_to_array($${list}, ',')))`

function ofCall(kind: NameKind, keys: string): SqlPart {
  return {
    sql: `t.call_id IN (SELECT f.call_id FROM (${FACTS[kind]}) f WHERE ${keySql('f.name', 'f.id', 'f.other')} ${among(kind)})`,
    given: { [kind]: keys },
  }
}

async function topicSql(wanted: readonly string[], copy: SearchedCopy): Promise<SqlPart> {
  const call = ofCall('topic', await keysOf(FACTS.topic, wanted, copy))
  const turn = `${keySql('t.topic', "''", "''")} ${among('topic_of_turn')}`
  return {
    sql: `(${call.sql} OR ${turn})`,
    given: { ...call.given, topic_of_turn: await keysOf(TOPICS_OF_TURNS, wanted, copy) },
  }
}

/** Who speaks is known by the one party with the id of the speaker; an id that two share tells nothing. */
function speakerSql(wanted: readonly string[]): SqlPart {
  const isUnknownWanted = wanted.includes('Unknown')
  const known = `SELECT call_id, trim(speaker_id) AS speaker_id,
      coalesce(nullif(trim(min(affiliation)), ''), 'Unknown') AS side
    FROM parties WHERE trim(speaker_id) <> '' GROUP BY 1, 2 HAVING count(*) = 1`
  const side = `s.side ${isUnknownWanted ? 'NOT ' : ''}${among('sides')}`
  return {
    sql: `${isUnknownWanted ? 'NOT ' : ''}EXISTS (SELECT 1 FROM (${known}) s
      WHERE s.call_id = t.call_id AND s.speaker_id = trim(t.speaker_id) AND ${side})`,
    given: { sides: wanted.join() },
  }
}
