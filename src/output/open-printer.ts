import type { Format, Look, Printer } from './printer.ts'

/**
 * Opens the printer of a format, and loads only what that format needs.
 *
 * @throws Failure `usage` when the format cannot show what is asked for.
 */
export async function printer(format: Format, look: Look): Promise<Printer> {
  switch (format) {
    case 'table':
      return look.single
        ? (await import('./card.ts')).cardPrinter(look)
        : (await import('./table.ts')).tablePrinter(look)
    case 'json':
      return (await import('./json.ts')).jsonPrinter(look)
    case 'jsonl':
      return (await import('./json.ts')).jsonlPrinter(look)
    case 'csv':
      return (await import('./csv.ts')).csvPrinter(look)
    case 'tsv':
      return (await import('./csv.ts')).tsvPrinter(look)
    case 'raw':
      return (await import('./raw.ts')).rawPrinter(look)
  }
}
