/** Why a request is not believed: what is answered, and what is said of it. Neither says anything of the token or the secret. */
export const refusals = {
  'no-token': { status: 401, means: 'no signed token in the Authorization header' },
  malformed: { status: 401, means: 'the token is no JWT' },
  'wrong-algorithm': { status: 401, means: 'the token is not signed with RS256' },
  'wrong-signature': { status: 401, means: 'the token is signed with another key, or was altered' },
  'no-claim': { status: 401, means: 'the token lacks webhook_url or body_sha256' },
  expired: { status: 401, means: 'the token has expired' },
  'too-old': { status: 401, means: 'the token was made too long ago' },
  'not-yet-valid': { status: 401, means: 'the token is of the future' },
  undated: {
    status: 401,
    means: 'the token does not say when it was made, nor does it end within a day; --max-age 0s takes it',
  },
  'wrong-body': { status: 401, means: 'the body is not the one that was signed' },
  'wrong-url': { status: 403, means: 'the token is for another address' },
  replayed: { status: 409, means: 'this token has delivered its event before' },
  'wrong-path': { status: 404, means: 'nothing is here' },
  'wrong-method': { status: 405, means: 'events are sent with POST' },
  'not-an-event': { status: 400, means: 'the body is no event: {"callData": {"metaData": {"id": …}}, "isTest": …}' },
  'too-large': { status: 413, means: 'the body is too large' },
  'broken-off': { status: 400, means: 'the body broke off' },
  busy: { status: 503, means: 'too much at once' },
  'not-stored': { status: 503, means: 'the event could not be stored' },
} as const

export type Refusal = keyof typeof refusals
