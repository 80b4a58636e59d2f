import type { Archive } from './archive.ts'
import { type DateUnit, dateUnit } from './number-formats.ts'
import { type Attributes, parseWhole } from './xml.ts'

/** How cells look that have one style. */
export interface CellStyle {
  /** What its numbers are, where they are dates. */
  readonly unit: DateUnit | undefined
  /** Whether it has a colour, a line or letters of its own, such as bold ones. */
  readonly isMarked: boolean
}

/** The styles of a workbook, in the order in which cells count them. */
export async function readStyles(archive: Archive, path: string | undefined): Promise<readonly CellStyle[]> {
  if (path === undefined) return []
  const codes = new Map<string, string>()
  const styles: { readonly format: string; readonly isMarked: boolean }[] = []
  const marks: Marks = { font: [], fill: [], border: [] }
  await parseWhole(archive, path, {
    onStart(name, attributes, parent) {
      const { numFmtId = '0', formatCode = '' } = attributes
      if (name === 'numFmt' && parent === 'numFmts') codes.set(numFmtId, formatCode)
      else if (name === 'xf' && parent === 'cellXfs')
        styles.push({ format: numFmtId, isMarked: isMarked(marks, attributes) })
      else noteLook(marks, name, attributes, parent)
    },
  })
  return styles.map(({ format, isMarked }) => ({ unit: dateUnit(Number(format), codes.get(format)), isMarked }))
}

/** Which of the fonts, fills and borders of a workbook are none that cells have by themselves. */
interface Marks {
  readonly font: boolean[]
  readonly fill: boolean[]
  readonly border: boolean[]
}

function isMarked({ font, fill, border }: Marks, { fontId = '0', fillId = '0', borderId = '0' }: Attributes): boolean {
  return [font[Number(fontId)], fill[Number(fillId)], border[Number(borderId)]].includes(true)
}

function noteLook(marks: Marks, name: string, attributes: Attributes, parent: string | undefined): void {
  if (name === 'font' && parent === 'fonts') marks.font.push(false)
  else if (name === 'fill' && parent === 'fills') marks.fill.push(false)
  else if (name === 'border' && parent === 'borders') marks.border.push(false)
  else if (parent === 'font' && isOwnLetters(name, attributes)) marks.font[marks.font.length - 1] = true
  else if (parent === 'fill' && isOwnFill(name, attributes)) marks.fill[marks.fill.length - 1] = true
  else if (parent === 'border' && (attributes.style ?? 'none') !== 'none') marks.border[marks.border.length - 1] = true
}

/** Black is what the theme calls 1. */
function isOwnLetters(name: string, { val, rgb, theme }: Attributes): boolean {
  if (name === 'color')
    return (rgb !== undefined && !/^(FF|00)000000$/i.test(rgb)) || (theme !== undefined && theme !== '1')
  return ['b', 'i', 'u', 'strike'].includes(name) && !['0', 'false', 'none'].includes(val ?? '1')
}

/** The pattern `gray125` is the second of every workbook, and no cell has it. */
function isOwnFill(name: string, { patternType = 'none' }: Attributes): boolean {
  return name === 'gradientFill' || (name === 'patternFill' && patternType !== 'none' && patternType !== 'gray125')
}
