import { createHash } from 'node:crypto'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { utcTime } from '../lib/utc-time.ts'
import type { Files } from '../platform/files.ts'

/** A batch that an earlier run has sent: the id that Gong gave it, or none when no answer arrived. */
export interface Submission {
  readonly id?: string
  /** When the whole file had been sent, in milliseconds since the epoch; absent while some of it is open. */
  readonly doneAt?: number | undefined
}

/**
 * A record of the batches of bulk assignments that were sent, since Gong has no deduplication key for them. It holds only a
 * digest of each batch, nothing of the prospects.
 */
export interface Submissions {
  find(batch: Json): Promise<Submission | undefined>
  save(batch: Json, submitted: Submission): Promise<void>
  forget(batch: Json): Promise<void>
}

/** @param folder of the records @param scope what makes the same prospects another batch: host, flow and owner */
export function openSubmissions(files: Files, folder: string, scope: readonly string[]): Submissions {
  const at = (batch: Json) =>
    `${folder}/${createHash('sha256')
      .update(JSON.stringify([scope, batch]))
      .digest('hex')}.json`
  return {
    async find(batch) {
      const bytes = await files.read(at(batch))
      return bytes && parseSubmission(new TextDecoder().decode(bytes))
    },
    save: (batch, submitted) => files.write(at(batch), JSON.stringify(submitted), 0o600),
    forget: (batch) => files.remove(at(batch)),
  }
}

/** For a machine without a state folder, and for the sandbox, which is new in each run. */
export const NO_SUBMISSIONS: Submissions = {
  find: async () => undefined,
  save: async () => undefined,
  forget: async () => undefined,
}

/** A record that cannot be read counts as one without an id: something was sent. */
function parseSubmission(text: string): Submission {
  try {
    const note: Json = JSON.parse(text)
    if (!isRow(note) || typeof note.id !== 'string') return {}
    return { id: note.id, doneAt: typeof note.doneAt === 'number' ? note.doneAt : undefined }
  } catch {
    return {}
  }
}

type Batches = readonly (readonly Row[])[]

/**
 * Refuses what an earlier run has sent completely: Gong would create those without a crmId a second time.
 *
 * @param source of the prospects, for the message
 * @throws Failure `declined` that says when it was sent
 */
export async function checkNotFinished(batches: Batches, kept: Submissions, source: string): Promise<void> {
  const notes = await Promise.all(batches.map((batch) => kept.find(batch)))
  const times = notes.flatMap((note) => note?.doneAt ?? [])
  if (times.length < batches.length) return
  const at = utcTime(Math.max(...times))
  const [id] = notes.flatMap((note) => note?.id ?? [])
  throw new Failure(
    'declined',
    `${source}: these prospects were sent to this flow at ${at}, and Gong would make those without a crmId anew`,
    { hint: `gong flows bulk-status ${id}; the same line with --again sends them` },
  )
}

/** Records that all was sent, unless a batch is open. @param doneAt ms since the epoch */
export async function recordFinished(batches: Batches, kept: Submissions, doneAt: number): Promise<void> {
  const notes = await Promise.all(batches.map(async (batch) => ({ batch, note: await kept.find(batch) })))
  if (notes.some(({ note }) => note !== undefined && note.id === undefined)) return
  for (const { batch, note } of notes)
    if (note?.id !== undefined) await kept.save(batch, { id: note.id, doneAt: note.doneAt ?? doneAt })
}
