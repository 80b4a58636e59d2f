import { Failure } from '../../lib/errors.ts'
import { checkExtension, fileTypeOf } from '../../output/file/file-extension.ts'
import type { Format } from '../../output/printer.ts'
import type { Context } from '../../platform/ports.ts'
import type { Command, Presentation } from '../model/command.ts'
import type { Globals } from '../model/globals.ts'
import type { Raw } from '../model/inputs.ts'

/** What of a command decides how its rows are printed. */
export type Presented = Presentation & Pick<Command, 'effect' | 'operations' | 'inputs' | 'window'>

/**
 * The format: the flag, else the ending of --out, else the command's own, else a table on a terminal and JSON elsewhere.
 *
 * @throws Failure `usage` for a file whose ending promises something else, and for a workbook on a terminal
 */
export function formatFor(
  command: Presented,
  raw: Raw,
  { format, out, jq, chart }: Globals,
  stdout: Context['stdout'],
): Format {
  const own = typeof command.format === 'function' ? command.format(raw) : command.format
  if (chart !== undefined) return formatOfChart(format, out)
  // What jq makes may be text of any kind.
  if (out !== undefined) checkExtension(out, command.endings ?? (jq === undefined ? [] : ['txt']), format)
  const named = format ?? (out === undefined ? undefined : fileTypeOf(out).format)
  const usual = stdout.isTTY && out === undefined && jq === undefined ? 'table' : 'json'
  const chosen =
    named === undefined
      ? ((jq === undefined ? own : undefined) ?? usual)
      : writesItself(own, command, named)
        ? 'raw'
        : named
  if (chosen === 'xlsx' && out === undefined && stdout.isTTY)
    throw new Failure('usage', 'xlsx is a file for a spreadsheet, and no text for a terminal', { hint: '-o rows.xlsx' })
  return chosen
}

/** A chart is text like a table. */
function formatOfChart(format: Format | undefined, out: string | undefined): Format {
  if (out !== undefined) checkExtension(out, ['txt'], format)
  const other = format ?? (out === undefined ? undefined : fileTypeOf(out).format)
  if (other === undefined || other === 'table') return 'table'
  throw new Failure('usage', `--chart draws text, and no ${other}`, {
    hint: 'leave out --chart, or write -o chart.txt',
  })
}

/** Whether a command makes text of its own in this format; its data is there as JSON all the same. */
function writesItself(own: Format | undefined, { endings }: Presented, named: Format): boolean {
  return own === 'raw' && named !== 'json' && endings?.includes(named) === true
}
