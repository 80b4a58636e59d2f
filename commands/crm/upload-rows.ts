import { hasEnded } from '../../src/app/model/poll.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { resultRows } from '../../src/bulk/run/result-rows.ts'
import { type ChosenLines, columnNames, type TableLine } from '../../src/bulk/table/table.ts'
import { defined } from '../../src/lib/defined.ts'
import { type Page, type Pages, type Row, rowsIn } from '../../src/lib/rows.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import type { CheckedObjects } from './checked-objects.ts'
import { statePage } from './requests.ts'
import type { RunEnd, UploadState } from './upload-state.ts'

/** A row for each upload that left, with Gong's errors at the lines of the source. */
export async function* uploadRows(objects: CheckedObjects, { states }: RunEnd): Pages {
  const lineOf = await sourceLines(objects, states)
  for (const [index, { request, row, state, upload }] of states.entries()) {
    if (state === 'not sent') continue
    const { objects: count } = upload
    if (row === undefined)
      yield { rows: [{ clientRequestId: request, ...(state === 'unknown' && { status: 'unknown' }), objects: count }] }
    else {
      const errors = rowsIn(row.errors).map(({ line = 0, description = null }): Row => {
        const column = headingIn(String(description), objects)
        return { line: lineOf(index, Number(line)), ...defined({ column }), description }
      })
      yield statePage({ request }, { ...row, ...(row.errors !== undefined && { errors }), objects: count })
    }
  }
}

/** The lines of the source at which Gong's errors are; only where there are any is it read again for them. */
async function sourceLines(
  { layout, lines }: CheckedObjects,
  states: readonly UploadState[],
): Promise<(index: number, line: number) => number> {
  const wanted = states.map(({ row }) => new Set(rowsIn(row?.errors).map(({ line }) => Number(line))))
  const found = states.map(() => new Map<number, number>())
  if (wanted.some((numbers) => numbers.size > 0)) {
    const place = placeOf(layout)
    for await (const block of lines(() => true))
      for (const { line } of block) {
        const { index, number } = place()
        if (wanted[index]?.has(number)) found[index]?.set(number, line)
      }
  }
  return (index, number) => found[index]?.get(number) ?? number
}

/** Finds the upload of each object, and its line there, from 1. */
function placeOf({
  placer,
  uploads,
}: CheckedObjects['layout']): () => { readonly index: number; readonly number: number } {
  const place = placer()
  const counts = uploads.map(() => 0)
  return () => {
    const index = place()
    const number = (counts[index] ?? 0) + 1
    counts[index] = number
    return { index, number }
  }
}

/** A row for each line of the table: its cells, and what became of it. */
export async function* lineRows(objects: CheckedObjects, end: RunEnd): Pages {
  const table = await objects.table()
  const header = columnNames(table.header)
  const outcome = outcomesOf(objects, end)
  const idColumn = table.header.indexOf(objects.headingOf('objectId') ?? 'objectId')
  for await (const lines of table.blocks()) {
    const outcomes = lines.map(({ line, cells }): Outcome => {
      const { upload, found } = outcome()
      // Not a spread copy: each of those has a shape of its own, which stays in memory for long.
      const { outcome: word, why, failed } = found
      return { outcome: word, why, failed, id: cells[idColumn], also: { line, upload } }
    })
    yield pageOf(header, lines, outcomes, objects.layout.objects)
  }
}

function pageOf(
  header: readonly string[],
  lines: readonly TableLine[],
  outcomes: readonly Outcome[],
  total: number,
): Page {
  const results = resultRows(header, ['line', 'upload'], lines)
  for (const [index, outcome] of outcomes.entries()) results.decide(index, outcome)
  return { ...results.take(), total }
}

/** The lines that did not work out, as the table is asked for them one by one. */
export function failedLines(objects: CheckedObjects, end: RunEnd): ChosenLines {
  const outcome = outcomesOf(objects, end)
  return { has: () => outcome().found.failed === true }
}

/** What became of each object, which have to be asked for from the first on. */
function outcomesOf(
  objects: CheckedObjects,
  { states, reason }: RunEnd,
): () => { readonly upload: string | null; readonly found: Outcome } {
  const place = placeOf(objects.layout)
  const ofUpload = states.map((one) => outcomesIn(one, reason, objects))
  return () => {
    const { index, number } = place()
    const found = ofUpload[index]?.(number)
    if (found === undefined) throw new Error('each object has its upload')
    return { upload: states[index]?.request ?? null, found }
  }
}

/** What became of the lines of one upload, by their number in it. */
function outcomesIn(
  { state, row }: UploadState,
  reason: string | undefined,
  objects: CheckedObjects,
): (number: number) => Outcome {
  const all = (outcome: string, why?: string) => {
    const found: Outcome = why === undefined ? { outcome } : { outcome, why, failed: true }
    return () => found
  }
  if (state === 'not sent') return all('not sent', reason ?? 'the run ended before')
  if (state === 'unknown') return all('unknown', `${reason}; the same line asks Gong for it`)
  if (row === undefined || !hasEnded(row)) return all('sent')
  const errors = new Map(rowsIn(row.errors).map(({ line, description }) => [Number(line), String(description)]))
  const count = Math.max(Number(row.totalErrorCount ?? 0), errors.size)
  const whole = errors.get(0) ?? (row.status === 'FAILED' && count === 0 ? 'Gong says FAILED, and not why' : undefined)
  if (whole !== undefined) return all('refused', `the whole upload: ${whole}`)
  const unnamed = count - errors.size
  const rest: Outcome =
    unnamed === 0 ? { outcome: 'uploaded' } : { outcome: 'unknown', why: unnamedWhy(count, errors.size), failed: true }
  return (number) => {
    const error = errors.get(number)
    if (error === undefined) return rest
    const column = headingIn(error, objects)
    return { outcome: 'refused', why: column === undefined ? error : `${column}: ${error}`, failed: true }
  }
}

function unnamedWhy(count: number, named: number): string {
  return `Gong refused ${counted(count, 'line')} of this upload and names ${formatCount(named)}: this may be one of the others`
}

/** The column of the field that an error of Gong's names: `Field [modifiedDate] …`. */
function headingIn(description: string, { headingOf }: CheckedObjects): string | undefined {
  const [, field] = /\bfield \[?["']?([\w]+)/i.exec(description) ?? []
  return field === undefined ? undefined : headingOf(field)
}
