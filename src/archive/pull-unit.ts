import type { RequestExtras } from '../api/request.ts'
import { Failure } from '../lib/errors.ts'
import type { Page, Pages, Row } from '../lib/rows.ts'
import type { ArchiveSpan, ManifestLine } from './archive-state.ts'
import { type ArchiveContext, isoInstant, isPartRefusal, refusalLine } from './context.ts'
import { jsonLines } from './folder.ts'

/** A unit: what is pulled in one, and goes on where a run was cut short. */
export interface Pull {
  /** The path of its files without their number: `people/users`, `calls/2026-05/details`. */
  readonly unit: string
  /** What its records are. */
  readonly what: string
  pages(extras: RequestExtras, span: ArchiveSpan | undefined): Pages
  /** Of a unit that grows: what is missing of it. */
  readonly span?: ArchiveSpan | undefined
  /** Up to when it is whole once this span has come. */
  readonly through?: string | undefined
  /** Which rows are new; all when left out. */
  readonly keep?: (row: Row) => boolean
}

/** What a pull came to. */
export interface PullResult {
  readonly files: number
  readonly rows: number
  readonly bytes: number
  /** Why Gong gives none. */
  readonly refusal?: Failure
}

/** The first path that no file of a unit has: one of them may have been lost. */
function freePath(unit: string, files: readonly ManifestLine[]): string {
  const taken = new Set(files.map(({ path }) => path))
  for (let number = 1; ; number += 1) {
    const path = `${unit}.${String(number).padStart(4, '0')}.jsonl`
    if (!taken.has(path)) return path
  }
}

/**
 * Pulls a unit, a file for each answer: the file first, then the line of the manifest with the step, so that another run goes on
 * after it. What Gong refuses is noted in the manifest.
 *
 * @throws Failure for whatever ends the run
 */
export async function pullUnit(pull: Pull, context: ArchiveContext): Promise<PullResult> {
  const done = { files: 0, rows: 0, bytes: 0 }
  try {
    await pullPages(pull, context, done)
    return done
  } catch (error) {
    if (!(error instanceof Failure) || !isPartRefusal(error)) throw error
    await context.manifest.append([refusalLine(pull.unit, error, context.nowMs())])
    return { ...done, refusal: error }
  }
}

interface Done {
  files: number
  rows: number
  bytes: number
}

async function pullPages(pull: Pull, context: ArchiveContext, done: Done): Promise<void> {
  const { manifest } = context
  const unit = manifest.state.unit(pull.unit)
  // A span that was begun keeps its end, or its steps would belong to another pull.
  const span = unit.span ?? pull.span
  if (span !== undefined && unit.span === undefined) await manifest.append([{ unit: pull.unit, ...span }])
  const through = unit.span !== undefined && span !== pull.span ? lesser(span?.to, pull.through) : pull.through
  let total: number | undefined
  let isEnded = false
  const end = (): ManifestLine => ({
    ...{ unit: pull.unit, whole: true, at: isoInstant(context.nowMs()) },
    ...(through !== undefined && { through }),
    ...(total !== undefined && { total }),
  })
  await context.mayGoOn()
  for await (const page of pull.pages({ resumeSteps: unit.steps.length > 0 ? unit.steps : null }, span)) {
    total = page.total ?? total
    const line = await writePage(page, pull, span, context, done)
    isEnded = page.resumeStep === undefined && unit.steps.length === 0
    await manifest.append(isEnded ? [line, end()] : [line])
    context.signal.throwIfAborted()
    await context.mayGoOn()
  }
  if (!isEnded) await manifest.append([end()])
}

async function writePage(
  page: Page,
  { unit, what, keep = () => true }: Pull,
  span: ArchiveSpan | undefined,
  { folder, manifest }: ArchiveContext,
  done: Done,
): Promise<ManifestLine> {
  const rows = page.rows.filter(keep)
  const step = page.resumeStep ?? null
  if (rows.length === 0) return { unit, step }
  const path = freePath(unit, manifest.state.unit(unit).files)
  const file = await folder.write(path, jsonLines(rows))
  done.files += 1
  done.rows += rows.length
  done.bytes += file.bytes
  return { ...file, what, unit, rows: rows.length, ...span, step }
}

function lesser(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one < other ? one : other
}
