import { describe, expect, it } from 'vitest'
import { everyOperation } from '../../../src/catalogue/index.ts'
import { childrenOf, storeTable, tableNames } from '../../../src/store/schema.ts'

describe('the schema of a copy', () => {
  it.each(tableNames)('knows by what a row of %s is found, and of which operation it is', (name) => {
    const { key, columns, source } = storeTable(name)
    expect(key.every((column) => columns[column]?.required)).toBe(true)
    if (source) expect(everyOperation.map(({ id }) => id)).toContain(source.operation)
  })

  it.each(tableNames)('names columns of %s in snake case, and says what each means', (name) => {
    for (const [column, { means }] of Object.entries(storeTable(name).columns)) {
      expect(column).toMatch(/^[a-z]+(_[a-z]+)*$/)
      expect(means).not.toBe('')
    }
  })

  it('replaces what belongs to a call by the id of the call', () => {
    expect(childrenOf('calls')).toContain('sentences')
    for (const name of childrenOf('calls')) expect(storeTable(name).key[0]).toBe('call_id')
  })
})
