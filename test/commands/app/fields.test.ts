import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { checkFields } from '../../../src/output/check-fields.ts'
import { leafEntries, leafPaths, pickFields, valueAt } from '../../../src/output/fields.ts'
import { run } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'

const known = ['id', 'started', 'title', 'metaData.started', 'parties']

it('takes known fields and whatever lies below them', () => {
  expect(() => checkFields(['title', 'parties.emailAddress', 'metaData.scope'], known)).not.toThrow()
})

it('takes every field where nobody knows them', () => {
  expect(() => checkFields(['anything.at.all'], undefined)).not.toThrow()
})

it.each(['strated', 'Start', 'STARTED'])('names the field that %s was meant to be', (typed) => {
  expect(() => checkFields(['id', typed], known)).toThrow(
    `--fields: there is no field "${typed}" here; did you mean "started"?`,
  )
})

it('lists the fields, and guesses nothing when none is near', () => {
  expect(() => checkFields(['colour.red'], known)).toThrow(
    expect.objectContaining({
      kind: 'usage',
      message: '--fields: there is no field "colour" here',
      hint: '--fields takes: id, started, title, metaData, parties',
    }),
  )
})

it('takes a name that nobody knows where Gong may send more, unless it looks like a known one', () => {
  expect(checkFields(['id', 'colour.red'], known, true)).toEqual(['colour'])
  expect(() => checkFields(['strated'], known, true)).toThrow('did you mean "started"?')
})

it('writes a field of the answer that nobody knew yet, and says that it was not known', async () => {
  const send = network(() => ({ requestId: 'r', users: [{ id: '1', shoeSize: 43 }] }))
  const { exit, out, err } = await run('users list --fields id,shoeSize -f csv', { network: send })
  expect({ exit, out: out.replaceAll('\r', '') }).toEqual({ exit: 0, out: 'id,shoeSize\n1,43\n' })
  expect(err).toContain('--fields: shoeSize: not known here')
})

it.each(['', 'a..b', '.a', 'a.'])('refuses the path "%s", which lacks a name', (path) => {
  expect(() => checkFields([path], undefined)).toThrow('a name is missing')
})

it('picks values in the order asked, under their dotted paths', () => {
  const row = { id: '1', metaData: { title: 'a', deal: { id: 'D' } } }
  expect(Object.entries(pickFields(row, ['metaData.deal.id', 'id', 'gone']))).toEqual([
    ['metaData.deal.id', 'D'],
    ['id', '1'],
    ['gone', null],
  ])
})

it('maps over lists, lists within lists too, with null for an item that has no such value', () => {
  const row: Row = { parties: [{ name: 'Ana', context: [{ id: 1 }, { id: 2 }] }, { context: [] }, {}] }
  expect(valueAt(row, 'parties.name')).toEqual(['Ana', null, null])
  expect(valueAt(row, 'parties.context.id')).toEqual([1, 2, null])
})

it('finds nothing where an object only inherits', () => {
  expect(valueAt({ a: {} }, 'constructor')).toBeUndefined()
  expect(valueAt({ a: {} }, 'a.__proto__.name')).toBeUndefined()
})

it('reaches every leaf of a record by its path', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (row) => {
      const plain = JSON.parse(JSON.stringify(row))
      for (const [path, value] of leafEntries(plain))
        if (Object.hasOwn(plain, path)) expect(valueAt(plain, path)).toEqual(plain[path])
        else if (!clash(plain, path)) expect(valueAt(plain, path)).toEqual(value)
    }),
  )
})

/** `{"a.b": 1, "a": {"b": 2}}`: two leaves of one path. */
function clash(row: object, path: string): boolean {
  return Object.keys(row).some((name) => name.includes('.') && path.startsWith(name))
}

it('makes no column of an object that is empty in one record and has names in another', () => {
  expect(leafPaths([{ a: {} }, { a: { b: 1 } }, { a: null }, { c: {} }])).toEqual(['a.b', 'c'])
})

it('keeps an object whole when a dot in a name would make its path ambiguous', () => {
  expect(leafPaths([{ a: { 'x.y': 1 } }])).toEqual(['a'])
})

it.each([
  ['report reps --fields name,managerName,week', 'week'],
  ['report scorecards --fields name,from', 'from'],
  ['report trackers --fields trackerName,from -f json', 'from'],
  ['report scorecards --by week --fields from,questionText', 'questionText'],
  ['report coverage --fields day,bogus', 'bogus'],
  ['report trackers --quotes --fields sentence,calls', 'calls'],
  ['report reps --explain --fields column,name', 'name'],
  ['stats activity --fields userId,bogus -f csv', 'bogus'],
])('refuses a column that the rows of this line never have: %s', async (line, name) => {
  const { exit, err, sent } = await run(`${line} --from 7d`)
  expect(err).toContain(`--fields: there is no field "${name}" here`)
  expect(err).toContain('try: --fields takes: ')
  expect([exit, sent]).toEqual([2, []])
})

it('takes the columns of a report that its flags bring', async () => {
  const { exit, out } = await run('report reps --per week --during last-week --fields name,from --limit 1 -f csv')
  expect([exit, out]).toEqual([0, expect.stringMatching(/^name,from\n[^\n]+,2026-05-11\n$/)])
})
