import { Failure } from '../../lib/errors.ts'
import { parseExact } from '../../lib/exact-json.ts'
import { isRow, type Row } from '../../lib/rows.ts'
import { forTerminal, oneLine } from '../../lib/terminal-text.ts'
import type { Context } from '../../platform/ports.ts'
import type { AsyncPrinter, Format, Printer, PrinterOptions } from '../printer.ts'
import { jsonlPrinter, jsonPrinter } from './json.ts'

export interface JqFilter {
  /**
   * Runs the expression on one JSON text. Results come one a line: strings as they are, everything else as compact JSON
   * with every digit of its numbers.
   *
   * @throws Failure `usage` with jq's own words when the expression does not suit the data.
   */
  run(json: string): Promise<{ readonly text: string; readonly count: number }>
  /** The same, with each result as JSON. */
  results(json: string): Promise<readonly string[]>
}

/** jq's exit code for an expression that does not compile. */
const compileError = 3

/**
 * Loads jq (about 50 ms) and compiles the expression without input, so that a mistake is found before anything is sent.
 *
 * @throws Failure `usage` with jq's own words when the expression is not jq.
 */
export async function compileJq(expression: string, jq: Context['jq']): Promise<JqFilter> {
  const run = async (json: string) => {
    const answer = await jq({ json, expression })
    if (answer !== undefined) return answer
    throw new Failure('usage', '--jq: jq gave up on this expression', {
      hint: 'does it call itself without end, or make a list without end?',
    })
  }
  const { exitCode, stderr } = await run('')
  if (exitCode === compileError) throw refused(stderr)
  const results = async (json: string): Promise<readonly string[]> => {
    const result = await run(json)
    if (result.exitCode !== 0) throw refused(result.stderr)
    return result.stdout === '' ? [] : result.stdout.split('\n')
  }
  return {
    results,
    async run(json) {
      const found = await results(json)
      const text = found.length === 0 ? '' : `${found.map(unquoted).join('\n')}\n`
      return { text, count: found.length }
    },
  }
}

function unquoted(line: string): string {
  return line.startsWith('"') ? String(JSON.parse(line)) : line
}

/** The first line of jq's error message, without references to its own command line. */
function refused(stderr: string): Failure {
  const message = stderr
    .split('\n', 1)
    .join('')
    .replace(/^jq: (error: |error )?/, '')
    .replace(/^\(at \/dev\/stdin:\d+\): /, '')
    .replace(/ at <top-level>, (line \d+, column \d+):$/, ' at $1')
  return new Failure('usage', `--jq: ${oneLine(message)}`)
}

/**
 * Prints the results of the expression. For `json` its input is the whole array, as in a pipe to jq, so all records are held
 * in memory until the end; for `jsonl` it is each record, and each page is written at once.
 *
 * @throws Failure `usage` when the expression is not jq, or the format is not JSON.
 */
export async function jqPrinter(
  expression: string,
  format: Format,
  options: PrinterOptions,
  engine: Context['jq'],
): Promise<AsyncPrinter> {
  if (format !== 'json' && format !== 'jsonl')
    throw new Failure('usage', `--jq does not work with --format ${format}`, { hint: 'leave out --format' })
  const jq = await compileJq(expression, engine)
  let results = 0
  const filtered = async (json: string) => {
    const { text, count } = await jq.run(json)
    results += count
    return options.pretty ? forTerminal(text) : text
  }
  const exact = { ...options, pretty: false, colour: false }
  const print =
    format === 'json' ? bufferedPrinter(jsonPrinter(exact), filtered) : pageByPage(jsonlPrinter(exact), filtered)
  return { ...print, written: () => results }
}

function bufferedPrinter(printer: Printer<string>, filtered: (json: string) => Promise<string>): AsyncPrinter {
  const parts: string[] = []
  return {
    page(page) {
      parts.push(printer.page(page))
      return ''
    },
    end: () => filtered(parts.join('') + printer.end()),
  }
}

function pageByPage(printer: Printer<string>, filtered: (json: string) => Promise<string>): AsyncPrinter {
  return {
    page: (page) => (page.rows.length === 0 ? '' : filtered(printer.page(page))),
    end: () => '',
    resumeState: () => null,
  }
}

/**
 * Filters record by record for formats that are made of rows: each object that the expression yields is a row.
 *
 * @throws Failure `usage` when the expression is not jq, and later for a result that is no object
 */
export async function jqRowsPrinter(
  expression: string,
  print: AsyncPrinter,
  engine: Context['jq'],
): Promise<AsyncPrinter> {
  const jq = await compileJq(expression, engine)
  return {
    ...print,
    page: async (page) => {
      const results =
        page.rows.length === 0 ? [] : await jq.results(page.rows.map((row) => JSON.stringify(row)).join('\n'))
      return await print.page({ ...page, rows: results.map(toRow) })
    },
  }
}

function toRow(line: string): Row {
  const row = parseExact(line)
  if (isRow(row)) return row
  const shown = line.length > 40 ? `${line.slice(0, 40)}…` : line
  throw new Failure('usage', `--jq: each result is a row and has to be an object, and this is ${oneLine(shown)}`, {
    hint: "make one: '{id, title}', or use -f jsonl",
  })
}
