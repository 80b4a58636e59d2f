import type { Format, Printer, PrinterOptions } from './printer.ts'

/**
 * Opens the printer of a format, and loads only what that format needs. Pages in HTML are made by `src/report/`.
 *
 * @throws Failure `usage` when the format cannot show what is asked for.
 */
export async function openPrinter(format: Exclude<Format, 'html'>, options: PrinterOptions): Promise<Printer> {
  switch (format) {
    case 'table':
      return options.single
        ? (await import('./table/card.ts')).cardPrinter(options)
        : (await import('./table/table.ts')).tablePrinter(options)
    case 'json':
      return (await import('./json/json.ts')).jsonPrinter(options)
    case 'jsonl':
      return (await import('./json/json.ts')).jsonlPrinter(options)
    case 'csv':
      return (await import('./csv/csv.ts')).csvPrinter(options)
    case 'tsv':
      return (await import('./csv/csv.ts')).tsvPrinter(options)
    case 'md':
      return (await import('./markdown/md.ts')).mdPrinter(options)
    case 'xlsx':
      return (await import('./xlsx/xlsx.ts')).xlsxPrinter(options)
    case 'raw':
      return (await import('./json/raw.ts')).rawPrinter(options)
  }
}
