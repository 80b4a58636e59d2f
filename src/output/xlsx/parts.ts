import { escapeXml } from './cells.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A sheet of the workbook. */
export interface Sheet {
  readonly name: string
  /** The cells with headings and rows, such as `A1:F301`; without, its rows cannot be filtered. */
  readonly range?: string
}

/** The path of a sheet in the archive. @param number from 1 on */
export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`
}

/** What a workbook needs besides its sheets: by path in the archive. */
export function workbookParts(sheets: readonly Sheet[]): readonly (readonly [path: string, xml: string])[] {
  return [
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(sheets)],
    ['xl/styles.xml', STYLES],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    ['[Content_Types].xml', contentTypes(sheets)],
  ]
}

function workbook(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    ({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const filters = sheets.flatMap(({ name, range }, at) =>
    range === undefined
      ? []
      : [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${escapeXml(`'${name}'!${absolute(range)}`)}</definedName>`,
        ],
  )
  const names = filters.length === 0 ? '' : `<definedNames>${filters.join('')}</definedNames>`
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets>${names}</workbook>`
}

function absolute(range: string): string {
  return range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
}

function workbookRelations(sheets: readonly Sheet[]): string {
  const all = sheets.map((_, at) => relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  const styles = relation(sheets.length + 1, 'styles', 'styles.xml')
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}${styles}</Relationships>`
}

function relation(number: number, type: string, target: string): string {
  return `<Relationship Id="rId${number}" Type="${OFFICE}/${type}" Target="${target}"/>`
}

function contentTypes(sheets: readonly Sheet[]): string {
  const override = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${TYPE}.${type}+xml"/>`
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    override('xl/workbook.xml', 'sheet.main') +
    sheets.map((_, at) => override(sheetPath(at + 1), 'worksheet')).join('') +
    `${override('xl/styles.xml', 'styles')}</Types>`
  )
}

/** Number 49 is text: whoever edits such a cell makes no formula of it. In the order of `CELL_STYLES`. */
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}">` +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="5">${[
    [0, 0],
    [49, 1],
    [49, 0],
    [164, 0],
    [165, 0],
  ]
    .map(
      ([format, font]) =>
        `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
    )
    .join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

/** The beginning of a sheet, until its first row: the first row stays in view. @param widths of its columns, in characters */
export function sheetStart(widths: readonly number[], isFrozen: boolean): string {
  const pane =
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${isFrozen ? pane : ''}</sheetView></sheetViews>` +
    `${columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`}<sheetData>`
  )
}

/** The end of a sheet. In its range no cell is marked as a number that is stored as text: ids are. */
export function sheetEnd(range?: string): string {
  const filter = `<autoFilter ref="${range}"/><ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`
  return `</sheetData>${range === undefined ? '' : filter}</worksheet>`
}
