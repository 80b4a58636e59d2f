import { createHash } from 'node:crypto'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'

/** What is known of a batch that an earlier run has sent: the id that Gong gave it, or that no answer came. */
export interface Submitted {
  readonly id?: string
  /** When the whole file had been sent, in milliseconds since the epoch; absent while some of it is open. */
  readonly doneAt?: number | undefined
}

/**
 * Remembers which batches of a bulk assignment were sent: Gong has no key that would keep a batch from being taken twice.
 * Only a digest of a batch is kept, nothing of the prospects.
 */
export interface Submissions {
  known(batch: Json): Promise<Submitted | undefined>
  put(batch: Json, submitted: Submitted): Promise<void>
  forget(batch: Json): Promise<void>
}

/** @param folder where the notes lie @param scope what makes the same prospects another batch: host, flow and owner */
export function submissions(files: Files, folder: string, scope: readonly string[]): Submissions {
  const at = (batch: Json) =>
    `${folder}/${createHash('sha256')
      .update(JSON.stringify([scope, batch]))
      .digest('hex')}.json`
  return {
    async known(batch) {
      const bytes = await files.read(at(batch))
      return bytes && submittedIn(new TextDecoder().decode(bytes))
    },
    put: (batch, submitted) => files.write(at(batch), JSON.stringify(submitted), 0o600),
    forget: (batch) => files.remove(at(batch)),
  }
}

/** For a machine that keeps nothing, and for a company that is made anew in each run. */
export const UNKEPT: Submissions = {
  known: async () => undefined,
  put: async () => undefined,
  forget: async () => undefined,
}

/** A note that cannot be read says as much as one without an id: something was sent. */
function submittedIn(text: string): Submitted {
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
 * Refuses what an earlier run has sent to its end: those without a crmId would be made a second time.
 *
 * @param said where the prospects stand, for the message
 * @throws Failure `declined` that tells when it was sent
 */
export async function checkNotFinished(batches: Batches, kept: Submissions, said: string): Promise<void> {
  const notes = await Promise.all(batches.map((batch) => kept.known(batch)))
  const times = notes.flatMap((note) => note?.doneAt ?? [])
  if (times.length < batches.length) return
  const at = new Date(Math.max(...times)).toISOString().slice(0, 19)
  const [id] = notes.flatMap((note) => note?.id ?? [])
  throw new Failure(
    'declined',
    `${said}: these prospects were sent to this flow at ${at}Z, and Gong would make those without a crmId anew`,
    { hint: `gong flows bulk-status ${id}; the same line with --again sends them` },
  )
}

/** Once nothing is left open, the notes say so. @param doneAt ms since the epoch */
export async function finish(batches: Batches, kept: Submissions, doneAt: number): Promise<void> {
  const notes = await Promise.all(batches.map(async (batch) => ({ batch, note: await kept.known(batch) })))
  if (notes.some(({ note }) => note !== undefined && note.id === undefined)) return
  for (const { batch, note } of notes)
    if (note?.id !== undefined) await kept.put(batch, { id: note.id, doneAt: note.doneAt ?? doneAt })
}
