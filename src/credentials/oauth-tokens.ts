import { whole } from '../api/response-body.ts'
import { codeOf, reasonOf } from '../api/unreachable.ts'
import { Failure } from '../lib/errors.ts'
import { parsedJson } from '../lib/parse-json'
import { isRow } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'
import { type Grant, type Issued, issuedIn, tokenRequest } from './oauth.ts'
import { basic, type Login } from './secret.ts'

export type Client = Pick<Login, 'clientId' | 'clientSecret' | 'tokenUrl'>

/** Trades the code of a sign-in for tokens. @throws Failure `auth` when it is refused, `unreachable` without an answer */
export function exchanged(context: Context, client: Client, code: string, redirect: string): Promise<Issued> {
  return ask(context, client, { grant_type: 'authorization_code', code, redirect_uri: redirect })
}

/** Trades a refresh token, which is spent by it. @throws Failure `auth` when it is refused, `unreachable` without an answer */
export function refreshed(context: Context, client: Client, refreshToken: string): Promise<Issued> {
  return ask(context, client, { grant_type: 'refresh_token', refresh_token: refreshToken })
}

/** Asks once: a code or a refresh token whose answer was lost is spent, and asking again would not bring it back. */
async function ask(context: Context, client: Client, grant: Grant): Promise<Issued> {
  const asForm = await answer(context, client, grant, true)
  const { status, text } = isFormRefused(asForm) ? await answer(context, client, grant, false) : asForm
  const issued = status === 200 ? issuedIn(text, context.clock.now()) : undefined
  if (issued !== undefined) return issued
  throw refusal(client, status, text, [client.clientSecret, ...Object.values(grant)])
}

interface Answered {
  readonly status: number
  readonly text: string
}

/** Megabytes that an answer with tokens may have. */
const MAX_BODY = 1
/** Milliseconds after Ctrl-C in which the answer may still come: it brings tokens that cannot be had again. */
const GRACE = 500

async function answer(context: Context, client: Client, grant: Grant, inForm: boolean): Promise<Answered> {
  const { network, clock, interrupted } = context
  const request = tokenRequest(client.tokenUrl, basic(client.clientId, client.clientSecret), grant, inForm)
  const { timeoutMs } = request
  const over = afterGrace(context)
  try {
    interrupted.throwIfAborted()
    const response = await network(request, over.signal)
    const bytes = await whole(response, { maxBody: MAX_BODY, timeoutMs, clock })
    return { status: response.status, text: new TextDecoder().decode(bytes) }
  } catch (cause) {
    if (interrupted.aborted) throw new Failure('interrupted', 'interrupted')
    const why = reasonIn(cause, timeoutMs)
    throw new Failure('unreachable', `${client.tokenUrl} gave no whole answer${why ? `: ${why}` : ''}`, { cause })
  } finally {
    over.end()
  }
}

function reasonIn(cause: unknown, timeoutMs: number): string | undefined {
  if (cause instanceof Failure) return cause.message
  const code = codeOf(cause)
  return code && reasonOf(cause, code, timeoutMs).reason
}

/** A signal that follows Ctrl-C after a moment. @returns it, and what ends the watch for Ctrl-C */
function afterGrace({ clock, interrupted }: Context): { readonly signal: AbortSignal; readonly end: () => void } {
  const [over, done] = [new AbortController(), new AbortController()]
  const wait = async () => {
    await clock.sleep(GRACE, done.signal)
    over.abort(interrupted.reason)
  }
  const heard = () => void wait().catch(() => undefined)
  interrupted.addEventListener('abort', heard, { once: true })
  const end = () => {
    interrupted.removeEventListener('abort', heard)
    done.abort()
  }
  return { signal: over.signal, end }
}

/** Whether the fields were not even read, so that nothing is spent yet. */
function isFormRefused({ status, text }: Answered): boolean {
  const body = parsedJson(text)
  const error = isRow(body) ? body.error : undefined
  return status === 415 || (status === 400 && (error === undefined || error === 'invalid_request'))
}

function refusal({ tokenUrl }: Client, status: number, text: string, secrets: readonly string[]): Failure {
  if (status === 429)
    return new Failure('limited', `${tokenUrl} asks to come back later`, { hint: 'try again in a minute', status })
  const said = secrets.reduce((words, secret) => words.replaceAll(secret, '***'), wordsIn(text))
  if (status >= 400 && status < 500 && said !== '')
    return new Failure('auth', `Gong issued no tokens: ${said}`, { status })
  return new Failure('unreachable', `${tokenUrl} answered ${status}, and not in Gong's form`, { status })
}

/** An answer of OAuth names its error, one of Gong lists its errors. */
function wordsIn(text: string): string {
  const body = parsedJson(text)
  if (!isRow(body)) return ''
  const { error, error_description: description, errors } = body
  const words = Array.isArray(errors) ? errors : [error, description]
  return words.filter((word) => typeof word === 'string').join(': ')
}
