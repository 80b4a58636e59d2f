import type { Send } from '../api/transport.ts'
import { openSandbox } from './handle.ts'
import { ACCESS } from './keys.ts'

/**
 * The sandbox inside this process, for `--sandbox`: the sender, and the address and credentials that go with it.
 *
 * @param now milliseconds since the epoch
 */
export function embedded(now: () => number): { send: Send; baseUrl: string; authorization: string } {
  const { accessKey, secret } = ACCESS.full
  return {
    send: openSandbox({ now }),
    baseUrl: 'https://sandbox.example',
    authorization: `Basic ${Buffer.from(`${accessKey}:${secret}`).toString('base64')}`,
  }
}
