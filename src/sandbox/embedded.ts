import { basicAuthorization } from '../lib/basic-auth.ts'
import type { HttpTransport } from '../platform/http.ts'
import { openSandbox } from './handle.ts'
import { SANDBOX_KEYS } from './keys.ts'

/**
 * The sandbox inside this process, for `--sandbox`: the sender, and the address and credentials that go with it.
 *
 * @param now milliseconds since the epoch
 */
export function embeddedSandbox(now: () => number): { send: HttpTransport; baseUrl: string; authorization: string } {
  const { accessKey, secret } = SANDBOX_KEYS.full
  const answer = openSandbox({ now })
  return {
    // As with a network, others get their turn between requests: signals, timers, and what comes on stdin.
    send: async (request, signal) => {
      await new Promise((resolve) => setImmediate(resolve))
      return await answer(request, signal)
    },
    baseUrl: 'https://sandbox.example',
    authorization: basicAuthorization(accessKey, secret),
  }
}
