import { Failure } from '../lib/errors.ts'
import { escaped } from './clean.ts'
import type { Look, Printer } from './printer.ts'

const newline = 10

/**
 * Prints the bytes that Gong sent, untouched, with a newline between two pages that have none. On a terminal, what it might
 * obey is escaped as in JSON.
 *
 * @throws Failure `usage` when fields are picked, and later when a page has no bytes of Gong's.
 */
export function rawPrinter({ pick, settled, pretty }: Look): Printer {
  if (pick !== undefined)
    throw new Failure('usage', '--fields does not work with --format raw', { hint: 'use --format json' })
  let last = typeof settled === 'number' ? settled : newline
  return {
    page({ raw }) {
      if (raw === undefined)
        throw new Failure('usage', 'raw is not available for this command', { hint: 'use --format json' })
      const bytes = last === newline ? raw : Buffer.concat([Uint8Array.of(newline), raw])
      last = raw.at(-1) ?? last
      return pretty ? escaped(new TextDecoder().decode(bytes)) : bytes
    },
    end: () => '',
    settled: () => last,
  }
}
