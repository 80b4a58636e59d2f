import { Failure } from '../../lib/errors.ts'
import type { ZoneName } from '../../lib/local-time.ts'
import type { Json, Page } from '../../lib/rows.ts'
import { checkZone, profileZone } from '../../lib/zones.ts'
import { checkFields } from '../../output/check-fields.ts'
import { isSelection } from '../../output/json/selection.ts'
import type { AsyncPrinter, Format, PrinterOptions } from '../../output/printer.ts'
import type { Context } from '../../platform/ports.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Flat } from '../model/command.ts'
import type { Globals } from '../model/globals.ts'
import type { Raw } from '../model/inputs.ts'
import type { Job } from '../model/job.ts'
import { formatFor, type Presented } from './choose-format.ts'
import { printerFor } from './choose-printer.ts'
import { isForReading } from './for-reading.ts'
import { isForPeople, isMadeOfRows, showsLocalTime } from './format-traits.ts'

/** How the rows will be written. Decided, and checked, before anything is sent. */
export interface OutputPlan {
  readonly format: Format
  readonly print: AsyncPrinter
  /** Makes of the records of a page the rows that are counted, limited and printed; absent where they are the records. */
  readonly flatten?: (page: Page) => Page
  /** Whether it may stop half-way: a list may, what changes something must be seen through. */
  readonly mayStop: boolean
  /** The permission bits of the file of --out, where it matters who may read it. */
  readonly mode?: number
  /** Fields of --fields that nobody knows, which the records may have all the same. */
  readonly unknown: readonly string[]
  /** How to see the columns that a narrow terminal has no room for. */
  readonly wayToHidden: string
}

type Planning = Pick<OpenedJob, 'context' | 'globals' | 'chosen' | 'line' | 'moment' | 'described'>

/**
 * Chooses how the rows are written.
 *
 * @param settled what an earlier run has settled, to go on after it
 * @throws Failure `usage` for fields that no record has, or a format that --jq cannot fill
 */
export async function chooseOutput(command: Presented, raw: Raw, job: Planning, settled?: Json): Promise<OutputPlan> {
  const { context, globals, chosen } = job
  const { stdout } = context
  const onTerminal = stdout.isTTY && globals.out === undefined
  const format = formatFor(command, raw, globals, stdout)
  const single = typeof command.single === 'function' ? command.single(raw) : command.single === true
  const isJqRows = globals.jq !== undefined && isMadeOfRows(format)
  const hasLines = isMadeOfRows(format) && !(single && format === 'table' && globals.chart === undefined)
  const flat = globals.jq === undefined && hasLines ? flatOf(command, raw) : undefined
  // What jq makes has the fields that it names.
  const fields = isJqRows ? undefined : (flat?.fields ?? command.fields)
  const isGongs = flat === undefined && !command.closed && isReading(command) && command.operations.length > 0
  const now = flat?.fields ?? command.fieldsFor?.(raw) ?? command.fields
  if (globals.jq === undefined && !hasLines) checkRecordFields(globals, flatOf(command, raw)?.fields, fields, format)
  const unknown = checkFields(globals.fields ?? [], command.closed && !isJqRows ? now : fields, isGongs)
  const zone = !globals.utc && showsLocalTime(format) ? await zoneFor(command, raw, context, chosen) : 'UTC'
  const times = command.typed && !isJqRows ? new Set<string>() : undefined
  const look: PrinterOptions = {
    single: flat === undefined && !isJqRows && single,
    columns: isJqRows ? [] : typeof command.columns === 'function' ? command.columns(raw) : command.columns,
    fields: !isJqRows && flat === undefined && command.fieldsFor !== undefined ? command.fieldsFor(raw) : fields,
    ...(isJqRows && isSelection(globals.jq ?? '') && now && { fieldsOfNone: now }),
    pick: globals.fields,
    width: onTerminal ? stdout.columns : Number.POSITIVE_INFINITY,
    colour: onTerminal && stdout.colour,
    zone,
    ...(times !== undefined && { isTime: (path: string) => times.has(path) }),
    ...(hasAbout(format) && { about: (await import('./provenance.ts')).provenanceOf(command, raw, job, zone) }),
    pretty: onTerminal,
    guard: globals.guard,
    bom: globals.bom,
    separator: globals.separator,
    resumeState: settled,
  }
  if (globals.bom || globals.utc || globals.sort !== undefined || globals.chart !== undefined) {
    const { checkKeys, checkRowFlags } = await import('./check-row-flags.ts')
    checkRowFlags(format, globals)
    checkKeys(globals, look, { isOpen: isGongs || command.unfold !== undefined })
  }
  const reading = isForReading(globals, stdout) ? command.reading?.(raw) : undefined
  const unfold =
    command.unfold && isForPeople(format) && globals.fields === undefined && !isJqRows && reading === undefined
  const print = await printerFor(format, look, {
    globals,
    jq: context.jq,
    ...(unfold && { unfold: command.unfold }),
    ...(reading && { reading }),
  })
  const wayToHidden = wayTo(command, globals)
  return {
    format,
    print: times === undefined ? print : learningTimes(print, times),
    ...(flat && reading === undefined && { flatten: (page: Page) => flattened(page, flat) }),
    mayStop: command.mayStop?.(raw) ?? isReading(command),
    unknown,
    wayToHidden,
    ...(command.sealed && { mode: 0o600 }),
  }
}

