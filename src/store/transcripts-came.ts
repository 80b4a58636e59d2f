/**
 * Up to version 5 the ledger forgot that a transcript had come where it was asked for once more. A sync looks for the rows of
 * an earlier one only where there is one, so the ledger has to know.
 */
export const TRANSCRIPTS_CAME = `UPDATE sync_ledger SET transcript_done = last_seen
  WHERE transcript_done IS NULL AND call_id IN (SELECT call_id FROM turns)`
