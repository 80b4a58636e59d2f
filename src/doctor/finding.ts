import type { ReadClient } from '../api/client.ts'
import type { Quota } from '../api/quota.ts'
import type { ChosenCredential } from '../credentials/choose-profile.ts'
import { Failure } from '../lib/errors.ts'
import { counted } from '../lib/spelling.ts'
import type { HttpTransport } from '../platform/http.ts'
import type { Context, Install } from '../platform/ports.ts'

/** The result of one check. None of it is secret, so that it can be sent to support. */
export interface Finding {
  readonly check: string
  readonly status: 'ok' | 'unknown' | 'warning' | 'failure'
  readonly found: string
  /** What to do about it, preferably a command. */
  readonly next?: string | undefined
  /** A 2xx answer came from something that is not Gong. */
  readonly isNotGong?: true
}

/** What the checks need. */
export interface DoctorContext {
  readonly context: Context
  readonly about: {
    readonly version: string
    readonly runtime: { readonly name: 'node' | 'bun'; readonly version: string }
    readonly platform: string
    readonly install: () => Install
  }
  chosen(): Promise<ChosenCredential>
  readonly sandboxed: boolean
  readonly send: HttpTransport
  /** One line for a person, on stderr. */
  readonly say: (line: string) => Promise<void>
  /** A client that sends through this transport and never retries. */
  connect(chosen: ChosenCredential, send: HttpTransport): ReadClient
  /** What the processes of this machine have sent to this address, and what is kept for whom. */
  quotaOf(baseUrl: string): Promise<Quota>
  /** The commands that need a scope, those with the fewest operations first. */
  commandsFor(scope: string): readonly string[]
  /** The completion script of a shell in this version; `undefined` for a shell that it does not know. */
  completionsOf(shell: string): string | undefined
}

export type Check = (doctor: DoctorContext) => Promise<readonly Finding[]>

export function ok(check: string, found: string): Finding {
  return { check, status: 'ok', found }
}

/** What could not be checked, and must not pass for good. */
export function unknown(check: string, found: string, next?: string): Finding {
  return { check, status: 'unknown', found, ...(next !== undefined && { next }) }
}

export function warning(check: string, found: string, next: string): Finding {
  return { check, status: 'warning', found, next }
}

export function failure(check: string, found: string, next: string | undefined): Finding {
  return { check, status: 'failure', found, next }
}

/** Runs a check; a Failure that it throws becomes its finding. Ctrl-C and defects are thrown on. */
export async function runCheck(name: string, run: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await run()
  } catch (error) {
    const { message, hint } = thrownFailure(error)
    return [failure(name, message, hint)]
  }
}

/** The error as a Failure. @throws the error itself when it is Ctrl-C or a defect */
export function thrownFailure(error: unknown): Failure {
  if (error instanceof Failure && error.kind !== 'interrupted') return error
  throw error
}

/** A duration as `1 minute ago` or `5 hours ago`. */
export function timeAgo(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return 'less than a minute ago'
  if (minutes < 120) return `${counted(minutes, 'minute')} ago`
  return `${minutes < 48 * 60 ? counted(Math.round(minutes / 60), 'hour') : counted(Math.round(minutes / 1440), 'day')} ago`
}
