import { boolean, instant, json, type StoreView, text } from '../tables/table.ts'

/** What makes a call's key differ from that of an e-mail with the same id. */
const KEY = `concat('call-', c.call_id)`

/**
 * Views in the shape of the tables that Gong shares with data warehouses, so that queries for those run here: as far as its
 * public reference names their columns, and Gong's API has what they hold.
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
    sql: `SELECT c.call_id AS conversation_id, c.started AS conversation_datetime, ${KEY} AS conversation_key,
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
    },
    sql: `SELECT ${KEY} AS conversation_key, c.primary_user_id AS owner_id, c.title, c.scheduled AS planned_start_datetime,
  c.started AS effective_start_datetime, c.url AS call_url, c.is_private
FROM $main.calls c`,
  },
} as const satisfies Readonly<Record<string, StoreView>>
