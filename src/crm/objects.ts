import { MAX_UPLOAD_BYTES, objectProblems } from '../catalogue/crm-objects.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'
import { decode } from '../text/decode.ts'
import { textSource } from '../text/source.ts'
import { linesOf } from './lines.ts'

/** Bad lines that are named; the rest is counted. */
const MAX_NAMED_LINES = 20

/**
 * Checks a whole file of objects as Gong will (operation uploadCrmData): JSON, one object on a line, each object once.
 *
 * @param type in Gong's spelling, such as `BUSINESS_USER`
 * @param encoding of the file, when it is not UTF-8
 * @returns how many objects there are
 * @throws Failure `usage` that names the bad lines, or when the file is missing, empty or too large
 */
export async function checkObjectsFile(files: Files, path: string, type: string, encoding?: string): Promise<number> {
  const raw = await files.open(path)
  if (raw === undefined) throw new Failure('usage', `<file>: there is no file ${path}`)
  if (raw.size > MAX_UPLOAD_BYTES)
    throw new Failure('usage', `<file>: ${path} has ${raw.size} bytes; Gong takes at most 200 MB`, {
      hint: `split -C 190m ${path}`,
    })
  const file = await textSource(raw, path, encoding)
  const bad: string[] = []
  const lines = new Map<string, number>()
  let [number, wrong] = [0, 0]
  for await (const line of linesOf(file.chunks())) {
    number += 1
    const problems = line.length === 0 ? ['is empty'] : problemsOf(type, decode(line, path), number, lines)
    if (problems.length > 0 && ++wrong <= MAX_NAMED_LINES) bad.push(`line ${number}: ${problems.join(', ')}`)
  }
  if (wrong > 0) throw badLines(path, bad, wrong)
  if (number === 0) throw new Failure('usage', `<file>: ${path} is empty`)
  return number
}

function badLines(path: string, bad: readonly string[], count: number): Failure {
  const rest = count > bad.length ? [`and ${count - bad.length} more`] : []
  const message = [`<file>: ${path} has ${count} bad ${count === 1 ? 'line' : 'lines'}`, ...bad, ...rest].join('\n  ')
  return new Failure('usage', message, { hint: 'one JSON object on each line: gong crm objects upload --help' })
}

function problemsOf(type: string, text: string, number: number, lines: Map<string, number>): string[] {
  const row = parseLine(text)
  if (typeof row === 'string') return [row]
  const id = row.objectId
  const before = typeof id === 'string' ? lines.get(id) : undefined
  if (typeof id === 'string' && before === undefined) lines.set(id, number)
  return [
    ...objectProblems(type, row),
    ...(before === undefined ? [] : [`objectId ${id} is on line ${before} already`]),
  ]
}

function parseLine(text: string): Row | string {
  try {
    const value: Json = JSON.parse(text)
    return isRow(value) ? value : 'is not an object'
  } catch {
    return 'is not JSON'
  }
}
