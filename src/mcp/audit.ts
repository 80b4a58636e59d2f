import type { Files } from '../platform/files.ts'
import type { Clock } from '../platform/ports.ts'
import { redactedJson } from './redact.ts'

/** What is kept of one call: a line of JSON. */
interface AuditEntry {
  readonly session: string
  readonly tool: string
  /** As they came, without secrets and without what --redact names. */
  readonly arguments: unknown
  /** That were sent for it. */
  readonly requests: number
  /** Of the answer. */
  readonly bytes: number
  /** `ok`, or the kind of failure. */
  readonly outcome: string
}

/** A log that only grows: who asked for what, and what it came to; never what was answered. */
export interface AuditLog {
  /** @throws Failure when it cannot be written: what is not in the log is not answered */
  write(entry: AuditEntry): Promise<void>
}

const OWNER_ONLY = 0o600

/**
 * A log in a file for its owner alone, which several servers may share.
 *
 * @param redact takes secrets out of a text
 */
export function auditLog(files: Files, clock: Clock, path: string, redact: (text: string) => string): AuditLog {
  return {
    async write(entry) {
      const time = new Date(clock.now()).toISOString()
      const noted = { time, ...entry, tool: cut(entry.tool), arguments: shortened(entry.arguments) }
      const line = redactedJson(JSON.stringify(noted), redact)
      await files.withLock(`${path}.lock`, async (assertHeld) => {
        const size = (await files.open(path))?.size ?? 0
        await assertHeld()
        const file = await files.append(path, size, OWNER_ONLY)
        try {
          await file.write(`${line}\n`)
        } finally {
          await file.close()
        }
      })
    },
  }
}

/** Characters of the arguments of one call: a client may send megabytes. */
const MOST_CHARACTERS = 8000

function shortened(given: unknown): unknown {
  const text = JSON.stringify(given) ?? ''
  return text.length <= MOST_CHARACTERS ? given : cut(text)
}

function cut(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`
}
