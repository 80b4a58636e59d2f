import type { WireRequest, WireResponse } from '../api/transport.ts'
import type { Row } from '../lib/rows.ts'
import type { Changes } from './changes.ts'
import { textOf } from './form.ts'
import type { Access } from './keys.ts'
import { response } from './reply.ts'
import { header } from './route.ts'

/** The app that may sign people in, whose redirect address may be any of this machine. */
export const CLIENT = { id: 'sandbox-client', secret: 'sandbox-client-secret' } as const

/** Milliseconds that a code and an access token live (field notes, "Sign-in"). */
const LIVES = { code: 10 * 60_000, access: 24 * 3_600_000 } as const

interface Desk {
  readonly done: Changes
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** The two addresses of OAuth; `undefined` for any other request. Everybody who asks to be let in is. */
export function signedIn(request: WireRequest, desk: Desk): WireResponse | undefined {
  const { pathname } = new URL(request.url)
  if (pathname === '/oauth2/authorize' && request.method === 'GET') return authorize(request, desk)
  if (pathname === '/oauth2/generate-customer-token' && request.method === 'POST') return issue(request, desk)
  return undefined
}

/** Whose token this is; `undefined` for none that is alive. It has the scopes that were granted. */
export function holderOf(authorization: string | undefined, { done, now }: Desk): Access | undefined {
  const [, token = ''] = /^bearer (.+)$/i.exec(authorization ?? '') ?? []
  const found = done.get('oauthAccess', token)
  if (found === undefined || Number(found.until) <= now) return undefined
  return { accessKey: token, secret: token, lacks: [], granted: String(found.scope).split(' '), seesCalls: true }
}

function authorize(request: WireRequest, { done, now }: Desk): WireResponse {
  const { searchParams: query } = new URL(request.url)
  const redirect = query.get('redirect_uri') ?? ''
  if (query.get('client_id') !== CLIENT.id || !isOfThisMachine(redirect))
    return response(400, 'text/html', '<!doctype html><title>400</title><h1>Unknown client or redirect</h1>')
  const back = new URL(redirect)
  back.searchParams.set('state', query.get('state') ?? '')
  const scope = query.get('scope') ?? ''
  if (query.get('response_type') !== 'code' || scope === '') {
    back.searchParams.set('error', scope === '' ? 'invalid_scope' : 'unsupported_response_type')
  } else {
    const code = fresh('code', done)
    done.put('oauthCodes', code, { scope, redirect, until: now + LIVES.code })
    back.searchParams.set('code', code)
  }
  return response(302, 'text/html', '', { location: back.href })
}

function isOfThisMachine(address: string): boolean {
  return URL.canParse(address) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(address).hostname)
}

/** Takes the fields from a form and from the query alike: clients differ, and Gong's answer to that is not known. */
function issue(request: WireRequest, desk: Desk): WireResponse {
  const basic = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`
  if (header(request, 'authorization') !== basic) return refused(401, 'invalid_client')
  const { searchParams, origin } = new URL(request.url)
  const fields = new URLSearchParams([...searchParams, ...new URLSearchParams(textOf(request.body))])
  const grant = fields.get('grant_type')
  if (grant !== 'authorization_code' && grant !== 'refresh_token') return refused(400, 'unsupported_grant_type')
  const spent =
    grant === 'refresh_token' ? spend('oauthRefresh', fields.get('refresh_token'), desk) : codeIn(fields, desk)
  return spent === undefined ? refused(400, 'invalid_grant') : granted(String(spent.scope), origin, desk)
}

function codeIn(fields: URLSearchParams, desk: Desk): Row | undefined {
  const code = spend('oauthCodes', fields.get('code'), desk)
  return code?.redirect === fields.get('redirect_uri') ? code : undefined
}

/** Codes and refresh tokens are good for one use: whoever comes with one takes it away. */
function spend(collection: string, id: string | null, { done, now }: Desk): Row | undefined {
  const found = done.get(collection, id ?? '')
  done.remove(collection, id ?? '')
  return found !== undefined && Number(found.until ?? Number.POSITIVE_INFINITY) > now ? found : undefined
}

function granted(scope: string, origin: string, { done, now }: Desk): WireResponse {
  const [access, refresh] = [fresh('access', done), fresh('refresh', done)]
  done.put('oauthAccess', access, { scope, until: now + LIVES.access })
  done.put('oauthRefresh', refresh, { scope })
  return json(200, {
    access_token: access,
    refresh_token: refresh,
    token_type: 'Bearer',
    expires_in: LIVES.access / 1000,
    scope,
    // A company has a host of its own, but on this machine there is only one.
    api_base_url_for_customer: origin.replace('//app.', '//us-1.api.'),
  })
}

/** Counts on, across the restarts of a company that is kept in a file. */
function fresh(what: string, done: Changes): string {
  const count = Number(done.get('oauth', 'issued')?.count ?? 0) + 1
  done.put('oauth', 'issued', { count })
  return `sandbox-${what}-${count}`
}

function refused(status: number, error: string): WireResponse {
  return json(status, { error })
}

function json(status: number, body: Row): WireResponse {
  return response(status, 'application/json', JSON.stringify(body), { 'cache-control': 'no-store' })
}
