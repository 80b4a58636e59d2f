import { Failure } from '../lib/errors.ts'
import { once } from '../lib/once.ts'
import type { Absent, Json, Page, Pages } from '../lib/rows.ts'
import { counted } from '../lib/spelling.ts'
import { openSink } from '../output/sink.ts'
import type { FileLock, NewFile } from '../platform/files.ts'
import { noteWritten } from '../state/exports.ts'
import { PART } from '../state/resume/journal-store.ts'
import type { Resume } from '../state/resume/resume.ts'
import type { OutputPlan } from './choose-output.ts'
import type { Voice } from './logger.ts'
import type { Opened } from './open-job.ts'
import { checkOutcome, ordinaryAbsence } from './outcome.ts'
import { summary } from './summary.ts'

type Working = Pick<Opened, 'context' | 'globals' | 'bar' | 'tally'>

interface Keeping {
  /** Remembers how far the rows got; absent for a command that nothing could go on with. */
  readonly resume?: Resume | undefined
  /** Throws when another run has taken the output. */
  readonly check?: FileLock['assertHeld'] | undefined
}

/** What was written so far. */
interface Poured {
  rows: number
  /** Records that were read for them. */
  read: number
  /** How many of the things asked for did not work out. */
  failed: number
  /** How many records more Gong counted than it gave; below 0, fewer. */
  missing: number
  /** Whether the last page's total counts what Gong has not analysed yet. */
  countsUnanalysed: boolean
  /** Why what answered cannot be believed. */
  doubt?: string | undefined
  /** What was asked for by id and did not come. */
  absent?: Absent | undefined
  /** Why nothing of `failed` is an error. */
  waiting?: string | undefined
  /** Where another run could go on. */
  place?: Json | undefined
}

/**
 * Runs a command and writes its rows as they come: the first is out before the second page is asked for.
 *
 * @param begin starts the command; only called once the rows have a place to go to
 */
export async function perform(
  begin: () => Promise<Pages>,
  planned: OutputPlan,
  job: Working,
  voice: Voice,
  { resume, check = async () => undefined }: Keeping = {},
): Promise<void> {
  const { format, print, mayStop, mode, unknown } = planned
  const { context, bar } = job
  const { out } = job.globals
  const part = resume && { suffix: PART, bytes: resume.left?.bytes ?? 0 }
  const sink = guarded(await openSink(context, out, part, mode), check)
  const { rows = 0, read = 0, failed = 0, duplicates = 0 } = resume?.left ?? {}
  job.tally.duplicates = duplicates
  const poured: Poured = { rows, read, failed, missing: 0, countsUnanalysed: false }
  /** From the first page that is kept on, since what a dead run leaves is a copy, too. */
  const note = once(async () => {
    if (out !== undefined && sink.regular) await noteWritten(context, out)
  })
  /** The rows first, then the word that they are there. */
  const remember = async () => {
    const settled = print.resumeState?.()
    const { place, rows, read, failed } = poured
    if (place === undefined || settled === undefined) return
    await sink.flush()
    await resume?.remember({ rows, read, failed, duplicates: job.tally.duplicates, bytes: sink.size, settled })
    await note()
  }
  let isEnded = false
  const pour = async (pages: Pages) => {
    for await (const page of pages) {
      // Nothing came with it that could stand there raw.
      if (page.absent === undefined || (page.rows.length > 0 && format !== 'raw'))
        await write(await print.page(page), sink, job)
      count(poured, page)
      if (page.place !== undefined) resume?.step(page.place)
      if (sink.resumable) await remember()
      bar.add(page.read ?? page.rows.length, page.total)
      if (context.interrupted.aborted) throw new Failure('interrupted', 'interrupted')
    }
    isEnded = true
    await write(await print.end(), sink, job)
  }
  /**
   * What has left is made whole where a person or a limit ended it, and what a change has done is told whole. A list that
   * broke is left open: a program behind the pipe must not take a part for all of it. A file is not given its name.
   */
  const close = async (error: unknown) => {
    if (sink.regular || poured.rows === 0 || isEnded || (mayStop && !wasEnded(error))) return
    await sink.write(await print.end())
  }
  try {
    const pages = await begin()
    bar.start(poured.read)
    if (unknown.length > 0)
      await voice.note(`--fields: ${unknown.join(', ')}: not known here, and empty unless Gong sends it`)
    await pour(mayStop ? upTo(pages, job, poured.rows) : pages)
    bar.stop()
    await sink.commit()
    await resume?.forget()
    await note()
  } catch (error) {
    bar.stop()
    await tellLost(print, format, voice)
    await tellHidden(planned, voice)
    // Where no more can be written or remembered, the run has still failed for its own reason, which is the one to tell.
    await close(error).catch(() => undefined)
    if (out === undefined && poured.rows > 0 && canGoOn(error)) await remember().catch(() => undefined)
    // What another run has taken is its own, under the same name.
    const isOurs = await check().then(
      () => true,
      () => false,
    )
    await resume?.close()
    if (!isOurs) await sink.keep()
    else if (resume?.rows === undefined) await sink.discard()
    else {
      await sink.keep()
      await voice.note(`${counted(resume.rows, 'row is', 'rows are')} written; ${resume.howToGoOn()}`)
    }
    throw error
  }
  await tellLost(print, format, voice)
  await tellHidden(planned, voice)
  await tell(poured, format, job, voice)
}

