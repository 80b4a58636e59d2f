import type { Operation } from '../catalogue/operation.ts'
import type { HttpTransport } from '../platform/http.ts'
import type { BodyLimits } from '../platform/http-body.ts'
import type { Clock } from '../platform/ports.ts'
import type { Answer } from './answer.ts'
import type { ClientEvent } from './events.ts'
import type { Pace } from './pace.ts'

/** What a client of Gong is made of. */
export interface ClientOptions extends BodyLimits {
  /** Origin, without a slash at the end. */
  readonly baseUrl: string
  /** The value of the Authorization header; asked for just before each request. */
  readonly authorization: () => Promise<string>
  /** Gets a successor of an authorization that Gong refused; false where there can be none. */
  readonly renewAuthorization?: ((refused: string) => Promise<boolean>) | undefined
  readonly send: HttpTransport
  readonly pace: Pace
  readonly clock: Clock
  /** A random text, new each time. */
  readonly token: () => string
  /** From 0 to 1, for jitter. */
  readonly random: () => number
  readonly signal: AbortSignal
  /** Whether failed requests that may be sent again are. */
  readonly retry: boolean
  /** Refuses whatever does more than read. */
  readonly readOnly: boolean
  /** Whether pages have the bytes that Gong sent, too. */
  readonly keepRaw: boolean
  /** Takes what is secret out of a text. */
  readonly redact: (text: string) => string
  readonly maxRequests: number
  /** Called with each answer of an operation of the catalogue. */
  readonly onAnswer?: ((operation: Operation, answer: Answer) => void) | undefined
  readonly onEvent: (event: ClientEvent) => Promise<void>
}
