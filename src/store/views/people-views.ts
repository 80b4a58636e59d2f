import { day, instant, integer, number, type StoreView, text } from '../tables/table.ts'

/** Users by name; as the parties of calls call them, where users were not synced, or are not listed any more. */
const USERS = `SELECT coalesce(u.user_id, p.user_id) AS user_id,
  coalesce(nullif(trim(concat(u.first_name, ' ', u.last_name)), ''), p.name) AS name, coalesce(u.email, p.email) AS email
  FROM users u
  FULL JOIN (SELECT user_id, max(name) AS name, max(email) AS email FROM parties WHERE user_id IS NOT NULL GROUP BY user_id) p
    ON p.user_id = u.user_id`

/** Accounts of the CRM that a call belongs to, each once. */
const ACCOUNTS = `SELECT call_id, object_id AS account_id, max(name) AS account_name FROM crm_context
  WHERE object_type = 'Account' AND party_place = -1 GROUP BY call_id, object_id`

/** How long each speaker of a call spoke, and whose side they are on. */
const SPOKEN = `SELECT t.call_id, t.speaker_id, p.user_id, p.name, p.affiliation,
  sum(t.end_ms - t.start_ms) / 1000.0 AS talk_seconds, count(*) AS turns
  FROM turns t
  LEFT JOIN (SELECT call_id, speaker_id, min(user_id) AS user_id, min(name) AS name, min(affiliation) AS affiliation
    FROM parties WHERE speaker_id IS NOT NULL GROUP BY call_id, speaker_id) p
    ON p.call_id = t.call_id AND p.speaker_id = t.speaker_id
  GROUP BY t.call_id, t.speaker_id, p.user_id, p.name, p.affiliation`

