import type { Context } from '../context.ts'
import { Failure } from '../errors.ts'
import { checkFields } from '../output/fields.ts'
import { type Format, type Look, type Printer, printer } from '../output/print.ts'
import { formatOf } from '../output/suffix.ts'
import type { Pages } from '../rows.ts'
import type { Command, Job } from './command.ts'
import type { Globals } from './globals.ts'
import type { Tally } from './job.ts'
import type { Raw } from './lists.ts'
import type { Progress } from './progress.ts'
import { summary } from './summary.ts'
import type { Voice } from './voice.ts'
import { checkZone } from './zones.ts'

/** Where the text goes: stdout, or a file that gets its name only when it is whole. */
interface Sink {
  write(chunk: string | Uint8Array): Promise<void>
  commit(): Promise<void>
  discard(): Promise<void>
}

/** How the rows will be written. Decided, and checked, before anything is sent. */
export interface Plan {
  readonly format: Format
  readonly print: Printer
  /** Whether it may stop half-way: a list may, what changes something must be seen through. */
  readonly mayStop: boolean
}

type Planning = Pick<Job, 'context' | 'globals' | 'chosen'>

/**
 * Chooses the format: the flag, else the ending of --out, else the command's own, else a table on a terminal and JSON elsewhere.
 *
 * @throws Failure `usage` for fields that no record has, or a format that --jq cannot fill
 */
export async function plan(command: Command, raw: Raw, { context, globals, chosen }: Planning): Promise<Plan> {
  const { stdout } = context
  const onTerminal = stdout.isTTY && globals.out === undefined
  const named = globals.format ?? (globals.out === undefined ? undefined : formatOf(globals.out).format)
  const format = named ?? command.format ?? (onTerminal && globals.jq === undefined ? 'table' : 'json')
  if (globals.fields !== undefined) checkFields(globals.fields, command.fields)
  const look: Look = {
    single: typeof command.single === 'function' ? command.single(raw) : command.single === true,
    columns: command.columns,
    fields: command.fields,
    pick: globals.fields,
    width: stdout.columns,
    colour: onTerminal && stdout.colour,
    zone: format === 'table' ? await zoneFor(command, raw, context, chosen) : 'UTC',
    pretty: onTerminal,
  }
  return { format, print: await openPrinter(command, format, look, globals), mayStop: isReading(command) }
}

function isReading({ effect }: Command): boolean {
  return effect === 'read' || effect === 'billed'
}

async function openPrinter(command: Command, format: Format, look: Look, { jq, fields }: Globals): Promise<Printer> {
  if (jq !== undefined) return await (await import('../output/jq.ts')).jqPrinter(jq, format, look)
  const print = await printer(format, look)
  return format === 'table' && command.unfold && fields === undefined ? unfolding(print, command.unfold) : print
}

/** The zone that times are meant in is also the one that they are shown in. Asking the machine for its own is slow. */
async function zoneFor({ operations }: Command, raw: Raw, context: Context, chosen: Job['chosen']): Promise<string> {
  if (typeof raw.tz === 'string') return checkZone('--tz', raw.tz)
  // Whoever has no profile is told so when it is needed, not for the sake of a time zone.
  const profile = operations.length === 0 ? undefined : await chosen().catch(() => undefined)
  return profile?.timeZone ?? context.zone
}

function unfolding(print: Printer, unfold: NonNullable<Command['unfold']>): Printer {
  return { ...print, page: (page) => print.page({ ...page, rows: page.rows.flatMap(unfold) }) }
}

/**
 * Runs a command and writes its rows as they come: the first is out before the second page is asked for.
 *
 * @param begin starts the command; only called once the rows have a place to go to
 */
export async function perform(
  begin: () => Promise<Pages>,
  { format, print, mayStop }: Plan,
  job: Job & { readonly bar: Progress; readonly tally: Tally },
  voice: Voice,
): Promise<void> {
  const { context, globals, bar, tally } = job
  const sink = await openSink(context, globals)
  try {
    const pages = await begin()
    bar.start()
    const wanted = mayStop ? limited(pages, globals.limit) : pages
    const { rows, failed, missing } = await pour(wanted, print, sink, bar, context, mayStop)
    await write(print.end(), sink, bar, context)
    bar.stop()
    await sink.commit()
    if (rows === 0 && format === 'table') await voice.note('no rows')
    const came = summary({ rows, missing: missing - tally.duplicates }, tally)
    if (came !== undefined && !context.stdout.closed) await voice.note(came)
    if (failed > 0) throw new Failure('partial', `${failed} did not work out; the rows say which, and why`)
  } catch (error) {
    bar.stop()
    if (error instanceof Failure && error.kind === 'interrupted' && globals.out === undefined)
      await sink.write(print.end())
    await sink.discard()
    throw error
  }
}

interface Poured {
  readonly rows: number
  /** How many of the things asked for did not work out. */
  readonly failed: number
  /** How many records Gong counted and did not give: it has not analysed them yet (field notes). */
  readonly missing: number
}

async function pour(
  pages: Pages,
  print: Printer,
  sink: Sink,
  bar: Progress,
  context: Context,
  mayStop: boolean,
): Promise<Poured> {
  const poured = { rows: 0, failed: 0, missing: 0 }
  for await (const page of pages) {
    await write(print.page(page), sink, bar, context)
    poured.rows += page.rows.length
    poured.failed += page.failed ?? 0
    poured.missing = Math.max(0, (page.total ?? 0) - poured.rows)
    bar.add(page.rows.length, page.total)
    if (context.stdout.closed && mayStop) return poured
    if (context.interrupted.aborted) throw new Failure('interrupted', 'interrupted')
  }
  return poured
}

/** On a terminal, the line of progress makes room for the rows. */
async function write(text: string | Uint8Array, sink: Sink, bar: Progress, { stdout }: Context): Promise<void> {
  if (stdout.isTTY) await bar.aside(() => sink.write(text))
  else await sink.write(text)
}

async function openSink(context: Context, { out }: Globals): Promise<Sink> {
  if (out !== undefined) return await (await import('../output/file.ts')).openOut(context.files, out)
  const nothing = async () => undefined
  return { write: (chunk) => context.stdout.write(chunk), commit: nothing, discard: nothing }
}

/** The first `most` rows; the page after the last of them is not asked for. */
async function* limited(pages: Pages, most: number): Pages {
  let left = most
  if (left === 0) return
  for await (const page of pages) {
    yield { ...page, rows: page.rows.slice(0, left), total: page.total && Math.min(page.total, most) }
    left -= page.rows.length
    if (left <= 0) return
  }
}
