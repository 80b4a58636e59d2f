import { createHash } from 'node:crypto'
import { isRow, type Json } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'

/** What is known of a batch that an earlier run has sent: the id that Gong gave it, or that no answer came. */
interface Submitted {
  readonly id?: string | undefined
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
