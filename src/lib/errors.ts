/** The kinds of failures and their exit codes. README's table and `gong help exit-codes` are generated from here. */
export const failures = {
  bug: { exit: 1, means: 'a defect in this tool' },
  usage: { exit: 2, means: 'the command line or a local input file is wrong; nothing was sent' },
  auth: { exit: 3, means: 'no usable profile, or Gong answered 401 or 403 (names the scope that is missing)' },
  'not-found': { exit: 4, means: '404 on one thing asked for by id' },
  rejected: { exit: 5, means: 'any other 4xx' },
  limited: { exit: 6, means: 'rate, daily or --max-requests limit; says when and how to go on' },
  unreachable: { exit: 7, means: "no answer, timeout, 5xx, or an answer that is not Gong's" },
  partial: { exit: 8, means: 'some items failed or did not come, the rest are done and written' },
  declined: {
    exit: 9,
    means: 'a confirmation was missing or refused, or another run holds the same output; nothing was sent',
  },
  local: {
    exit: 10,
    means: 'this machine could not keep what came: a full disk, a folder that went away; what is whole stays',
  },
  interrupted: { exit: 130, means: 'Ctrl-C; what was written is whole and can be resumed' },
} as const

export type FailureKind = keyof typeof failures

interface FailureDetails {
  /** What to do next, preferably a command to run. */
  readonly hint?: string | undefined
  /** Gong's own `requestId`, which its support asks for. */
  readonly requestId?: string | undefined
  /** The scope that the key lacks, when Gong says so. */
  readonly scope?: string | undefined
  /** The HTTP status, when there was a response. */
  readonly status?: number | undefined
  /** Whether something is only not finished yet: printed without the word `error`. */
  readonly waiting?: boolean | undefined
  readonly cause?: unknown
}

/** An expected error. The message names the problem and the thing; the hint, what to do. Any other error is a bug. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly kind: FailureKind
  readonly hint: string | undefined
  readonly requestId: string | undefined
  readonly scope: string | undefined
  readonly status: number | undefined
  readonly waiting: boolean

  constructor(
    kind: FailureKind,
    message: string,
    { hint, requestId, scope, status, waiting = false, cause }: FailureDetails = {},
  ) {
    super(message, { cause })
    this.kind = kind
    this.hint = hint
    this.requestId = requestId
    this.scope = scope
    this.status = status
    this.waiting = waiting
  }

  get exit(): number {
    return failures[this.kind].exit
  }
}
