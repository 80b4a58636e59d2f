import { Failure } from '../../lib/errors.ts'
import type { Printer, PrinterOptions } from '../printer.ts'
import { escapeControls } from './terminal-json.ts'

const newline = 10

/**
 * Prints the bytes that Gong sent, unchanged, with a newline between two pages that have none. On a terminal, control
 * characters are escaped as in JSON.
 *
 * @throws Failure `usage` with --fields, and later for a page without raw bytes
 */
export function rawPrinter({ pick, resumeState, pretty }: PrinterOptions): Printer {
  if (pick !== undefined)
    throw new Failure('usage', '--fields does not work with --format raw', { hint: 'use --format json' })
  let last = typeof resumeState === 'number' ? resumeState : newline
  return {
    page({ raw }) {
      if (raw === undefined)
        throw new Failure('usage', 'raw is not available for this command', { hint: 'use --format json' })
      const bytes = last === newline ? raw : Buffer.concat([Uint8Array.of(newline), raw])
      last = raw.at(-1) ?? last
      return pretty ? escapeControls(new TextDecoder().decode(bytes)) : bytes
    },
    end: () => '',
    resumeState: () => last,
  }
}
