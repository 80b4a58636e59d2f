import { errorCode } from '../lib/error-code.ts'
import { Failure } from '../lib/errors.ts'
import { counted } from '../lib/spelling.ts'
import { type Answer, parseAnswer, type RawResponse } from './answer.ts'
import type { ClientOptions } from './client-options.ts'
import { canResend, isCredentialRefused, notResent } from './reauthorize.ts'
import { redactFailure } from './redact-failure.ts'
import type { ApiRequest } from './request.ts'
import { type RetryCause, retryDelayMs } from './retry.ts'
import { sendOnce } from './send-once.ts'
import { unreachable } from './unreachable.ts'
import { wireRequest } from './wire-request.ts'

/**
 * Sends a request until it is answered or must not be sent again.
 *
 * @throws Failure of the kind that the last answer stands for; `limited` beyond `maxRequests`
 */
export type RequestExchange = (request: ApiRequest) => Promise<Answer>

type Outcome = { readonly answer: Answer } | { readonly failure: Failure; readonly cause: RetryCause }

/** The exchange of one client: `maxRequests` counts every try of all its requests. */
export function exchangeWith(options: ClientOptions): RequestExchange {
  let sent = 0

  const attempt = async (request: ApiRequest, authorization: string): Promise<Outcome> => {
    if (sent >= options.maxRequests) throw tooManyRequests(sent)
    const wire = wireRequest(request, options, authorization)
    // Counted before the wait for the pace, in which other requests may come.
    sent += 1
    const outcome = await sendOnce(request, wire, options).then(
      (response) => outcomeOf(request, response),
      (error: unknown) => networkOutcome(error, options),
    )
    return 'answer' in outcome ? outcome : { ...outcome, failure: redactFailure(outcome.failure, options.redact) }
  }

  /** One attempt, and a second one with the renewed token where the first was refused: Gong has done nothing by then. */
  const attemptAuthorized = async (request: ApiRequest): Promise<Outcome> => {
    const authorization = await options.authorization()
    const outcome = await attempt(request, authorization)
    if ('answer' in outcome || !isCredentialRefused(outcome.failure)) return outcome
    if (!(await options.renewAuthorization?.(authorization))) return outcome
    await options.onEvent({ event: 'renewed' })
    if (!canResend(request)) return { ...outcome, failure: notResent(outcome.failure) }
    return await attempt(request, await options.authorization())
  }

  return async (request) => {
    const { method, path, effect, idempotent } = request
    if (options.readOnly && effect !== 'read') throw new Error(`${method} ${path} does more than read`)
    for (let attempts = 1; ; attempts += 1) {
      const outcome = await attemptAuthorized(request)
      if ('answer' in outcome) {
        if (request.operation) options.onAnswer?.(request.operation, outcome.answer)
        return outcome.answer
      }
      const { failure, cause } = outcome
      if (attempts > 1 && idempotent && saysDuplicate(failure)) return duplicateAnswer(failure)
      const delayMs = options.retry
        ? retryDelayMs(attempts, idempotent ? 'read' : effect, cause, options.random())
        : undefined
      if (delayMs === undefined) throw effect === 'read' ? failure : await withUnknownOutcome(request, failure)
      await options.onEvent({ event: 'retry', ms: delayMs, why: failure.message })
      await options.clock.sleep(delayMs, options.signal)
    }
  }
}

function outcomeOf(request: ApiRequest, response: RawResponse): Outcome {
  try {
    return { answer: parseAnswer(request, response) }
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure
    const { status, retryAfterMs } = response
    return { failure, cause: { status: status < 300 ? 502 : status, retryAfterMs } }
  }
}

/** No response, or one that was cut short. */
function networkOutcome(error: unknown, options: ClientOptions): Outcome {
  if (error instanceof Failure && error.kind === 'interrupted') throw error
  if (options.signal.aborted) throw new Failure('interrupted', 'interrupted')
  if (error instanceof Failure) throw error
  const code = errorCode(error)
  if (code === undefined) throw error
  return { failure: unreachable(error, code, options), cause: { code } }
}

/** Whether Gong says that it has this already; a 409 can also mean something else, such as a host who is not recorded. */
function saysDuplicate({ kind, message }: Failure): boolean {
  return kind === 'rejected' && /already|exists|duplicate/i.test(message)
}

/** An earlier attempt had arrived after all (quirk 74). Gong's words may name the id of what is there. */
function duplicateAnswer({ requestId, message }: Failure): Answer {
  return {
    status: 200,
    body: { requestId: requestId ?? null, alreadyThere: true, errors: [message] },
    raw: new Uint8Array(),
  }
}

function tooManyRequests(sent: number): Failure {
  return new Failure('limited', `--max-requests is reached after ${counted(sent, 'request')}`, {
    hint: 'raise --max-requests, or ask for less',
  })
}

/** Loaded when it is needed: it knows for each operation how to look what became of it. */
async function withUnknownOutcome(request: ApiRequest, failure: Failure): Promise<Failure> {
  return (await import('./lost-answer.ts')).withUnknownOutcome(request, failure)
}
