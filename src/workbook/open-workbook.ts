import type { FileSource } from '../platform/files.ts'
import { type Archive, openArchive } from './archive.ts'
import type { SheetRow } from './cell.ts'
import { notReadable } from './not-readable.ts'
import { type OnElement, readSheet } from './read-sheet.ts'
import { type Relation, relationsOf } from './relations.ts'
import { readSharedStrings } from './shared-strings.ts'
import { type CellStyle, readStyles } from './styles.ts'
import { parseWhole } from './xml.ts'

/** A sheet with cells; a chart on a sheet of its own is none. */
export interface WorkbookSheet {
  readonly name: string
  readonly isHidden: boolean
  /** Of its part in the archive. */
  readonly path: string
}

/** A workbook of Excel, LibreOffice, Google or this tool. */
export interface Workbook {
  readonly archive: Archive
  /** In the order of their tabs. */
  readonly sheets: readonly WorkbookSheet[]
  /** The names of ranges and filters. */
  readonly definedNames: readonly string[]
  readonly styles: readonly CellStyle[]
  /** The rows of a sheet that are there, in batches, as they are unpacked. @param onElement what else stands there */
  rows(sheet: WorkbookSheet, onElement?: OnElement): AsyncIterable<readonly SheetRow[]>
}

/**
 * Opens an .xlsx. The file itself and the texts that its cells share are kept in memory, and of its sheets one batch of rows at
 * a time. Formulas are not reckoned, macros and links not followed, entities not expanded.
 *
 * @param what the file, for messages
 * @throws Failure `usage` for what is no workbook, damaged, protected by a password, or made to unpack without end
 */
export async function openWorkbook(file: FileSource, what: string): Promise<Workbook> {
  const archive = await openArchive(file, what)
  const path = await workbookPath(archive)
  const relations = await relationsOf(archive, path)
  const { tabs, definedNames, uses1904 } = await readContents(archive, path)
  const partOf = (type: string) => [...relations.values()].find((one) => one.type === type)?.path
  const sheets = tabs.flatMap(({ id, ...tab }) => {
    const relation = relations.get(id)
    return relation !== undefined && isSheet(relation, archive) ? [{ ...tab, path: relation.path }] : []
  })
  if (sheets.length === 0) throw notReadable(archive.what, 'it has no sheet')
  const styles = await readStyles(archive, partOf('styles'))
  const strings = await readSharedStrings(archive, partOf('sharedStrings'))
  const rows: Workbook['rows'] = (sheet, onElement) =>
    readSheet(sheet.path, { archive, styles, strings, uses1904 }, onElement)
  return { archive, sheets, definedNames, styles, rows }
}

async function workbookPath(archive: Archive): Promise<string> {
  const { what, paths } = archive
  const main = [...(await relationsOf(archive, '')).values()].find(({ type }) => type === 'officeDocument')?.path
  if (main?.endsWith('.bin')) throw notReadable(what, 'it is an .xlsb')
  if (main !== undefined && paths.has(main) && /xl|workbook/i.test(main)) return main
  throw notReadable(what, paths.has('mimetype') ? 'it is an .ods or the like' : 'there is no workbook in the archive')
}

function isSheet({ type, path, isExternal }: Relation, { paths }: Archive): boolean {
  return type === 'worksheet' && !isExternal && paths.has(path)
}

interface Contents {
  readonly tabs: { readonly name: string; readonly isHidden: boolean; readonly id: string }[]
  readonly definedNames: string[]
  uses1904: boolean
}

async function readContents(archive: Archive, path: string): Promise<Contents> {
  const contents: Contents = { tabs: [], definedNames: [], uses1904: false }
  await parseWhole(archive, path, {
    onStart(element, attributes) {
      const { name = '', state, date1904 } = attributes
      if (element === 'sheet') {
        const [, id = ''] = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key)) ?? []
        contents.tabs.push({ name, isHidden: state !== undefined && state !== 'visible', id })
      } else if (element === 'definedName') contents.definedNames.push(name)
      else if (element === 'workbookPr') contents.uses1904 = date1904 === '1' || date1904 === 'true'
    },
  })
  return contents
}
