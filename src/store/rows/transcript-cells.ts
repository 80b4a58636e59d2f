import { comparableText } from '../../lib/fold-text.ts'
import { isRow, type Json, rowsIn } from '../../lib/rows.ts'
import type { TableName } from '../schema.ts'
import type { StoreColumn, StoreRow, StoreValue } from '../tables/table.ts'
import { transcriptTables } from '../tables/transcripts.ts'
import { toCell } from './cell.ts'
import type { Place } from './places.ts'

/** The cells of transcripts that stand nowhere in the record of Gong. */
export const transcriptCells: { readonly [T in TableName]?: (place: Place) => StoreRow } = {
  turns: ({ value }) => {
    const said = isRow(value) ? rowsIn(value.sentences) : []
    const text = said.map((sentence) => String(sentence.text ?? '')).join(' ')
    return {
      start_ms: toCell(said[0]?.start, 'integer'),
      end_ms: toCell(said.at(-1)?.end, 'integer'),
      sentences: said.length,
      text,
      folded: comparableText(text),
      raw: unheld(value, turnFields),
    }
  },
  sentences: ({ value }) => ({ raw: unheld(value, sentenceFields) }),
}

type Fields = ReadonlyMap<string, (value: Json) => boolean>

/** By the name of a field of the innermost record: whether its column holds a value exactly. */
function fieldsOf(columns: Readonly<Record<string, StoreColumn>>): Fields {
  return new Map(
    Object.values(columns).flatMap(({ from = '', type }) =>
      from.startsWith('./') ? [[from.slice(2), (value: Json) => toCell(value, type) === value] as const] : [],
    ),
  )
}

const sentenceFields = fieldsOf(transcriptTables.sentences.columns)
/** Its sentences have a table of their own. */
const turnFields: Fields = new Map([...fieldsOf(transcriptTables.turns.columns), ['sentences', Array.isArray]])

/** The fields of a record that its row does not hold exactly: unknown ones (quirk 76), and those of another type. */
function unheld(value: Json, fields: Fields): StoreValue {
  if (!isRow(value)) return value === null ? null : JSON.stringify(value)
  const rest = Object.entries(value).filter(([name, one]) => one !== null && fields.get(name)?.(one) !== true)
  return rest.length === 0 ? null : JSON.stringify(Object.fromEntries(rest))
}
