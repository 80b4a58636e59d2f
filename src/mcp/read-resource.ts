import type { Failure } from '../lib/errors.ts'
import { meteredSession } from './metered-session.ts'
import type { Session } from './session.ts'
import type { ResourceSet } from './tool.ts'

interface ReadableResources {
  readonly resources: ResourceSet
  readonly failureOf: (error: unknown) => Failure
}

/**
 * Reads a document, and notes it as a call of a tool would be. What cannot be noted is not answered.
 *
 * @returns `undefined` for an address that is none of its documents
 * @throws what reading it fails with; a Failure where the audit log cannot be written
 */
export async function readNoted(
  uri: string,
  { resources, failureOf }: ReadableResources,
  session: Session,
  signal: AbortSignal,
): ReturnType<ResourceSet['read']> {
  const metered = meteredSession(session)
  const note = async (bytes: number, outcome: string) => {
    const { requests } = metered
    const entry = { session: session.id, tool: 'resources/read', arguments: { uri }, requests, bytes, outcome }
    await session.audit.write(entry)
  }
  try {
    const found = await resources.read(uri, metered, signal)
    await note(Buffer.byteLength(found?.text ?? ''), found === undefined ? 'not-found' : 'ok')
    return found
  } catch (error) {
    await note(0, signal.aborted ? 'interrupted' : failureOf(error).kind)
    throw error
  }
}
