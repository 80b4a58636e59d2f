import type { SearchedCopy, SqlPart } from './searched-copy.ts'

/** The ids of a parameter. */
export const IDS = "SELECT unnest(string_to_array($ids, ','))"

/** Of so many calls, sentences are read one call after the other. */
const FEW = 50
const SENTENCES = 'SELECT call_id, turn, place, speaker_id, start_ms, end_ms, text FROM sentences'

/**
 * The sentences of calls. The rows of a call stand together: where DuckDB looks for one id it skips what cannot have it; for a
 * list of ids it decompresses all texts between the first and the last.
 */
export function saidSql(ids: readonly string[], { isTables }: Pick<SearchedCopy, 'isTables'>): SqlPart {
  if (isTables !== true || ids.length > FEW)
    return { sql: `${SENTENCES} WHERE call_id IN (${IDS})`, given: { ids: ids.join() } }
  return {
    sql: ids.map((_, at) => `${SENTENCES} WHERE call_id = $id${at}`).join(' UNION ALL '),
    given: Object.fromEntries(ids.map((id, at) => [`id${at}`, id])),
  }
}