/** Notes which columns hold times before what prints them looks. */
function learningTimes(print: AsyncPrinter, times: Set<string>): AsyncPrinter {
  return {
    ...print,
    page(page) {
      for (const path of page.times ?? []) times.add(path)
      return print.page(page)
    },
  }
}

/** Names that only a table has are no fields of a record. */
function wayTo({ unfold }: Presented, { fields }: Globals): string {
  if (fields !== undefined) return 'name fewer in --fields, or use -f json'
  return unfold === undefined ? '--fields shows them' : '-f json has all of them'
}

/** Refuses columns of flat rows where whole records are written, in which they would be empty. */
function checkRecordFields(
  { fields = [], sort = [] }: Globals,
  flat: readonly string[] = [],
  known: readonly string[] | undefined,
  format: Format,
): void {
  const isFlat = (name: string) => flat.includes(name) && known !== undefined && !known.includes(name)
  for (const [flag, names] of [
    ['--fields', fields],
    ['--sort', sort.map(({ path }) => path)],
  ] as const) {
    const found = names.find(isFlat)
    if (found !== undefined)
      throw new Failure('usage', `${flag}: "${found}" is a column, and ${format} has the records of Gong`, {
        hint: '-f csv has the columns, as -f table and -f xlsx do',
      })
  }
}

function flatOf({ flat }: Presented, raw: Raw): Flat | undefined {
  return typeof flat === 'function' ? flat(raw) : flat
}

/** The same page with flat rows; as many records were read for them as before. */
function flattened(page: Page, { rows }: Flat): Page {
  return { ...page, rows: page.rows.flatMap((row) => rows(row, page)), readCount: page.readCount ?? page.rows.length }
}

/** Whether a format is a file that people keep, and open when nobody remembers where it is from. */
function hasAbout(format: Format): boolean {
  return format === 'html' || format === 'xlsx'
}

function isReading({ effect }: Presented): boolean {
  return effect === 'read'
}

/**
 * The zone that times are meant in is also the one that they are shown in. That of the machine is asked for when a time is
 * shown, which many tables never do; where times are certain to be meant, before anything is sent.
 */
async function zoneFor(command: Presented, raw: Raw, context: Context, chosen: Job['chosen']): Promise<ZoneName> {
  if (typeof raw.tz === 'string') return checkZone('--tz', raw.tz)
  // A missing profile is an error when the credential is needed, not for a time zone.
  const profile = command.operations.length === 0 ? undefined : await chosen().catch(() => undefined)
  const own = profile && profileZone(profile)
  const isTimed = command.window !== undefined || command.inputs.tz !== undefined
  return own ?? (isTimed ? context.zone : () => context.zone)
}
