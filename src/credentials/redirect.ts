import { Failure } from '../lib/errors.ts'
import { isLoopback } from '../lib/loopback.ts'
import type { Context, TextPage } from '../platform/ports.ts'
import { codeOf, type Returned, returned } from './oauth.ts'

/** Where Gong sends the browser unless told otherwise: beside the port of the sandbox. Gong must know the address. */
export const usualRedirect = 'http://localhost:4665/callback'

/** How long somebody may take to sign in, milliseconds. */
const PATIENCE = 5 * 60_000

const GOOD_BYE = 'gong has what it needs. Go back to the terminal; this window can be closed.'
const REFUSED = 'Gong did not let you in; the terminal says why. This window can be closed.'
const STRANGE = 'This is not the answer to the sign-in that gong is waiting for, which goes on.'

/**
 * The address that a browser is to come back to. In: what was typed. Out: the URL.
 *
 * @param manual whether nobody listens there, so that any https address will do as well
 * @throws Failure `usage` for an address that nobody here could be reached at
 */
export function redirectOf(text: string, manual: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' && isLoopback(url.hostname)) return url
  if (url?.protocol === 'https:' && manual) return url
  throw new Failure('usage', '--redirect: gong can only listen at an http address of this machine', {
    hint: `--redirect ${usualRedirect}, or --manual for the https address that Gong knows`,
  })
}

/**
 * Listens at the address until the browser comes back with the answer to this sign-in. Whatever else comes gets an error
 * page and changes nothing, since any page in the browser can send it.
 *
 * @param ready called when somebody listens, with the address as it is to be told to Gong
 * @returns the code, and that address
 * @throws Failure `auth` when the sign-in was refused or took more than five minutes; `usage` for a port that is taken
 */
export async function visited(
  context: Context,
  redirect: URL,
  state: string,
  ready: (redirect: string) => Promise<void>,
): Promise<{ readonly code: string; readonly redirect: string }> {
  const over = new AbortController()
  let arrive: (answer: Returned) => void = () => undefined
  const arrived = new Promise<Returned>((resolve) => {
    arrive = resolve
  })
  const host = redirect.hostname === 'localhost' ? '127.0.0.1' : redirect.hostname.replace(/[[\]]/g, '')
  const door = await context.startCallbackServer(host, Number(redirect.port || 80), (target) =>
    shown(target, redirect, state, arrive),
  )
  try {
    const address = withPort(redirect, door.port)
    await ready(address)
    const signal = AbortSignal.any([context.interrupted, over.signal])
    return { code: codeOf(await Promise.race([arrived, tooLate(context, signal)])), redirect: address }
  } finally {
    over.abort()
    await door.close()
  }
}

/** What the browser is shown for the path and query that it asks for. */
function shown(target: string, redirect: URL, state: string, arrive: (answer: Returned) => void): TextPage {
  const address = `${redirect.origin}${target}`
  if (!URL.canParse(address) || new URL(address).pathname !== redirect.pathname)
    return { status: 404, text: 'Nothing is here.' }
  const answer = returned(address, state)
  if (answer === undefined) return { status: 400, text: STRANGE }
  arrive(answer)
  return { status: 200, text: 'code' in answer ? GOOD_BYE : REFUSED }
}

async function tooLate({ clock }: Context, signal: AbortSignal): Promise<never> {
  await clock.sleep(PATIENCE, signal)
  throw new Failure('auth', 'nobody came back from the browser within five minutes', {
    hint: 'try again; --manual is for a browser on another machine',
  })
}

/** Gong compares the address letter by letter, so it stays as it was typed but for a port of 0. */
function withPort(redirect: URL, port: number): string {
  if (redirect.port !== '0') return redirect.href
  const chosen = new URL(redirect)
  chosen.port = String(port)
  return chosen.href
}
