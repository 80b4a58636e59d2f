import { Failure } from '../lib/errors.ts'
import { parsedJson } from '../lib/parse-json'
import { isRow } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'

/** Where people sign in to Gong. The paths below it are those of field notes, "Sign-in". */
export const signInHost = 'https://app.gong.io'

/** Where tokens are issued, by the host that people sign in to. */
export function tokenUrlOf(host: string): string {
  return `${host}/oauth2/generate-customer-token`
}

interface SignIn {
  /** Origin, such as `https://app.gong.io`. */
  readonly host: string
  readonly clientId: string
  /** Scopes with a space between. */
  readonly scope: string
  /** Where Gong sends the browser afterwards; it must be registered there. */
  readonly redirect: string
  /** A random text that only this sign-in knows. */
  readonly state: string
}

/** The address that somebody opens to sign in. Nothing in it is secret for longer than the sign-in. */
export function signInAddress({ host, clientId, scope, redirect, state }: SignIn): string {
  const query = { client_id: clientId, response_type: 'code', scope, redirect_uri: redirect, state }
  return `${host}/oauth2/authorize?${form(query)}`
}

/** How Gong answered a sign-in: a code, good once and for ten minutes, or why there is none. */
export type Returned = { readonly code: string } | { readonly refused: string }

/**
 * Reads the address that a browser was sent back to.
 *
 * @returns `undefined` for anything but the answer to the sign-in with this `state`: another page could have made it up
 */
export function returned(address: string, state: string): Returned | undefined {
  if (!URL.canParse(address)) return undefined
  const { searchParams: query } = new URL(address)
  const only = (name: string) => (query.getAll(name).length === 1 ? (query.get(name) ?? '') : '')
  if (only('state') !== state) return undefined
  if (only('error')) return { refused: [only('error'), only('error_description')].filter(Boolean).join(': ') }
  return only('code') ? { code: only('code') } : undefined
}

/** The code of an answer. @throws Failure `auth` when Gong, or whoever signed in, refused */
export function codeOf(answer: Returned): string {
  if ('code' in answer) return answer.code
  const hint = answer.refused.startsWith('invalid_scope')
    ? 'gong profiles login, with the --scopes that the app has'
    : undefined
  throw new Failure('auth', `Gong did not let you in: ${answer.refused}`, { hint })
}

/** What Gong issued. */
export interface Issued {
  readonly accessToken: string
  /** Absent where the one before stays good. */
  readonly refreshToken?: string | undefined
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly scope?: string | undefined
  /** Where the API of the company is. */
  readonly baseUrl?: string | undefined
}

const DAY = 86_400

/** Reads the answer of the token endpoint; `undefined` when it is none. @param now milliseconds since the epoch */
export function issuedIn(text: string, now: number): Issued | undefined {
  const body = parsedJson(text)
  if (!isRow(body) || typeof body.access_token !== 'string') return undefined
  const optional = (name: string) =>
    typeof body[name] === 'string' && body[name] !== '' ? String(body[name]) : undefined
  const seconds = Number(body.expires_in ?? DAY)
  return {
    accessToken: body.access_token,
    refreshToken: optional('refresh_token'),
    expiresAt: now + (Number.isFinite(seconds) ? seconds : DAY) * 1000,
    scope: optional('scope'),
    baseUrl: optional('api_base_url_for_customer'),
  }
}

/** What is asked of the token endpoint. */
export type Grant = { readonly [field: string]: string }

/** The request for tokens. Clients differ on where the fields go (field notes, "Sign-in"), so both are possible. */
export function tokenRequest(
  url: string,
  authorization: string,
  grant: Grant,
  inForm: boolean,
): Parameters<Context['network']>[0] {
  const fields = form(grant)
  return {
    method: 'POST',
    url: inForm ? url : `${url}?${fields}`,
    headers: {
      authorization,
      accept: 'application/json',
      'user-agent': 'gong-cli',
      ...(inForm && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    body: inForm ? fields : undefined,
    timeoutMs: 30_000,
  }
}

/** A space as `%20`, which every server understands, in a form and in a query; colons, of which scopes are full, as they are. */
function form(fields: Grant): string {
  return new URLSearchParams(fields).toString().replaceAll('+', '%20').replaceAll('%3A', ':')
}
