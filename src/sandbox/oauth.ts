import { basicAuthorization } from '../lib/basic-auth.ts'
import type { Row } from '../lib/rows.ts'
import type { HttpRequest, HttpResponse } from '../platform/http.ts'
import type { Changes } from './changes.ts'
import type { SandboxKey } from './keys.ts'
import { response } from './reply.ts'
import { headerOf } from './route.ts'
import { textOf } from './upload.ts'

/** The app that may sign people in, whose redirect address may be any of this machine. */
export const OAUTH_CLIENT = { id: 'sandbox-client', secret: 'sandbox-client-secret' } as const

/** Milliseconds that a code and an access token live (field notes, "Sign-in"). */
const LIFE_MS = { code: 10 * 60_000, access: 24 * 3_600_000 } as const

interface OAuthState {
  readonly changes: Changes
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** The two addresses of OAuth; `undefined` for any other request. Every sign-in is granted. */
export function answerOAuth(request: HttpRequest, state: OAuthState): HttpResponse | undefined {
  const { pathname } = new URL(request.url)
  if (pathname === '/oauth2/authorize' && request.method === 'GET') return authorize(request, state)
  if (pathname === '/oauth2/generate-customer-token' && request.method === 'POST') return issueTokens(request, state)
  return undefined
}

/** Whose token this is; `undefined` for none that is alive. It has the scopes that were granted. */
export function keyOfToken(authorization: string | undefined, { changes, now }: OAuthState): SandboxKey | undefined {
  const [, token = ''] = /^bearer (.+)$/i.exec(authorization ?? '') ?? []
  const found = changes.get('oauthAccess', token)
  if (found === undefined || Number(found.until) <= now) return undefined
  return { accessKey: token, secret: token, lacks: [], granted: String(found.scope).split(' '), seesCalls: true }
}

function authorize(request: HttpRequest, { changes, now }: OAuthState): HttpResponse {
  const { searchParams: query } = new URL(request.url)
  const redirect = query.get('redirect_uri') ?? ''
  if (query.get('client_id') !== OAUTH_CLIENT.id || !isOfThisMachine(redirect))
    return response(400, 'text/html', '<!doctype html><title>400</title><h1>Unknown client or redirect</h1>')
  const back = new URL(redirect)
  back.searchParams.set('state', query.get('state') ?? '')
  const scope = query.get('scope') ?? ''
  if (query.get('response_type') !== 'code' || scope === '') {
    back.searchParams.set('error', scope === '' ? 'invalid_scope' : 'unsupported_response_type')
  } else {
    const code = newToken('code', changes)
    changes.put('oauthCodes', code, { scope, redirect, until: now + LIFE_MS.code })
    back.searchParams.set('code', code)
  }
  return response(302, 'text/html', '', { location: back.href })
}

function isOfThisMachine(address: string): boolean {
  return URL.canParse(address) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(address).hostname)
}

/** Takes the fields from a form and from the query alike: clients differ, and Gong's answer to that is not known. */
function issueTokens(request: HttpRequest, state: OAuthState): HttpResponse {
  const basic = basicAuthorization(OAUTH_CLIENT.id, OAUTH_CLIENT.secret)
  if (headerOf(request, 'authorization') !== basic) return oauthError(401, 'invalid_client')
  const { searchParams, origin } = new URL(request.url)
  const fields = new URLSearchParams([...searchParams, ...new URLSearchParams(textOf(request.body))])
  const grant = fields.get('grant_type')
  if (grant !== 'authorization_code' && grant !== 'refresh_token') return oauthError(400, 'unsupported_grant_type')
  const spent =
    grant === 'refresh_token' ? consume('oauthRefresh', fields.get('refresh_token'), state) : consumeCode(fields, state)
  return spent === undefined ? oauthError(400, 'invalid_grant') : tokenAnswer(String(spent.scope), origin, state)
}

function consumeCode(fields: URLSearchParams, state: OAuthState): Row | undefined {
  const code = consume('oauthCodes', fields.get('code'), state)
  return code?.redirect === fields.get('redirect_uri') ? code : undefined
}

/** Codes and refresh tokens are valid for one use. */
function consume(collection: string, id: string | null, { changes, now }: OAuthState): Row | undefined {
  const found = changes.get(collection, id ?? '')
  changes.remove(collection, id ?? '')
  return found !== undefined && Number(found.until ?? Number.POSITIVE_INFINITY) > now ? found : undefined
}

function tokenAnswer(scope: string, origin: string, { changes, now }: OAuthState): HttpResponse {
  const [access, refresh] = [newToken('access', changes), newToken('refresh', changes)]
  changes.put('oauthAccess', access, { scope, until: now + LIFE_MS.access })
  changes.put('oauthRefresh', refresh, { scope })
  return oauthAnswer(200, {
    access_token: access,
    refresh_token: refresh,
    token_type: 'Bearer',
    expires_in: LIFE_MS.access / 1000,
    scope,
    // A company has a host of its own, but on this machine there is only one.
    api_base_url_for_customer: origin.replace('//app.', '//us-1.api.'),
  })
}

/** Counts on, across the restarts of a company that is kept in a file. */
function newToken(what: string, changes: Changes): string {
  const count = Number(changes.get('oauth', 'issued')?.count ?? 0) + 1
  changes.put('oauth', 'issued', { count })
  return `sandbox-${what}-${count}`
}

function oauthError(status: number, error: string): HttpResponse {
  return oauthAnswer(status, { error })
}

function oauthAnswer(status: number, body: Row): HttpResponse {
  return response(status, 'application/json', JSON.stringify(body), { 'cache-control': 'no-store' })
}
