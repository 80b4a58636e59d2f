import type { Gong } from '../api/client.ts'
import type { Send } from '../api/transport.ts'
import type { Chosen } from '../credentials/choose-profile.ts'
import { Failure } from '../lib/errors.ts'
import { counted } from '../lib/spelling.ts'
import type { Context } from '../platform/ports.ts'

/** What one check came to. None of it is secret, so that it can be shown to support. */
export interface Finding {
  readonly check: string
  readonly status: 'ok' | 'unknown' | 'warning' | 'failure'
  readonly found: string
  /** What to do about it, best a command to type. */
  readonly next?: string | undefined
  /** It was learned from an answer of success that is not one of Gong's. */
  readonly isForeign?: true
}

/** What the checks look at. */
export interface World {
  readonly context: Context
  readonly about: { readonly version: string; readonly node: string; readonly platform: string }
  chosen(): Promise<Chosen>
  readonly sandboxed: boolean
  readonly send: Send
  /** A client that sends through this and repeats nothing. */
  connect(chosen: Chosen, send: Send): Gong
  /** Requests to this address that the processes of this machine have sent today (UTC). */
  sentToday(baseUrl: string): Promise<number>
  /** The commands that need a scope, the plainest first. */
  commandsFor(scope: string): readonly string[]
  /** The completions of a shell as this version makes them; `undefined` for a shell that it does not know. */
  completionsOf(shell: string): string | undefined
}

export type Check = (world: World) => Promise<readonly Finding[]>

export function ok(check: string, found: string): Finding {
  return { check, status: 'ok', found }
}

/** What could not be learned, and is not to pass for good. */
export function unknown(check: string, found: string, next?: string): Finding {
  return { check, status: 'unknown', found, ...(next !== undefined && { next }) }
}

export function warning(check: string, found: string, next: string): Finding {
  return { check, status: 'warning', found, next }
}

export function failure(check: string, found: string, next: string | undefined): Finding {
  return { check, status: 'failure', found, next }
}

/** Runs a check under its name; what it throws as a Failure is what it found. Ctrl-C and defects go on their way. */
export async function guarded(name: string, run: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await run()
  } catch (error) {
    const { message, hint } = failed(error)
    return [failure(name, message, hint)]
  }
}

/** The Failure that was thrown. @throws the error itself when it is Ctrl-C or a defect */
export function failed(error: unknown): Failure {
  if (error instanceof Failure && error.kind !== 'interrupted') return error
  throw error
}

/** How long ago something was, as people say it: `1 minute ago`, `5 hours ago`. @param ms milliseconds */
export function ago(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return 'less than a minute ago'
  if (minutes < 120) return `${counted(minutes, 'minute')} ago`
  return `${minutes < 48 * 60 ? counted(Math.round(minutes / 60), 'hour') : counted(Math.round(minutes / 1440), 'day')} ago`
}