/** So many names at most: what is stored in a field of its own for each customer could be thousands. */
const MOST_NAMES = 20

/** Names the fields that came and were not written, so that nothing is missing in silence. */
async function tellLost(
  { droppedFields: lost }: OutputPlan['print'],
  format: OutputPlan['format'],
  voice: Voice,
): Promise<void> {
  const paths = lost?.() ?? []
  if (paths.length === 0) return
  const names = paths.slice(0, MOST_NAMES).join(', ')
  const others = paths.length > MOST_NAMES ? ` and ${paths.length - MOST_NAMES} more` : ''
  await voice.note(`no column in ${format} for ${names}${others}; -f jsonl keeps every field, --fields those it names`)
}

/** Names the columns that a narrow terminal had no room for, and the way to them. */
async function tellHidden({ print, wayToHidden }: OutputPlan, voice: Voice): Promise<void> {
  const paths = print.hiddenColumns?.() ?? []
  if (paths.length === 0) return
  const some = paths.length === 1 ? '1 column is hidden' : `${paths.length} columns are hidden`
  await voice.note(`${some}: ${paths.join(', ')}; ${wayToHidden}`)
}

/** A file that is only written while nobody else has taken it. */
function guarded(sink: NewFile, check: FileLock['assertHeld']): NewFile {
  return {
    ...sink,
    get size() {
      return sink.size
    },
    write: (chunk) => check().then(() => sink.write(chunk)),
    flush: () => check().then(() => sink.flush()),
    commit: () => check().then(() => sink.commit()),
  }
}

function count(poured: Poured, page: Page): void {
  const { rows, read = rows.length, failed = 0, waiting, total, absent, place } = page
  poured.rows += rows.length
  poured.read += read
  poured.failed += failed
  poured.missing = (total ?? poured.read) - poured.read
  poured.countsUnanalysed = page.countsUnanalysed === true
  poured.absent = absent
  poured.doubt ??= page.doubt
  poured.place = place
  poured.waiting = waiting
}

/** Whether a person or a limit ended it, and nothing broke. */
function wasEnded(error: unknown): boolean {
  return error instanceof Failure && (error.kind === 'interrupted' || error.kind === 'limited')
}

/** Whether another run of the same line could go on after it. */
function canGoOn(error: unknown): boolean {
  return error instanceof Failure && error.kind !== 'usage' && error.kind !== 'local'
}

/** What it came to. @throws Failure `partial` when some of it did not work out, or did not come */
async function tell(
  poured: Poured,
  format: OutputPlan['format'],
  { context, tally, globals }: Working,
  voice: Voice,
): Promise<void> {
  if (poured.rows === 0 && format === 'table') await voice.note('no rows')
  const came = summary(poured, tally, globals.out !== undefined)
  if (came !== undefined && !context.stdout.closed) await voice.note(came)
  const absence = poured.absent && ordinaryAbsence(poured.absent)
  if (absence !== undefined) await voice.note(absence)
  checkOutcome(poured)
}

/** On a terminal, the line of progress makes room for the rows. */
async function write(text: string | Uint8Array, sink: NewFile, { bar, context: { stdout } }: Working): Promise<void> {
  if (stdout.isTTY) await bar.aside(() => sink.write(text))
  else await sink.write(text)
}

/** The rows up to the limit, with those that an earlier run has written, while somebody reads them; the page after the last of them is not asked for. */
export async function* upTo(
  pages: Pages,
  { globals: { limit }, context: { stdout } }: Pick<Working, 'globals' | 'context'>,
  already = 0,
): Pages {
  let left = limit - already
  if (left <= 0) return
  for await (const page of pages) {
    const rows = page.rows.slice(0, left)
    left -= rows.length
    // Whoever stops early does not know how many there would have been.
    yield { ...page, rows, total: left === 0 ? undefined : towards(page, limit) }
    if (left === 0 || stdout.closed) return
  }
}

/** How many records will be read, where that many rows are enough. */
function towards({ total, read }: Page, most: number): number | undefined {
  return read === undefined && total !== undefined ? Math.min(total, most) : total
}
