import { Failure, type FailureKind } from '../lib/errors.ts'

/** What is only good to know: `undefined` where Gong refuses it, or does not know what was asked about. */
export async function unlessRefused<T>(ask: () => Promise<T>): Promise<T | undefined> {
  return await unless(ask, ['auth', 'rejected', 'not-found'])
}

/** The same where the key may not ask. */
export async function unlessForbidden<T>(ask: () => Promise<T>): Promise<T | undefined> {
  return await unless(ask, ['auth'])
}

async function unless<T>(ask: () => Promise<T>, kinds: readonly FailureKind[]): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    // Without a status Gong was not asked.
    if (error instanceof Failure && kinds.includes(error.kind) && error.status !== undefined) return undefined
    throw error
  }
}
