import type { Archive } from './archive.ts'
import { type DateUnit, dateUnit } from './number-formats.ts'
import { type Attributes, parseWhole } from './xml.ts'

/** How cells look that have one style. */
export interface CellStyle {
  /** What its numbers are, where they are dates. */
  readonly unit: DateUnit | undefined
  /** Whether it has a colour or a line of its own. */
  readonly isMarked: boolean
}

/** The styles of a workbook, in the order in which cells count them. */
export async function readStyles(archive: Archive, path: string | undefined): Promise<readonly CellStyle[]> {
  if (path === undefined) return []
  const codes = new Map<string, string>()
  const styles: { readonly format: string; readonly isMarked: boolean }[] = []
  const fills: boolean[] = []
  const borders: boolean[] = []
  const onPattern = patternNote(fills)
  await parseWhole(archive, path, {
    onStart(name, attributes, parent) {
      const { numFmtId = '0', formatCode = '' } = attributes
      if (name === 'numFmt' && parent === 'numFmts') codes.set(numFmtId, formatCode)
      else if (name === 'fill' && parent === 'fills') fills.push(false)
      else if (name === 'border' && parent === 'borders') borders.push(false)
      else if (parent === 'border' && attributes.style !== undefined && attributes.style !== 'none')
        borders[borders.length - 1] = true
      else if (name === 'xf' && parent === 'cellXfs')
        styles.push({
          format: numFmtId,
          isMarked: isOn(fills, attributes.fillId) || isOn(borders, attributes.borderId),
        })
      else onPattern(name, attributes, parent)
    },
  })
  return styles.map(({ format, isMarked }) => ({ unit: dateUnit(Number(format), codes.get(format)), isMarked }))
}

/** The pattern `gray125` is the second of every workbook, and no cell has it. */
function patternNote(fills: boolean[]) {
  return (name: string, { patternType = 'none' }: Attributes, parent: string | undefined): void => {
    if (parent !== 'fill') return
    const isPattern = name === 'patternFill' && patternType !== 'none' && patternType !== 'gray125'
    if (isPattern || name === 'gradientFill') fills[fills.length - 1] = true
  }
}

function isOn(list: readonly boolean[], at = '0'): boolean {
  return list[Number(at)] === true
}
