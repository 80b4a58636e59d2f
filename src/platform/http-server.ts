/** The head of a request that came, and a way to read its body. Header names are in lower case. */
export interface ServedRequest {
  readonly method: string
  /** Path and query, as they were sent. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  /** All of it. @throws BodyRefused when it is too large, broke off, or there is no room for it now */
  body(): Promise<Uint8Array>
}

/** What is answered, as text. */
export interface ServedAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly text: string
}

/** Why a body was not read. The server has an answer for it, or nobody to give it to. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused'
  readonly status: 400 | 413 | 503

  constructor(status: 400 | 413 | 503, message: string) {
    super(message)
    this.status = status
  }
}

/** How much and how long a server bears with. */
export interface ServerLimits {
  readonly maxBodyBytes: number
  readonly maxHeaderBytes: number
  /** Of the bodies of all requests that are being answered. */
  readonly maxBytesAtOnce: number
  readonly maxConnections: number
  /** For a request to come whole; a sender that trickles is cut off. */
  readonly requestTimeoutMs: number
  /** For the next request on a connection. */
  readonly idleTimeoutMs: number
}

interface ServerOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  readonly limits: ServerLimits
  /** Told of what was refused before it was a request: 400, 408 or 431. */
  readonly onRefused: (status: number) => void
}

/** Serves HTTP. @throws Failure `usage` when the port cannot be listened on */
export type StartHttpServer = (
  options: ServerOptions,
  answer: (request: ServedRequest) => Promise<ServedAnswer>,
) => Promise<HttpServer>

export interface HttpServer {
  readonly port: number
  /** Takes no new connection, answers what has begun to come, and cuts off what has not come to an end after `graceMs`. */
  close(graceMs: number): Promise<void>
}
