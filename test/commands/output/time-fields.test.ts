import { expect, it } from 'vitest'
import { isRow, type Json } from '../../../src/lib/rows.ts'
import { isTimeField } from '../../../src/output/time-fields.ts'
import { run } from '../../run.ts'

/** The names of the fields whose values look like a moment or a day. */
function namesIn(value: Json, name = ''): readonly string[] {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d(T|$)/.test(value) ? [name] : []
  if (Array.isArray(value)) return value.flatMap((item: Json) => namesIn(item, name))
  return isRow(value) ? Object.entries(value).flatMap(([inner, one]) => namesIn(one, inner)) : []
}

it.each([
  'calls details --from 3d --with comments',
  'transcripts get --from 1d',
  'users list',
  'logs list call-play --from 1d',
  'stats activity --from 30d',
  'stats daily --from 10d',
  'stats scorecards --from 30d',
  'library folders -w "Sales Americas"',
  'settings scorecards',
  'settings trackers',
  'privacy find thandiwe.jovanovic@nettlecombefoods.example',
  'report reps --per week --from 30d',
])('knows every field of times that %s has', async (line) => {
  const { out } = await run(`${line} -f json -q`)
  const rows: Json = out === '' ? [] : JSON.parse(out)
  expect([...new Set(namesIn(rows))].filter((name) => !isTimeField(name))).toEqual([])
})

it.each(['title', 'metaData.title', 'name', 'value', 'customData', 'phone', 'state', 'update', 'format', 'At'])(
  'takes %s for text',
  (path) => {
    expect(isTimeField(path)).toBe(false)
  },
)
