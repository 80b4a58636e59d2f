import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { pageFor, type SignInAnswer, signInAnswer } from './sign-in-page.ts'

/** Where people sign in to Gong. The paths below it are those of field notes, "Sign-in". */
export const SIGN_IN_HOST = 'https://app.gong.io'

/** Milliseconds to sign in. */
const TIMEOUT_MS = 5 * 60_000

/** The authorization request of OAuth. */
export interface SignIn {
  /** Origin, such as `https://app.gong.io`. */
  readonly host: string
  readonly clientId: string
  /** Separated by spaces. */
  readonly scope: string
  readonly redirect: URL
  /** Whether the address is pasted that the browser ends at, because the browser is on another machine. */
  readonly isManual: boolean
}

/** What the token endpoint exchanges for tokens; it compares the redirect address with that of the sign-in. */
export interface AuthorizationCode {
  /** Good once, and for ten minutes. */
  readonly code: string
  readonly redirect: string
}

/**
 * Shows the address of the sign-in, and resolves with the code once the browser has come back from it.
 *
 * @param say shows a line on the terminal
 * @throws Failure `auth` when the sign-in was refused or took more than five minutes; `usage` for a port that is taken, or
 * a pasted address that is not the answer
 */
export async function signIn(
  context: Context,
  request: SignIn,
  say: (line: string) => Promise<void>,
): Promise<AuthorizationCode> {
  const state = Buffer.from(context.random(32)).toString('base64url')
  if (request.isManual) {
    const redirect = request.redirect.href
    await say(`open this in any browser: ${signInAddress(request, redirect, state)}`)
    return { code: pastedCode(await context.prompts.text('The address that the browser ends at'), state), redirect }
  }
  return await receiveCode(context, request.redirect, state, async (redirect) => {
    const address = signInAddress(request, redirect, state)
    await say(`sign in to Gong in the browser: ${address}`)
    if (context.prompts.available) await context.openBrowser(address)
  })
}

function signInAddress({ host, clientId, scope }: SignIn, redirect: string, state: string): string {
  const query = { client_id: clientId, response_type: 'code', scope, redirect_uri: redirect, state }
  return `${host}/oauth2/authorize?${encodeForm(query)}`
}

/**
 * Fields as `application/x-www-form-urlencoded`, with `%20` for a space, which every server understands in a form and in a
 * query; colons, of which scopes are full, stay.
 */
export function encodeForm(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString().replaceAll('+', '%20').replaceAll('%3A', ':')
}

function pastedCode(text: string, state: string): string {
  const answer = signInAnswer(text.trim(), state)
  if (answer !== undefined) return codeOrThrow(answer)
  throw new Failure('usage', 'that address is not the answer to this sign-in', {
    hint: 'copy all of it, from the address line of the same browser',
  })
}

/**
 * Listens at the redirect address until the browser brings the answer to this sign-in. Any other request gets an error page
 * and changes nothing, since any page in the browser can send one.
 *
 * @param onListening gets the redirect address, with its actual port
 */
async function receiveCode(
  context: Context,
  redirect: URL,
  state: string,
  onListening: (redirect: string) => Promise<void>,
): Promise<AuthorizationCode> {
  const done = new AbortController()
  let resolveAnswer: (answer: SignInAnswer) => void = () => undefined
  const answered = new Promise<SignInAnswer>((resolve) => {
    resolveAnswer = resolve
  })
  const host = redirect.hostname === 'localhost' ? '127.0.0.1' : redirect.hostname.replace(/[[\]]/g, '')
  const server = await context.startCallbackServer(host, Number(redirect.port || 80), (target) =>
    pageFor(target, redirect, state, resolveAnswer),
  )
  try {
    const address = withPort(redirect, server.port)
    await onListening(address)
    const signal = AbortSignal.any([context.interrupted, done.signal])
    return { code: codeOrThrow(await Promise.race([answered, timeOut(context, signal)])), redirect: address }
  } finally {
    done.abort()
    await server.close()
  }
}

async function timeOut({ clock }: Context, signal: AbortSignal): Promise<never> {
  await clock.sleep(TIMEOUT_MS, signal)
  throw new Failure('auth', 'nobody came back from the browser within five minutes', {
    hint: 'try again; --manual is for a browser on another machine',
  })
}

/** Gong compares the address character by character, so it stays as it was typed but for a port of 0. */
function withPort(redirect: URL, port: number): string {
  if (redirect.port !== '0') return redirect.href
  const listening = new URL(redirect)
  listening.port = String(port)
  return listening.href
}

/** @throws Failure `auth` when Gong or the user refused */
function codeOrThrow(answer: SignInAnswer): string {
  if ('code' in answer) return answer.code
  const hint = answer.refusal.startsWith('invalid_scope')
    ? 'gong profiles login, with the --scopes that the app has'
    : undefined
  throw new Failure('auth', `Gong did not let you in: ${answer.refusal}`, { hint })
}
