import { boolean, instant, integer, json, type StoreView, text } from '../tables/table.ts'

/** What makes a call's key differ from that of an e-mail with the same id. */
const keyOf = (table: string) => `concat('call-', ${table}.call_id)`

/**
 * Views in the shape of the tables that Gong shares with data warehouses, so that queries for those run here: as far as its
 * public reference, or queries that are public, name their columns, and Gong's API has what they hold.
 */
export const dataCloudViews = {
  'data_cloud.conversations': {
    means: 'CONVERSATIONS of the data cloud: its calls; there are no e-mails and no meetings in the API',
    columns: {
      conversation_id: text(undefined, 'the call'),
      conversation_datetime: instant(undefined, 'when it began'),
      conversation_key: text(undefined, 'unique among all conversations'),
      conversation_type: text(undefined, 'always call'),
      workspace_ids: json(undefined, 'the workspace, as a list'),
      is_deleted: boolean(undefined, 'whether Gong has it no more'),
      etl_modified_datetime: instant(undefined, 'when this copy last heard of it'),
    },
    sql: `SELECT c.call_id AS conversation_id, c.started AS conversation_datetime, ${keyOf('c')} AS conversation_key,
  'call' AS conversation_type, json_array(c.workspace_id) AS workspace_ids,
  coalesce(l.state = 'gone', false) AS is_deleted, l.last_seen AS etl_modified_datetime
FROM $main.calls c LEFT JOIN $main.sync_ledger l ON l.call_id = c.call_id`,
  },
  'data_cloud.calls': {
    means: 'CALLS of the data cloud',
    columns: {
      conversation_key: text(undefined, 'the conversation'),
      owner_id: text(undefined, 'who hosted it; text here'),
      title: text(undefined, 'its title'),
      planned_start_datetime: instant(undefined, 'when it was to begin'),
      effective_start_datetime: instant(undefined, 'when it began'),
      call_url: text(undefined, 'its page in Gong'),
      is_private: boolean(undefined, 'whether it is private'),
      status: text(undefined, 'always COMPLETED: the API has no call that is still to come'),
      call_spotlight_brief: text(undefined, 'what it was about'),
      company_question_count: integer(undefined, 'questions that the company asked'),
      customer_question_count: integer(undefined, 'questions that others asked'),
      is_deleted: boolean(undefined, 'always false: a call that Gong has no more has no row'),
      etl_modified_datetime: instant(undefined, 'when this copy last heard of it'),
    },
    sql: `SELECT ${keyOf('c')} AS conversation_key, c.primary_user_id AS owner_id, c.title, c.scheduled AS planned_start_datetime,
  c.started AS effective_start_datetime, c.url AS call_url, c.is_private, 'COMPLETED' AS status,
  c.brief AS call_spotlight_brief, c.company_questions AS company_question_count,
  c.other_questions AS customer_question_count, false AS is_deleted, l.last_seen AS etl_modified_datetime
FROM $main.calls c LEFT JOIN $main.sync_ledger l ON l.call_id = c.call_id`,
  },
  'data_cloud.conversation_participants': {
    means: 'CONVERSATION_PARTICIPANTS of the data cloud: those of calls',
    columns: {
      conversation_key: text(undefined, 'the conversation'),
      user_id: text(undefined, 'the user of Gong; null for people outside the company'),
      speaker_id: text(undefined, 'who speaks in the transcript; text here'),
      name: text(undefined, 'the name'),
      email_address: text(undefined, 'the e-mail address'),
      affiliation: text(undefined, 'company, non_company, or unclassified for phone dial-ins'),
    },
    sql: `SELECT ${keyOf('p')} AS conversation_key, p.user_id, p.speaker_id, p.name, p.email AS email_address,
  CASE p.affiliation WHEN 'Internal' THEN 'company' WHEN 'External' THEN 'non_company' WHEN 'Unknown' THEN 'unclassified' END
    AS affiliation
FROM $main.parties p`,
  },
  'data_cloud.call_transcripts': {
    means: 'CALL_TRANSCRIPTS of the data cloud; ask for one call, or a few: it is put together anew each time',
    columns: {
      conversation_key: text(undefined, 'the conversation'),
      transcript: json(undefined, 'its monologues: speakerId, topic, and sentences with start, end and text'),
      is_deleted: boolean(undefined, 'always false: a call that Gong has no more has no row'),
      etl_modified_datetime: instant(undefined, 'when the transcript came'),
    },
    // The key is a column of the inner query: a condition on it reaches the calls, and no other sentence is read. The first and the
    // last sentence of a monologue have its brackets: a list for each monologue would take twice the time and memory.
    sql: `SELECT conversation_key, concat('[', string_agg(part, ',' ORDER BY turn, place), ']')::JSON AS transcript,
  false AS is_deleted, transcript_done AS etl_modified_datetime
FROM (SELECT ${keyOf('c')} AS conversation_key, l.transcript_done, t.turn, s.place, concat(
    CASE WHEN s.place = 0 THEN concat('{"speakerId":', coalesce(to_json(t.speaker_id)::TEXT, 'null'),
      ',"topic":', coalesce(to_json(t.topic)::TEXT, 'null'), ',"sentences":[') END,
    json_object('start', s.start_ms, 'end', s.end_ms, 'text', s.text)::TEXT,
    CASE WHEN s.place = t.sentences - 1 THEN ']}' END) AS part
  FROM $main.calls c LEFT JOIN $main.sync_ledger l ON l.call_id = c.call_id
  JOIN $main.turns t ON t.call_id = c.call_id
  JOIN $main.sentences s ON s.call_id = t.call_id AND s.turn = t.turn) parts
GROUP BY conversation_key, transcript_done`,
  },
} as const satisfies Readonly<Record<string, StoreView>>
