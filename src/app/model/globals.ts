import { parse } from '../../catalogue/kinds.ts'
import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import { nonNegativeNumber } from '../../lib/non-negative-number.ts'
import { type Format, formats } from '../../output/printer.ts'
import { type SortKey, sortKeysOf } from '../../output/sort-keys.ts'
import { checkEncoding } from '../../text/decode.ts'
import type { Inputs } from './inputs.ts'
import { flagOf } from './labels.ts'

/** What may be typed before or after any command. */
export const GLOBALS = {
  profile: { short: 'p', kind: 'text', hint: 'name', help: 'use this profile' },
  sandbox: { kind: 'flag', help: 'use the built-in company instead of Gong' },
  format: { short: 'f', kind: 'choice', of: formats, hint: 'format', help: 'how rows are written' },
  out: {
    short: 'o',
    kind: 'file',
    repeat: true,
    help: 'write to this file; its ending chooses the format, .gz compresses; {from} … stand for days; - is stdout',
  },
  append: {
    kind: 'text',
    hint: 'field,...',
    help: 'add to the file of --out; rows alike in these fields replace the older ones',
  },
  ifExists: {
    kind: 'choice',
    of: ['replace', 'skip', 'fail'],
    hint: 'what',
    help: 'with --out, where that file is there: replace, skip, fail (replace)',
  },
  status: { kind: 'file', help: 'keep there how far the run is and what it came to, as JSON' },
  fields: { kind: 'text', hint: 'a,b.c', help: 'only these fields, in this order' },
  jq: { kind: 'text', hint: 'expression', help: 'filter the JSON through jq' },
  sort: {
    kind: 'text',
    hint: 'field,-field',
    help: 'rows in the order of these fields, with - the largest first; holds all rows',
  },
  limit: { kind: 'count', help: 'stop after this many rows; with --sort: print the first of them' },
  chart: { kind: 'text', optional: true, hint: 'field', help: 'draw a number of each row, as bars or a line' },
  utc: { kind: 'flag', help: 'every time in one form, in UTC' },
  bom: { kind: 'flag', help: 'csv and tsv with a byte order mark, by which Excel knows UTF-8' },
  dryRun: { kind: 'flag', help: 'show what would be sent, and send nothing but what a change looks up' },
  yes: { short: 'y', kind: 'flag', help: 'agree beforehand to what would be asked' },
  quiet: { short: 'q', kind: 'flag', help: 'say nothing but errors' },
  debug: { kind: 'flag', help: 'show each request, without secrets' },
  noProgress: { kind: 'flag', help: 'no line of progress' },
  noRetry: { kind: 'flag', help: 'do not try again' },
  noGuard: { kind: 'flag', help: "csv and tsv for a program: no ' before what a spreadsheet would run" },
  timeout: { kind: 'number', hint: 'seconds', help: 'give up a request after this long without a byte (60)' },
  maxRequests: { kind: 'count', help: 'end after this many requests' },
  rate: { kind: 'number', hint: 'n', help: "requests a second (3, or the profile's; 0 = no pace, for stand-ins)" },
  restart: { kind: 'flag', help: 'with --out: begin anew, whatever an interrupted run has left there' },
  resume: { kind: 'text', hint: 'name', help: 'go on after what an interrupted run has written; it says so itself' },
  lockWait: { kind: 'duration', help: 'wait so long for another run that writes the same output (0s: end at once)' },
  encoding: { kind: 'text', hint: 'name', help: 'of files and stdin that are not UTF-8, such as windows-1252' },
  log: { kind: 'choice', of: ['text', 'json'], hint: 'shape', help: 'shape of stderr: text or json' },
} as const satisfies Inputs

