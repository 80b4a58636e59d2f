import type { ReadClient } from '../api/client.ts'
import { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'
import { membersOf } from './members.ts'
import type { Submission, Submissions } from './submissions.ts'

/** A batch of a bulk assignment, and what becomes of those in it. */
export interface Batch {
  /** All of them: what the notes go by. */
  readonly prospects: readonly Row[]
  /** What an earlier run has noted about it. */
  readonly note: Submission | undefined
  /** The bulk assignment of the whole batch by an earlier run; the batch is then not sent. */
  readonly submittedId?: string
  /** Those who are in the flow already. */
  readonly inFlow: readonly Row[]
  /** Those who were sent without an answer, and are not sent again. */
  readonly unknown: readonly Row[]
  readonly toSend: readonly Row[]
}

/** @param most how many Gong takes at once */
export function cutIntoBatches(prospects: readonly Row[], most: number): readonly (readonly Row[])[] {
  const count = Math.ceil(prospects.length / most)
  return Array.from({ length: count }, (_, at) => prospects.slice(at * most, (at + 1) * most))
}

interface Target {
  /** Id of the flow. */
  readonly flow: string
  /** Sends also what an earlier run has sent to its end, or without an answer. */
  readonly again: boolean
  readonly kept: Submissions
}

/** Looks up what an earlier run has sent of a batch, and who of it is in the flow already. */
export async function toBatch(
  prospects: readonly Row[],
  { flow, again, kept }: Target,
  read: ReadClient,
): Promise<Batch> {
  const note = await kept.find(prospects)
  const batch = { prospects, note, inFlow: [], unknown: [], toSend: [] }
  const isRepeat = again && note?.doneAt !== undefined
  if (note?.id !== undefined && !isRepeat) return { ...batch, submittedId: note.id }
  const ids = crmIdsOf(prospects)
  const members = ids.length === 0 ? undefined : await membersOf(read, flow, ids)
  const isIn = ({ crmId }: Row) => typeof crmId === 'string' && members?.has(crmId) === true
  const others = prospects.filter((prospect) => !isIn(prospect))
  const isUnknown = note !== undefined && !again
  return { ...batch, inFlow: prospects.filter(isIn), ...(isUnknown ? { unknown: others } : { toSend: others }) }
}

/** Gong may have the batch; only those with an id in the CRM can be asked about, once Gong is through with it. */
export function unknownOutcome({ kind, message, requestId, status, cause }: Failure, sent: readonly Row[]): Failure {
  const ids = crmIdsOf(sent)
  const nameless = sent.length - ids.length
  const unasked = nameless === 0 ? '' : `; ${nameless} without a crmId can be looked for in Gong alone`
  return new Failure(kind, `${message}: ${sent.length} prospects${unasked}`, {
    hint: `${ids.length === 0 ? '' : `gong flows assigned ${ids.slice(0, 5).join(' ')}; `}the same line again sends none of them unless you say --again`,
    requestId,
    status,
    cause,
  })
}

function crmIdsOf(prospects: readonly Row[]): string[] {
  return prospects.flatMap(({ crmId }) => (typeof crmId === 'string' ? crmId : []))
}
