import { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'
import { pullAccess } from './access.ts'
import { detailsUnit, pullCalls } from './calls.ts'
import {
  type ArchiveContext,
  type ArchiveRequest,
  hasNothing,
  isPartRefusal,
  type PartResult,
  refusalLine,
} from './context.ts'
import type { Dataset } from './dataset.ts'
import { datasetsOf } from './datasets.ts'
import { lostParts } from './lost-files.ts'
import { rewriteLostPages } from './lost-pages.ts'
import { pullMedia } from './media.ts'
import { type Month, monthsWithin } from './months.ts'
import { type Pull, type PullResult, pullUnit } from './pull-unit.ts'
import { pullTranscripts } from './transcripts.ts'

/** Units in a row that Gong refuses, after which it will refuse the rest. */
const MAX_REFUSED = 20

/**
 * Brings what is missing of an archive, what matters first: what names things, and what Gong soon forgets; calls with their
 * transcripts, the newest month first; figures; recordings, which take longest. A result for each part that anything was
 * done about.
 *
 * @throws Failure for whatever ends the run; what is whole stays
 */
export async function* runArchive(request: ArchiveRequest, context: ArchiveContext): AsyncIterable<PartResult> {
  const { state } = context.manifest
  const datasets = datasetsOf({
    gong: context.gong,
    records: (name) => recordsBelow(name, context),
    span: request.span,
    nowMs: context.nowMs(),
    throughOf: (unit) => state.unit(unit).through,
  })
  const wanted = ({ subject }: Dataset) => request.subjects.has(subject)
  for (const dataset of datasets.first.filter(wanted)) yield* pullDataset(dataset, context)
  const months = monthsWithin(request.span)
  if (request.subjects.has('calls') || request.subjects.has('transcripts'))
    for (const month of months) {
      yield* pullMonth(month, request, context)
      // A scope that the key lacks is lacking for every month.
      if (state.unit(detailsUnit(month.name)).missing?.scope !== undefined) break
    }
  for (const dataset of datasets.later.filter(wanted)) yield* pullDataset(dataset, context)
  if (request.subjects.has('access'))
    for (const { name } of months) yield* refusable(`calls/${name}/access`, context, () => pullAccess(name, context))
  if (request.subjects.has('media')) for (const { name } of months) yield* mediaOf(name, request, context)
  await rewriteLostPages(request.zone, context)
  yield* lostParts(context)
}

/** The records of all files of a unit, and of the units below a name. */
async function* recordsBelow(name: string, { folder, manifest }: ArchiveContext): AsyncIterable<Row> {
  for (const [unit, { files }] of manifest.state.units)
    if (unit === name || unit.startsWith(`${name}/`))
      for (const { path } of files) if (path !== undefined) yield* await folder.records(path)
}

async function* pullDataset({ name, pulls }: Dataset, context: ArchiveContext): AsyncIterable<PartResult> {
  const sum = { files: 0, rows: 0, bytes: 0 }
  const refusals: Failure[] = []
  let [pulled, inARow] = [0, 0]
  for await (const pull of pulls()) {
    const unit = context.manifest.state.unit(pull.unit)
    if (unit.isWhole && unit.span === undefined && pull.span === undefined) continue
    const result = await pullUnit(await withoutKept(pull, context), context)
    pulled += 1
    add(sum, result)
    if (result.refusal !== undefined) refusals.push(result.refusal)
    inARow = result.refusal === undefined || hasNothing(result.refusal) ? 0 : inARow + 1
    // A scope that the key lacks is lacking for all; and whom Gong has refused so often it will go on refusing.
    if (result.refusal?.scope !== undefined || inARow >= MAX_REFUSED) break
  }
  if (pulled > 0) yield datasetResult(name, sum, refusals)
}

/** Of a unit that has lost a file, only the records that no other of its files has. */
async function withoutKept(pull: Pull, { folder, manifest: { state } }: ArchiveContext): Promise<Pull> {
  if (![...state.lost.values()].some(({ unit }) => unit === pull.unit)) return pull
  const keyOf = (row: Row) => (typeof row.id === 'string' ? row.id : JSON.stringify(row))
  const kept = new Set<string>()
  for (const { path = '' } of state.unit(pull.unit).files)
    for (const row of await folder.records(path)) kept.add(keyOf(row))
  return { ...pull, keep: (row) => !kept.has(keyOf(row)) }
}

function datasetResult(what: string, sum: PullResult, refusals: readonly Failure[]): PartResult {
  const worst = refusals.find((refusal) => !hasNothing(refusal))
  if (worst !== undefined) return partOf(what, { ...sum, refusal: worst })
  const [first] = refusals
  const why = first && `${refusals.length} have none, such as: ${first.message}`
  return { ...partOf(what, sum), why: why ?? null }
}

async function* pullMonth(month: Month, request: ArchiveRequest, context: ArchiveContext): AsyncIterable<PartResult> {
  const { state } = context.manifest
  const name = `calls/${month.name}`
  const isResumed = state.unit(detailsUnit(month.name)).span !== undefined
  const pulled = await pullCalls(month, request, context)
  // The span that was resumed ended when that run began.
  const more = isResumed && pulled?.refusal === undefined ? await pullCalls(month, request, context) : undefined
  const sum = { files: 0, rows: 0, bytes: 0 }
  for (const one of [pulled, more]) if (one !== undefined) add(sum, one)
  if (pulled !== undefined && (sum.rows > 0 || pulled.refusal !== undefined))
    yield partOf(name, pulled.refusal === undefined ? sum : { ...sum, refusal: pulled.refusal })
  const part = request.subjects.has('transcripts') ? 'transcripts' : 'pages'
  yield* refusable(`${name}/${part}`, context, () => pullTranscripts(month.name, request, context))
}

async function* mediaOf(month: string, { media }: ArchiveRequest, context: ArchiveContext): AsyncIterable<PartResult> {
  const result = await pullMedia(month, media, context)
  const { failed } = result
  if (result.files === 0 && failed.length === 0 && result.refusal === undefined) return
  const part = partOf(`media/${month}`, result)
  yield failed.length === 0
    ? part
    : { ...part, state: 'not whole', why: `${failed.length} not downloaded, such as ${failed[0]}` }
}

/** What Gong refuses is noted, and the next part goes on. */
async function* refusable(
  unit: string,
  { manifest, nowMs }: ArchiveContext,
  pull: () => Promise<PullResult>,
): AsyncIterable<PartResult> {
  try {
    const result = await pull()
    if (result.files > 0) yield partOf(unit, result)
  } catch (error) {
    if (!(error instanceof Failure) || !isPartRefusal(error)) throw error
    await manifest.append([refusalLine(unit, error, nowMs())])
    yield partOf(unit, { files: 0, rows: 0, bytes: 0, refusal: error })
  }
}

function add(sum: { files: number; rows: number; bytes: number }, { files, rows, bytes }: PullResult): void {
  sum.files += files
  sum.rows += rows
  sum.bytes += bytes
}

function partOf(what: string, { files, rows: records, bytes, refusal }: PullResult): PartResult {
  return {
    ...{ what, state: refusal === undefined ? 'whole' : 'missing', files, records, bytes },
    why: refusal === undefined ? null : refusal.message,
  }
}
