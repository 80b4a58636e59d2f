import { Failure } from '../errors.ts'
import { decode } from '../text/decode.ts'
import type { Job } from './command.ts'

type Reading = Pick<Job, 'context' | 'globals'>

/**
 * All of a file that somebody named, or of stdin (`-`), as text: the one way in for whatever people hand over.
 *
 * @throws Failure `usage` when it is not there, or no text of the encoding that it should have
 */
export async function readText(path: string, { context, globals: { encoding } }: Reading): Promise<string> {
  if (path === '-') return decode(await context.stdin.bytes(), 'stdin', encoding)
  const bytes = await context.files.read(path)
  if (bytes === undefined) throw new Failure('usage', `there is no file ${path}`)
  return decode(bytes, path, encoding)
}
