import { basicAuthorization } from '../lib/basic-auth.ts'
import { errorCode } from '../lib/error-code.ts'
import { Failure } from '../lib/errors.ts'
import { onAbort } from '../lib/on-abort.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow } from '../lib/rows.ts'
import type { HttpRequest } from '../platform/http.ts'
import { readBody } from '../platform/http-body.ts'
import { networkReason } from '../platform/network-error.ts'
import type { Context } from '../platform/ports.ts'
import { DEFAULT_BASE_URL, parseBaseUrl } from './base-url.ts'
import type { OAuthLogin } from './secret.ts'
import { type AuthorizationCode, encodeForm } from './sign-in.ts'

/** An app in Gong, the host that people sign in to, and the scopes that the app asks for, separated by spaces. */
export interface OAuthApp {
  readonly host: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
}

type OAuthClient = Pick<OAuthLogin, 'clientId' | 'clientSecret' | 'tokenUrl'>

/** The tokens that Gong issued. */
interface Tokens {
  readonly accessToken: string
  /** Absent where the one before stays valid. */
  readonly refreshToken?: string | undefined
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly scope?: string | undefined
  /** Where the API of the company is. */
  readonly baseUrl?: string | undefined
}

/**
 * Exchanges the code of a sign-in for tokens.
 *
 * @returns the login, and the base URL of its company
 * @throws Failure `auth` when the code is refused, `unreachable` without a usable answer
 */
export async function exchangeCode(
  context: Context,
  { host, clientId, clientSecret, scope: requestedScope }: OAuthApp,
  { code, redirect }: AuthorizationCode,
): Promise<{ readonly login: OAuthLogin; readonly baseUrl: string }> {
  const client = { clientId, clientSecret, tokenUrl: `${host}/oauth2/generate-customer-token` }
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirect }
  const { accessToken, refreshToken, expiresAt, scope, baseUrl } = await requestTokens(context, client, grant)
  if (refreshToken === undefined)
    throw new Failure('unreachable', 'Gong gave no refresh token, so this login would end with its first token')
  const login = { ...client, accessToken, refreshToken, expiresAt, scope: scope ?? requestedScope }
  return { login, baseUrl: checkedBaseUrl(baseUrl) }
}

function checkedBaseUrl(baseUrl = DEFAULT_BASE_URL): string {
  try {
    return parseBaseUrl(baseUrl)
  } catch (cause) {
    throw new Failure('unreachable', 'Gong named an address of its API that cannot be used', { cause })
  }
}

/** Exchanges a refresh token, which works once. @throws Failure `auth` when it is refused, `unreachable` without an answer */
export function refreshTokens(context: Context, client: OAuthClient, refreshToken: string): Promise<Tokens> {
  return requestTokens(context, client, { grant_type: 'refresh_token', refresh_token: refreshToken })
}

/** The fields of a token request. */
type Grant = Readonly<Record<string, string>>

/** Never retries: a code or a refresh token whose answer was lost is spent. */
async function requestTokens(context: Context, client: OAuthClient, grant: Grant): Promise<Tokens> {
  const asForm = await post(context, client, grant, 'form')
  const { status, text } = isFormRefused(asForm) ? await post(context, client, grant, 'query') : asForm
  const tokens = status === 200 ? parseTokens(text, context.clock.now()) : undefined
  if (tokens !== undefined) return tokens
  throw refusal(client, status, text, [client.clientSecret, ...Object.values(grant)])
}

interface TokenResponse {
  readonly status: number
  readonly text: string
}

const MAX_BODY_MB = 1
const TIMEOUT_MS = 30_000

async function post(
  context: Context,
  client: OAuthClient,
  grant: Grant,
  where: 'form' | 'query',
): Promise<TokenResponse> {
  const { network, clock, interrupted } = context
  const grace = signalAfterGrace(context)
  try {
    interrupted.throwIfAborted()
    const response = await network(tokenRequest(client, grant, where), grace.signal)
    const bytes = await readBody(response, { maxBodyMb: MAX_BODY_MB, timeoutMs: TIMEOUT_MS, clock })
    return { status: response.status, text: new TextDecoder().decode(bytes) }
  } catch (cause) {
    if (interrupted.aborted) throw new Failure('interrupted', 'interrupted')
    const reason = reasonIn(cause)
    throw new Failure('unreachable', `${client.tokenUrl} gave no whole answer${reason ? `: ${reason}` : ''}`, { cause })
  } finally {
    grace.stop()
  }
}

