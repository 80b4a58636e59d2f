import { isRow, type Json, type Row } from '../lib/rows.ts'

/** What became of a line: its row has the columns of the input, then these. */
export interface Outcome {
  /** A word, such as `granted`, `refused`, `unknown`, `not sent`. */
  readonly outcome: string
  readonly why?: string | undefined
  /** Of what was made in Gong. */
  readonly id?: string | undefined
  /** Whether it did not work out: the run then ends with 8, and `--failed` has the line. */
  readonly failed?: true | undefined
  /** Values of the command's own `columns`. */
  readonly also?: Row
  /** Nothing is asked for by it: it repeats another line, or tells of what is not to be done. */
  readonly skipped?: true
  /** Gong has accepted it, and still works on it: `follow` of the change may ask what became of it. */
  readonly open?: true
}

/** Gong's refusal of one line. */
export function refusedOutcome(why: string): Outcome {
  return { outcome: 'refused', why, failed: true }
}

/** The word for a line of which nobody can tell whether it was done. */
export const UNKNOWN = 'unknown'

/**
 * Of a line that was sent without an answer.
 *
 * @param isClearedUp whether the same line asks what became of it, or sends it again without harm
 * @param id of what its first request made, where there are two
 */
export function lostOutcome(isClearedUp: boolean, id?: string): Outcome {
  const next = isClearedUp ? 'the same line clears that up' : '--again sends it once more'
  const why = `no answer came, and whether Gong has done it is not known; ${next}`
  return { outcome: UNKNOWN, why, failed: true, ...(id !== undefined && { id }) }
}

/** As the journal keeps it. */
export function outcomeToJson({ outcome, why, id, failed, also, open }: Outcome): Json {
  return {
    outcome,
    ...(why !== undefined && { why }),
    ...(id !== undefined && { id }),
    ...(failed && { failed }),
    ...(also && { also }),
    ...(open && { open }),
  }
}

/** As it was kept; `undefined` for what is none. */
export function outcomeFrom(json: unknown): Outcome | undefined {
  if (!isRow(json) || typeof json.outcome !== 'string') return undefined
  const { outcome, why, id, failed, also, open } = json
  return {
    outcome,
    ...(typeof why === 'string' && { why }),
    ...(typeof id === 'string' && { id }),
    ...(failed === true && { failed }),
    ...(isRow(also) && { also }),
    ...(open === true && { open }),
  }
}
