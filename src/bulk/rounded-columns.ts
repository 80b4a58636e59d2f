import type { Typed } from '../app/model/inputs.ts'
import { roundedIds } from '../output/file/spreadsheet-traces.ts'
import type { TableFields } from './columns.ts'

interface IdColumn {
  readonly ids: ReturnType<typeof roundedIds>
  /** Where the first id stands. */
  readonly line: number
}

/** Notices columns in which a spreadsheet has made zeros of the last digits of ids. */
export function roundedColumns(fields: TableFields) {
  const names = Object.keys(fields).filter((name) => fields[name]?.kind === 'id' || fields[name]?.lookup !== undefined)
  const columns = new Map<string, IdColumn>()
  return {
    note(line: number, values: Typed): void {
      for (const name of names)
        for (const id of [values[name]].flat()) {
          if (typeof id !== 'string') continue
          const column = columns.get(name) ?? { ids: roundedIds(), line }
          column.ids.add(id)
          columns.set(name, column)
        }
    },
    /** The fields that have such ids. */
    found: () =>
      [...columns].flatMap(([name, { ids, line }]) => {
        const problem = ids.problem()
        return problem === undefined ? [] : [{ name, line, problem }]
      }),
  }
}