export interface Globals {
  readonly profile?: string
  readonly sandbox: boolean
  readonly format?: Format
  /** The file of --out, the first of several; absent for stdout. */
  readonly out?: string
  /** The same for a command that writes it itself. */
  readonly ownOut?: string
  /** Where the same rows go besides, in the format of each. */
  readonly moreOut: readonly (string | undefined)[]
  /** The fields that tell the rows of the file apart that is added to. */
  readonly append?: readonly string[]
  readonly ifExists?: 'replace' | 'skip' | 'fail'
  /** The file that says how far the run is. */
  readonly status?: string
  readonly fields?: readonly string[]
  /** Of CSV that is to be like a table that was read; a comma when left out. */
  readonly separator?: ',' | ';' | '|'
  readonly jq?: string
  /** The order of the rows. */
  readonly sort?: readonly SortKey[]
  /** How many rows are pulled at most. */
  readonly limit: number
  /** How many of the sorted rows are printed; they are sorted once all have come. */
  readonly top?: number
  /** The field of a chart; empty where the rows decide. */
  readonly chart?: string
  /** Whether every time is written in UTC. */
  readonly utc: boolean
  /** Whether CSV and TSV begin with a byte order mark. */
  readonly bom: boolean
  readonly dryRun: boolean
  readonly yes: boolean
  readonly quiet: boolean
  readonly debug: boolean
  readonly progress: boolean
  readonly retry: boolean
  /** Whether CSV and TSV keep a spreadsheet from running what they hold. */
  readonly guard: boolean
  /** Milliseconds. */
  readonly timeout: number
  readonly maxRequests: number
  /** Requests a second; the default when absent. */
  readonly rate?: number
  readonly restart: boolean
  /** The name of an interrupted run. */
  readonly resume?: string
  /** How long to wait for another run that writes the same output. */
  readonly lockWaitMs: number
  /** Of text that is read, when it is not UTF-8. */
  readonly encoding?: string
  readonly log: 'text' | 'json'
}

const USUAL_TIMEOUT = 60_000

/**
 * Reads the global flags.
 *
 * @param typed as commander found them: texts and booleans by camelCase name
 * @throws Failure `usage` on the first that does not fit
 */
export function readGlobals(typed: { readonly [name: string]: unknown }): Globals {
  const text = (name: keyof typeof GLOBALS): string | undefined => {
    const value = typed[name]
    return typeof value === 'string' ? textOf(name, value) : undefined
  }
  const amount = (name: 'limit' | 'timeout' | 'maxRequests' | 'rate') => {
    const value = text(name)
    return value === undefined ? undefined : nonNegativeNumber(flagOf(name), value)
  }
  const timeout = amount('timeout')
  const [out, ...moreOut] = outputsOf(typed.out)
  return {
    ...defined({
      profile: text('profile'),
      format: formats.find((name) => name === text('format')),
      out,
      append: pathsOf(text('append')),
      ifExists: GLOBALS.ifExists.of.find((name) => name === text('ifExists')),
      status: text('status'),
      fields: pathsOf(text('fields')),
      jq: text('jq'),
      rate: amount('rate'),
      chart: typed.chart === true ? '' : text('chart'),
      resume: text('resume'),
      encoding: encodingOf(text('encoding')),
    }),
    sandbox: typed.sandbox === true,
    ...limitsOf(amount('limit'), text('sort')),
    moreOut,
    utc: typed.utc === true,
    bom: typed.bom === true,
    dryRun: typed.dryRun === true,
    yes: typed.yes === true,
    quiet: typed.quiet === true,
    debug: typed.debug === true,
    progress: typed.noProgress !== true,
    retry: typed.noRetry !== true,
    guard: typed.noGuard !== true,
    timeout: timeout === undefined ? USUAL_TIMEOUT : timeout * 1000,
    maxRequests: amount('maxRequests') ?? Number.POSITIVE_INFINITY,
    restart: typed.restart === true,
    lockWaitMs: Number(text('lockWait') ?? 0) * 1000,
    log: text('log') === 'json' ? 'json' : 'text',
  }
}

/** The paths of --fields and --append. */
function pathsOf(fields: string | undefined): string[] | undefined {
  return fields
    ?.split(',')
    .map((path) => path.trim())
    .filter(Boolean)
}

/** @throws Failure `usage` for what does not fit, and for a file without a name */
function textOf(name: keyof typeof GLOBALS, typed: string): string {
  if (typed === '' && GLOBALS[name].kind === 'file') throw new Failure('usage', `${flagOf(name)} is empty`)
  return String(parse(flagOf(name), GLOBALS[name], typed))
}

/** The files of --out; `-` is stdout, as it is without the flag. */
function outputsOf(typed: unknown): readonly (string | undefined)[] {
  const all = Array.isArray(typed) ? typed : []
  return all.map((out) => (out === '-' ? undefined : textOf('out', String(out))))
}

function encodingOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : checkEncoding(name)
}

/** Sorted rows are limited at the end: the first of them may come last. */
function limitsOf(limit: number | undefined, sort: string | undefined): Pick<Globals, 'limit' | 'top' | 'sort'> {
  if (sort === undefined) return { limit: limit ?? Number.POSITIVE_INFINITY }
  return { limit: Number.POSITIVE_INFINITY, sort: sortKeysOf(sort), ...defined({ top: limit }) }
}
