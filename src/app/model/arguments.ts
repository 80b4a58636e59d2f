import type { ArgumentValues } from '../../api/request.ts'
import { type Operation, takesList } from '../../catalogue/operation.ts'
import { Failure } from '../../lib/errors.ts'
import type { FileSource } from '../../platform/files.ts'
import type { Job } from './job.ts'

/** What was typed, as arguments of the operation: a list over the cap of Gong is cut into batches of its own. */
export function batches({ params }: Operation, input: ArgumentValues): ArgumentValues[] {
  const given: ArgumentValues = Object.fromEntries(Object.keys(params).map((name) => [name, input[name]]))
  const [name, most] = capped(params, given) ?? []
  const list = name === undefined ? undefined : given[name]
  if (name === undefined || most === undefined || !Array.isArray(list)) return [given]
  const starts = Array.from({ length: Math.ceil(list.length / most) }, (_, index) => index * most)
  return starts.map((start) => ({ ...given, [name]: list.slice(start, start + most) }))
}

/** The list among what was given that Gong takes only so much of, and how much. */
function capped(params: Operation['params'], given: ArgumentValues): readonly [name: string, most: number] | undefined {
  for (const [name, { to, max }] of Object.entries(params))
    if (takesList(to) && max !== undefined && given[name] !== undefined) return [name, max]
  return undefined
}

/** The file of an upload, opened before anything is sent. */
export async function fileOf(
  { params }: Operation,
  input: ArgumentValues,
  { context, globals }: Pick<Job, 'context' | 'globals'>,
): Promise<FileSource | undefined> {
  const name = Object.keys(params).find((key) => params[key]?.to.startsWith('part.'))
  if (name === undefined || input[name] === undefined) return undefined
  const file = await context.files.open(String(input[name]))
  if (file === undefined) throw new Failure('usage', `there is no file ${String(input[name])}`)
  if (params[name]?.text !== true) return file
  return await (await import('../../text/source.ts')).textSource(file, String(input[name]), globals.encoding)
}
