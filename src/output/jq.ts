import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import { forTerminal, oneLine } from './clean.ts'
import { jsonlPrinter, jsonPrinter } from './json.ts'
import type { Format, Look, Printer, Printing } from './printer.ts'

export interface Filter {
  /**
   * Runs the expression on one JSON text. Results come one a line: strings as they are, everything else as compact JSON
   * with every digit of its numbers.
   *
   * @throws Failure `usage` with jq's own words when the expression does not suit the data.
   */
  run(json: string): Promise<string>
}

/** jq's exit code for an expression that does not compile. */
const compileError = 3

/**
 * Loads jq (about 50 ms) and compiles the expression once without input, so that a slip is found before anything is sent.
 *
 * @throws Failure `usage` with jq's own words when the expression is not jq.
 */
export async function openJq(expression: string, jq: Context['jq']): Promise<Filter> {
  const run = async (json: string) => {
    const answer = await jq({ json, expression })
    if (answer !== undefined) return answer
    throw new Failure('usage', '--jq: jq gave up on this expression', {
      hint: 'does it call itself without end, or make a list without end?',
    })
  }
  const { exitCode, stderr } = await run('')
  if (exitCode === compileError) throw refused(stderr)
  return {
    async run(json) {
      const result = await run(json)
      if (result.exitCode !== 0) throw refused(result.stderr)
      return result.stdout === '' ? '' : `${result.stdout.split('\n').map(bare).join('\n')}\n`
    },
  }
}

function bare(line: string): string {
  return line.startsWith('"') ? String(JSON.parse(line)) : line
}

/** The first line of jq's complaint, without what only jq's own command line would mean. */
function refused(stderr: string): Failure {
  const words = stderr
    .split('\n', 1)
    .join('')
    .replace(/^jq: (error: |error )?/, '')
    .replace(/^\(at \/dev\/stdin:\d+\): /, '')
    .replace(/ at <top-level>, (line \d+, column \d+):$/, ' at $1')
  return new Failure('usage', `--jq: ${oneLine(words)}`)
}

/**
 * Prints what the expression makes of the output. `json` gives it the whole array, as a pipe to jq would, so all records
 * are held until the end; `jsonl` gives it record after record, and each page is out at once.
 *
 * @throws Failure `usage` when the expression is not jq, or the format is not JSON.
 */
export async function jqPrinter(
  expression: string,
  format: Format,
  look: Look,
  engine: Context['jq'],
): Promise<Printing> {
  if (format !== 'json' && format !== 'jsonl')
    throw new Failure('usage', `--jq writes json or jsonl, not ${format}`, { hint: 'leave out --format' })
  const jq = await openJq(expression, engine)
  const filtered = async (json: string) => (look.pretty ? forTerminal(await jq.run(json)) : await jq.run(json))
  const exact = { ...look, pretty: false, colour: false }
  return format === 'json' ? atTheEnd(jsonPrinter(exact), filtered) : pageByPage(jsonlPrinter(exact), filtered)
}

function atTheEnd(printer: Printer<string>, filtered: (json: string) => Promise<string>): Printing {
  const parts: string[] = []
  return {
    page(page) {
      parts.push(printer.page(page))
      return ''
    },
    end: () => filtered(parts.join('') + printer.end()),
  }
}

function pageByPage(printer: Printer<string>, filtered: (json: string) => Promise<string>): Printing {
  return {
    page: (page) => (page.rows.length === 0 ? '' : filtered(printer.page(page))),
    end: () => '',
    settled: () => null,
  }
}