/** Servers differ on where the fields go (field notes, "Sign-in"), so both are possible. */
function tokenRequest({ clientId, clientSecret, tokenUrl }: OAuthClient, grant: Grant, where: 'form' | 'query') {
  const fields = encodeForm(grant)
  const headers = {
    authorization: basicAuthorization(clientId, clientSecret),
    accept: 'application/json',
    'user-agent': 'gong-cli',
  }
  const request = { method: 'POST', url: tokenUrl, headers, timeoutMs: TIMEOUT_MS } satisfies HttpRequest
  if (where === 'query') return { ...request, url: `${tokenUrl}?${fields}` }
  return { ...request, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: fields }
}

function reasonIn(cause: unknown): string | undefined {
  if (cause instanceof Failure) return cause.message
  const code = errorCode(cause)
  return code && networkReason(cause, code, TIMEOUT_MS).reason
}

/** Milliseconds after Ctrl-C in which the answer may still come: its tokens cannot be had again. */
const GRACE_MS = 500

/** A signal that follows Ctrl-C after the grace period, and what stops listening for Ctrl-C. */
function signalAfterGrace({ clock, interrupted }: Context): {
  readonly signal: AbortSignal
  readonly stop: () => void
} {
  const [abort, stopped] = [new AbortController(), new AbortController()]
  const wait = async () => {
    await clock.sleep(GRACE_MS, stopped.signal)
    abort.abort(interrupted.reason)
  }
  const onInterrupt = () => void wait().catch(() => undefined)
  const forget = onAbort(interrupted, onInterrupt)
  const stop = () => {
    forget()
    stopped.abort()
  }
  return { signal: abort.signal, stop }
}

/** Whether the server did not read the fields of a form, so that nothing is spent yet. */
function isFormRefused({ status, text }: TokenResponse): boolean {
  const body = parsedJson(text)
  const error = isRow(body) ? body.error : undefined
  return status === 415 || (status === 400 && (error === undefined || error === 'invalid_request'))
}

const DAY_SECONDS = 86_400

/** @returns `undefined` for anything but tokens */
function parseTokens(text: string, nowMs: number): Tokens | undefined {
  const body = parsedJson(text)
  if (!isRow(body) || typeof body.access_token !== 'string') return undefined
  const optional = (name: string) =>
    typeof body[name] === 'string' && body[name] !== '' ? String(body[name]) : undefined
  const seconds = Number(body.expires_in ?? DAY_SECONDS)
  return {
    accessToken: body.access_token,
    refreshToken: optional('refresh_token'),
    expiresAt: nowMs + (Number.isFinite(seconds) ? seconds : DAY_SECONDS) * 1000,
    scope: optional('scope'),
    baseUrl: optional('api_base_url_for_customer'),
  }
}

function refusal({ tokenUrl }: OAuthClient, status: number, text: string, secrets: readonly string[]): Failure {
  if (status === 429)
    return new Failure('limited', `${tokenUrl} asks to come back later`, { hint: 'try again in a minute', status })
  const message = secrets.reduce((words, secret) => words.replaceAll(secret, '***'), errorMessage(text))
  if (status >= 400 && status < 500 && message !== '')
    return new Failure('auth', `Gong issued no tokens: ${message}`, { status })
  return new Failure('unreachable', `${tokenUrl} answered ${status}, and not in Gong's form`, { status })
}

/** OAuth names one error, Gong lists its errors. */
function errorMessage(text: string): string {
  const body = parsedJson(text)
  if (!isRow(body)) return ''
  const { error, error_description: description, errors } = body
  const words = Array.isArray(errors) ? errors : [error, description]
  return words.filter((word) => typeof word === 'string').join(': ')
}