/** Views for people. */
export const peopleViews = {
  teams: {
    means: 'who reports to whom, directly or not',
    columns: {
      manager_id: text(undefined, 'the manager'),
      user_id: text(undefined, 'who reports to them'),
      depth: integer(undefined, '1 for those who report directly'),
    },
    // A circle of managers ends where it would begin again.
    sql: `WITH RECURSIVE below (manager_id, user_id, depth, path) AS (
  SELECT manager_id, user_id, 1, concat('/', manager_id, '/', user_id, '/') FROM users
    WHERE manager_id IS NOT NULL AND manager_id <> user_id
  UNION ALL
  SELECT b.manager_id, u.user_id, b.depth + 1, concat(b.path, u.user_id, '/') FROM below b
    JOIN users u ON u.manager_id = b.user_id WHERE position(concat('/', u.user_id, '/') IN b.path) = 0
) SELECT manager_id, user_id, CAST(depth AS BIGINT) AS depth FROM below`,
  },
  calls_wide: {
    means: 'a call on one row: its host, its account, who took part, what was heard',
    columns: {
      call_id: text(undefined, 'the call'),
      title: text(undefined, 'its title'),
      started: instant(undefined, 'when it began'),
      duration_seconds: integer(undefined, 'its length'),
      workspace: text(undefined, 'the workspace by name'),
      host_id: text(undefined, 'the user who hosted it'),
      host_name: text(undefined, 'their name'),
      host_email: text(undefined, 'their e-mail address'),
      account_id: text(undefined, 'the account in the CRM; the first by id, where there are several'),
      account_name: text(undefined, 'its name'),
      direction: text(undefined, 'Inbound, Outbound, Conference or Unknown'),
      scope: text(undefined, 'Internal, External or Unknown'),
      internal_parties: integer(undefined, 'people of the company'),
      external_parties: integer(undefined, 'others, those on the phone included'),
      sentences: integer(undefined, 'sentences of the transcript; 0 while there is none'),
      trackers_heard: integer(undefined, 'trackers that were heard'),
      brief: text(undefined, 'what it was about'),
      url: text(undefined, 'its page in Gong'),
    },
    sql: `SELECT c.call_id, c.title, c.started, c.duration_seconds, w.name AS workspace,
  c.primary_user_id AS host_id, u.name AS host_name, u.email AS host_email,
  a.account_id, n.account_name, c.direction, c.scope,
  coalesce(p.internal_parties, 0) AS internal_parties, coalesce(p.external_parties, 0) AS external_parties,
  coalesce(s.sentences, 0) AS sentences, coalesce(k.trackers_heard, 0) AS trackers_heard, c.brief, c.url
FROM calls c
LEFT JOIN workspaces w ON w.workspace_id = c.workspace_id
LEFT JOIN (${USERS}) u ON u.user_id = c.primary_user_id
LEFT JOIN (SELECT call_id, min(account_id) AS account_id FROM (${ACCOUNTS}) x GROUP BY call_id) a ON a.call_id = c.call_id
LEFT JOIN (${ACCOUNTS}) n ON n.call_id = a.call_id AND n.account_id = a.account_id
LEFT JOIN (SELECT call_id, count(*) FILTER (WHERE affiliation = 'Internal') AS internal_parties,
  count(*) FILTER (WHERE affiliation <> 'Internal') AS external_parties FROM parties GROUP BY call_id) p
  ON p.call_id = c.call_id
LEFT JOIN (SELECT call_id, CAST(sum(sentences) AS BIGINT) AS sentences FROM turns GROUP BY call_id) s
  ON s.call_id = c.call_id
LEFT JOIN (SELECT call_id, count(*) AS trackers_heard FROM trackers WHERE count > 0 GROUP BY call_id) k
  ON k.call_id = c.call_id`,
  },
  talk_ratio: {
    means: 'who spoke how long in a call, by its transcript',
    columns: {
      call_id: text(undefined, 'the call'),
      speaker_id: text(undefined, 'the speaker'),
      user_id: text(undefined, 'the user; null for people outside the company'),
      name: text(undefined, 'the name'),
      affiliation: text(undefined, 'Internal, External or Unknown'),
      turns: integer(undefined, 'how often they spoke'),
      talk_seconds: number(undefined, 'how long altogether'),
      talk_ratio: number(undefined, 'of all that was spoken, from 0 to 1'),
    },
    sql: `SELECT call_id, speaker_id, user_id, name, affiliation, turns, CAST(talk_seconds AS DOUBLE PRECISION) AS talk_seconds,
  CAST(talk_seconds / nullif(sum(talk_seconds) OVER (PARTITION BY call_id), 0) AS DOUBLE PRECISION) AS talk_ratio
FROM (${SPOKEN}) spoken`,
  },
  rep_week: {
    means: 'what a user did in a week that begins on Monday; weeks without a call have no row',
    columns: {
      user_id: text(undefined, 'the user'),
      name: text(undefined, 'the name'),
      email: text(undefined, 'the e-mail address'),
      week: day(undefined, 'the Monday, in the zone of the query'),
      calls_hosted: integer(undefined, 'calls hosted'),
      call_hours: number(undefined, 'hours of these calls'),
      external_calls: integer(undefined, 'those with somebody from outside'),
      talk_ratio: number(undefined, 'their share of what was spoken in these calls, from 0 to 1'),
    },
    sql: `SELECT c.primary_user_id AS user_id, max(u.name) AS name, max(u.email) AS email,
  CAST(date_trunc('week', c.started) AS DATE) AS week, count(*) AS calls_hosted,
  CAST(sum(c.duration_seconds) / 3600.0 AS DOUBLE PRECISION) AS call_hours,
  count(*) FILTER (WHERE c.scope = 'External') AS external_calls,
  CAST(sum(own.talk_seconds) / nullif(sum(spoken.talk_seconds), 0) AS DOUBLE PRECISION) AS talk_ratio
FROM calls c
LEFT JOIN (${USERS}) u ON u.user_id = c.primary_user_id
LEFT JOIN (SELECT call_id, sum(talk_seconds) AS talk_seconds FROM (${SPOKEN}) x GROUP BY call_id) spoken
  ON spoken.call_id = c.call_id
LEFT JOIN (SELECT call_id, user_id, sum(talk_seconds) AS talk_seconds FROM (${SPOKEN}) x GROUP BY call_id, user_id) own
  ON own.call_id = c.call_id AND own.user_id = c.primary_user_id
WHERE c.primary_user_id IS NOT NULL AND c.started IS NOT NULL
GROUP BY c.primary_user_id, CAST(date_trunc('week', c.started) AS DATE)`,
  },
  account_timeline: {
    means: 'the calls of an account of the CRM, in their order',
    columns: {
      account_id: text(undefined, "the CRM's id of the account"),
      account_name: text(undefined, 'its name'),
      call_id: text(undefined, 'the call'),
      started: instant(undefined, 'when it began'),
      days_since_last: number(undefined, 'days since the call before; null for the first'),
      title: text(undefined, 'its title'),
      host_name: text(undefined, 'who hosted it'),
      duration_seconds: integer(undefined, 'its length'),
      brief: text(undefined, 'what it was about'),
      url: text(undefined, 'its page in Gong'),
    },
    sql: `SELECT a.account_id, a.account_name, c.call_id, c.started,
  CAST(extract(epoch FROM c.started - lag(c.started) OVER (PARTITION BY a.account_id ORDER BY c.started, c.call_id)) / 86400.0
    AS DOUBLE PRECISION) AS days_since_last,
  c.title, u.name AS host_name, c.duration_seconds, c.brief, c.url
FROM (${ACCOUNTS}) a
JOIN calls c ON c.call_id = a.call_id
LEFT JOIN (${USERS}) u ON u.user_id = c.primary_user_id`,
  },
} as const satisfies Readonly<Record<string, StoreView>>
