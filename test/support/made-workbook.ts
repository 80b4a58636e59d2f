import { zipWriter } from '../../src/output/xlsx/zip.ts'
import type { FileSource } from '../../src/platform/files.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** What a workbook of another program has; each is XML. */
export interface MadeWorkbook {
  /** What is in `sheetData`, by the name of the sheet. */
  readonly sheets: Readonly<Record<string, string>>
  /** What comes after `sheetData` on each sheet. */
  readonly after?: string
  /** The content of `sst`. */
  readonly strings?: string
  /** The content of `styleSheet`. */
  readonly styles?: string
  /** What comes before `sheets` in the workbook. */
  readonly properties?: string
  /** Other parts, or the same ones otherwise, by path. */
  readonly parts?: Readonly<Record<string, string>>
}

/** The bytes of a workbook with parts in the order in which Excel writes them: the sheets before the texts they share. */
export function madeWorkbook({
  sheets,
  after = '',
  strings = '',
  styles = '',
  properties = '',
  parts = {},
}: MadeWorkbook): Buffer {
  const tabs = Object.entries(sheets)
  const relations = tabs.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  relations.push(relation('t', 'sharedStrings', '/xl/sharedStrings.xml'), relation('f', 'styles', 'styles.xml'))
  const list = tabs.map(([name], at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"/>`)
  return zipped({
    '_rels/.rels': wrapped('Relationships', PACKAGE, relation('w', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': wrapped('workbook', MAIN, `${properties}<sheets>${list.join('')}</sheets>`),
    'xl/_rels/workbook.xml.rels': wrapped('Relationships', PACKAGE, relations.join('')),
    ...Object.fromEntries(
      tabs.map(([, rows], at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        wrapped('worksheet', MAIN, `<sheetData>${rows}</sheetData>${after}`),
      ]),
    ),
    'xl/styles.xml': wrapped('styleSheet', MAIN, styles),
    'xl/sharedStrings.xml': wrapped('sst', MAIN, strings),
    ...parts,
  })
}

/** A ZIP archive of texts by path. */
export function zipped(parts: Readonly<Record<string, string>>): Buffer {
  const zip = zipWriter()
  const pieces = Object.entries(parts).flatMap(([path, text]) => [zip.begin(path), zip.write(text)])
  return Buffer.concat([...pieces, zip.end()])
}

/** A file of such bytes, which comes in small chunks. */
export function fileOf(bytes: Uint8Array, name = 'people.xlsx'): FileSource {
  return {
    name,
    size: bytes.length,
    regular: true,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
    },
  }
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
}

function wrapped(element: string, namespace: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${element} xmlns="${namespace}" xmlns:r="${OFFICE}">${content}</${element}>`
}
