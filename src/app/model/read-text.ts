import { Failure } from '../../lib/errors.ts'
import { decode } from '../../text/decode.ts'
import type { Job } from './job.ts'

/** Where files and stdin are, and in which encoding. */
export interface Reading {
  readonly context: Pick<Job['context'], 'files' | 'stdin'>
  readonly globals: Pick<Job['globals'], 'encoding'>
}

/**
 * The text of a file or of stdin (`-`): the only reader of text that is handed over.
 *
 * @throws Failure `usage` when it is not there, or no text of the encoding that it should have
 */
export async function readText(path: string, { context, globals: { encoding } }: Reading): Promise<string> {
  const bytes = await readOnce(path, context)
  if (bytes === undefined) throw new Failure('usage', `there is no file ${path}`)
  return decode(bytes, path === '-' ? 'stdin' : path, encoding)
}

const READ = new WeakMap<Reading['context'], Map<string, Promise<Uint8Array | undefined>>>()

/** The bytes of a file or of stdin (`-`), read once in a run: a pipe gives them once alone, and they are checked before they are used. @throws Failure `usage` for a path without a name */
export async function readOnce(path: string, context: Reading['context']): Promise<Uint8Array | undefined> {
  if (path === '')
    throw new Failure('usage', 'there is no name of a file behind @', { hint: '@ids.txt, or - for stdin' })
  const cached = READ.get(context) ?? new Map<string, Promise<Uint8Array | undefined>>()
  READ.set(context, cached)
  const bytes = cached.get(path) ?? (path === '-' ? context.stdin.bytes() : context.files.read(path))
  cached.set(path, bytes)
  return await bytes
}
