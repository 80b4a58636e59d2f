import type { TextPage } from '../platform/ports.ts'

const SIGNED_IN = 'gong has what it needs. Go back to the terminal; this window can be closed.'
const REFUSED = 'Gong did not let you in; the terminal says why. This window can be closed.'
const UNRELATED = 'This is not the answer to the sign-in that gong is waiting for, which goes on.'

/** Gong's answer to a sign-in: a code, or why there is none. */
export type SignInAnswer = { readonly code: string } | { readonly refusal: string }

/** @returns `undefined` for anything but the answer to the sign-in with this `state`, which another page cannot know */
export function signInAnswer(address: string, state: string): SignInAnswer | undefined {
  if (!URL.canParse(address)) return undefined
  const { searchParams: query } = new URL(address)
  const single = (name: string) => (query.getAll(name).length === 1 ? (query.get(name) ?? '') : '')
  if (single('state') !== state) return undefined
  if (single('error')) return { refusal: [single('error'), single('error_description')].filter(Boolean).join(': ') }
  return single('code') ? { code: single('code') } : undefined
}

/** The page that the browser shows for the path and query that it requests. @param resolve gets the answer to the sign-in */
export function pageFor(
  target: string,
  redirect: URL,
  state: string,
  resolve: (answer: SignInAnswer) => void,
): TextPage {
  const address = `${redirect.origin}${target}`
  if (!URL.canParse(address) || new URL(address).pathname !== redirect.pathname)
    return { status: 404, text: 'Nothing is here.' }
  const answer = signInAnswer(address, state)
  if (answer === undefined) return { status: 400, text: UNRELATED }
  resolve(answer)
  return { status: 200, text: 'code' in answer ? SIGNED_IN : REFUSED }
}
