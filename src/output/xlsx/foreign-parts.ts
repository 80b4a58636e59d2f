import { Failure } from '../../lib/errors.ts'
import type { Archive } from '../../workbook/archive.ts'
import type { Workbook } from '../../workbook/open-workbook.ts'
import { type Attributes, parseWhole } from '../../workbook/xml.ts'
import { ABOUT_SHEET, ROWS_SHEET } from './sheets.ts'

/** What a sheet has that was made here, or that a spreadsheet gives it when it saves it. */
const OWN_ELEMENTS = new Set(
  `worksheet sheetPr pageSetUpPr outlinePr dimension sheetViews sheetView pane selection sheetFormatPr cols col autoFilter
ignoredErrors ignoredError printOptions pageMargins pageSetup headerFooter oddHeader oddFooter evenHeader evenFooter
firstHeader firstFooter phoneticPr drawing`.split(/\s/),
)

const NAMES: { readonly [element: string]: string } = {
  mergeCells: 'merged cells',
  conditionalFormatting: 'cells that are coloured by rules',
  dataValidations: 'rules for what may be typed',
  hyperlinks: 'links',
  legacyDrawing: 'comments',
  tableParts: 'a table',
  sheetProtection: 'a protection',
  filterColumn: 'a filter that hides rows',
}

const PICTURE = 'a chart or a picture'

const FOREIGN_PARTS: readonly (readonly [path: RegExp, name: string])[] = [
  [/^xl\/vbaProject/i, 'macros'],
  [/^xl\/pivot/i, 'a pivot table'],
  [/^xl\/(charts|media)\//i, PICTURE],
  [/^xl\/(comments|threadedComments)/i, 'comments'],
  [/^xl\/tables\//i, 'a table'],
  [/^xl\/(externalLinks|connections|queryTables)/i, 'links to other files'],
]

/** @param what it has that would be lost */
export function wouldBeLost(file: string, what: string): Failure {
  return new Failure('usage', `${file} has ${what}, which would be lost`, {
    hint: 'make a copy for what is not from gong, and take it out of the file, or choose another one',
  })
}

/** @throws Failure `usage` for a workbook that is not from here, or has what would be lost when it is written anew */
export async function checkContents({ archive, sheets, definedNames }: Workbook): Promise<void> {
  const { what, paths } = archive
  const names = sheets.map(({ name }) => name)
  if (!names.includes(ROWS_SHEET) || !names.includes(ABOUT_SHEET))
    throw new Failure('usage', `${what} is no workbook that gong has written`, {
      hint: 'choose another file: rows are added to a workbook that gong began',
    })
  const own = ownNames(names.length)
  const at = names.findIndex((name, place) => name !== own[place])
  const foreign = names.find((name) => !own.includes(name))
  if (foreign !== undefined) throw wouldBeLost(what, `a sheet "${foreign}"`)
  if (at >= 0)
    throw new Failure('usage', `${what} has its sheets in another order`, {
      hint: `gong has them as ${own.join(', ')}`,
    })
  const hidden = sheets.find(({ isHidden }) => isHidden)
  if (hidden !== undefined) throw wouldBeLost(what, `a sheet "${hidden.name}" that is hidden`)
  const name = definedNames.find((one) => !one.startsWith('_xlnm.'))
  if (name !== undefined) throw wouldBeLost(what, `a name "${name}"`)
  const part = FOREIGN_PARTS.find(([path]) => [...paths].some((one) => path.test(one)))
  if (part !== undefined) throw wouldBeLost(what, part[1])
  // LibreOffice gives a sheet with a filter a drawing without anything on it.
  for (const path of paths) if (DRAWING.test(path) && (await isDrawn(archive, path))) throw wouldBeLost(what, PICTURE)
}

const DRAWING = /^xl\/drawings\/[^/]+\.xml$/i

async function isDrawn(archive: Archive, path: string): Promise<boolean> {
  let isDrawn = false
  await parseWhole(archive, path, {
    onStart(name) {
      isDrawn ||= name.endsWith('Anchor')
    },
  })
  return isDrawn
}

function ownNames(count: number): readonly string[] {
  const rows = Array.from({ length: count - 1 }, (_, at) => (at === 0 ? ROWS_SHEET : `${ROWS_SHEET} ${at + 1}`))
  return [...rows, ABOUT_SHEET]
}

/** Looks at what stands on a sheet besides its cells. @throws Failure `usage` for what would be lost */
export function checkElement(file: string, name: string, { hidden }: Attributes): void {
  if (name === 'col' && (hidden === '1' || hidden === 'true')) throw wouldBeLost(file, 'a column that is hidden')
  if (OWN_ELEMENTS.has(name)) return
  throw wouldBeLost(file, NAMES[name] ?? `<${name}> on a sheet`)
}
