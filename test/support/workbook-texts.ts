import type { FileSource } from '../../src/platform/files.ts'
import { cellText } from '../../src/workbook/cell.ts'
import { openWorkbook } from '../../src/workbook/open-workbook.ts'

/** The texts of all cells as the reader of workbooks gives them: by sheet, row after row; what is not there is `''`. */
export async function workbookTexts(
  file: FileSource,
): Promise<Readonly<Record<string, readonly (readonly string[])[]>>> {
  const workbook = await openWorkbook(file, file.name)
  const sheets: Record<string, string[][]> = {}
  for (const sheet of workbook.sheets) {
    const rows: string[][] = []
    for await (const batch of workbook.rows(sheet))
      for (const { number, cells } of batch) {
        const texts: string[] = []
        for (const { column, value } of cells) texts[column] = cellText(value)
        rows[number - 1] = Array.from(texts, (text) => text ?? '')
      }
    sheets[sheet.name] = Array.from(rows, (row) => row ?? [])
  }
  return sheets
}
