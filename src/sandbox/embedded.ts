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
  return {
    send: openSandbox({ now }),
    baseUrl: 'https://sandbox.example',
    authorization: basicAuthorization(accessKey, secret),
  }
}
