import type { Json, Row } from '../lib/rows.ts'
import { fullShower } from './cell.ts'
import { oneLine } from './clean.ts'
import { pathOf } from './columns.ts'
import { leaves, valueAt } from './fields.ts'
import { gap, line, paint, uncutLine } from './grid.ts'
import { isCut, type Look, type Printer } from './printer.ts'
import { fit, pad, widthOf, wrap } from './text.ts'

/** Values get at least this much of a line, however narrow the terminal. */
const narrowest = 20

/** Prints a single thing as its fields, one under the other: dotted names, and values wrapped instead of cut. */
export function cardPrinter(look: Look): Printer {
  return {
    page: ({ rows }) => rows.map((row) => card(look, row)).join('\n'),
    end: () => '',
  }
}

function card(look: Look, row: Row): string {
  const fields = look.pick?.map((path) => [path, valueAt(row, path)] as const) ?? leaves(row)
  const widest = fields.reduce((width, [path]) => Math.max(width, widthOf(oneLine(path))), 0)
  const name = Math.min(widest, Math.floor(look.width / 2))
  const { strong } = paint(look.colour)
  const drawn = isCut(look) ? line : uncutLine
  return fields
    .flatMap(([path, value]) =>
      words(look, path, value, look.width - name).map((text, index) =>
        drawn([index === 0 ? strong(pad(fit(oneLine(path), name), name)) : pad('', name), text]),
      ),
    )
    .join('')
}

function words(look: Look, path: string, value: Json | undefined, room: number): string[] {
  const column = look.columns.find((known) => pathOf(known) === path) ?? path
  const shown = fullShower(column, look.zone, isCut(look))(value)
  return wrap(shown, Math.max(narrowest, room - gap))
}
