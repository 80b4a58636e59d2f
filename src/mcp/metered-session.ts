import type { Session } from './session.ts'

/** The same session, and how many requests this one call has sent. */
export function meteredSession(session: Session): Session & { readonly requests: number } {
  let requests = 0
  return {
    ...session,
    get requests() {
      return requests
    },
    counting: (network) =>
      session.counting(network, () => {
        requests += 1
      }),
  }
}
