import { Failure } from '../../src/lib/errors.ts'
import type { Keychain } from '../../src/platform/ports.ts'

/** A keychain that refuses everything, with this sentence. */
export function brokenKeychain(message: string): Keychain {
  const refuse = () => Promise.reject(new Failure('auth', message))
  return { get: refuse, set: refuse, remove: refuse }
}

/** A machine without a keychain. */
export const noKeychain = brokenKeychain('there is no keychain here')

/** A keychain that works. `held` is what it holds, by service and account. */
export function fakeKeychain(held = new Map<string, string>()): Keychain & { readonly held: Map<string, string> } {
  const at = (service: string, account: string) => `${service}/${account}`
  return {
    held,
    get: async (...where) => held.get(at(...where)),
    set: async (service, account, secret) => {
      held.set(at(service, account), secret)
    },
    remove: async (...where) => {
      held.delete(at(...where))
    },
  }
}
