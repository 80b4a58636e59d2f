import { Failure } from '../lib/errors.ts'

/** What is only good to know: `undefined` where Gong refuses it, or does not know what was asked about. */
export async function unlessRefused<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    const isRefusal = error instanceof Failure && ['auth', 'rejected', 'not-found'].includes(error.kind)
    if (isRefusal && error.status !== undefined) return undefined
    throw error
  }
}
