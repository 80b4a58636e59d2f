import { toNamed } from '../spoken-filter.ts'
import type { KnownNames, NameKind } from '../unknown-names.ts'
import type { SearchedCopy } from './searched-copy.ts'

/** What there is of each kind, by its names and ids; the list of settings is whole where it was synced. */
const SQL: Readonly<Record<NameKind, string>> = {
  account:
    "SELECT DISTINCT name, object_id AS id, NULL AS other, 'no' AS whole FROM crm_context WHERE object_type = 'Account'",
  user: `SELECT concat_ws(' ', first_name, last_name) AS name, user_id AS id, email AS other, 'yes' AS whole FROM users
    UNION SELECT name, user_id, email, 'no' FROM parties WHERE user_id IS NOT NULL OR affiliation = 'Internal'`,
  tracker: `SELECT name, tracker_id AS id, NULL AS other, 'yes' AS whole FROM tracker_settings
    UNION SELECT name, tracker_id, NULL, 'no' FROM trackers`,
  topic:
    "SELECT name, NULL AS id, NULL AS other, 'no' AS whole FROM topics UNION SELECT topic, NULL, NULL, 'no' FROM turns",
}

/** What a filter of calls can mean in a copy. */
export async function namesInCopy(copy: SearchedCopy, kind: NameKind): Promise<KnownNames> {
  const rows = await copy.rows(SQL[kind])
  return {
    all: rows.map(({ name, id, other }) => toNamed(name, [id, other])),
    isWhole: rows.some(({ whole }) => whole === 'yes'),
  }
}
