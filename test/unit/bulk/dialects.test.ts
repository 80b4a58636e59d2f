import { describe, expect, it } from 'vitest'
import { openTable } from '../../../src/bulk/table/open-table.ts'
import { dialectsOf, workbook } from '../../support/dialects.ts'
import { cellsOf, tableContext, tableOf } from '../../support/tables.ts'

const CELLS = [
  ['email', 'name', 'note'],
  ['jo@example.com', 'Doe, Jo; |x|', 'two\nlines'],
  ['bo@example.com', 'Bø "B" Ström', ''],
]

describe('a table', () => {
  const dialects = dialectsOf(CELLS).filter(({ sheet }) => sheet === undefined)

  it.each(dialects)('of $name is read as it was meant', async ({ content, encoding }) => {
    const table = await tableOf(content, encoding === undefined ? {} : { encoding })
    expect(await cellsOf(table)).toEqual(CELLS)
  })

  it('is read once garbage is collected more often', async () => {
    let isOften = false
    const context = {
      ...tableContext('email\njo@example.com\n'),
      keepHeapSmall: async () => {
        isOften = true
      },
    }
    await openTable('-', {}, { context, globals: {} })
    expect(isOften).toBe(true)
  })

  it('of a workbook is on its first sheet, or that which is named', async () => {
    const withColumn = CELLS.map((line) => ['', ...line])
    for (const sheet of ['people', '2']) {
      const lines = await cellsOf(await tableOf(workbook(CELLS), { sheet }))
      expect(lines).toEqual(withColumn)
    }
    await expect(tableOf(workbook(CELLS))).rejects.toThrow('the sheet "Empty" is empty')
    await expect(tableOf(workbook(CELLS), { sheet: 'peple' })).rejects.toThrow('did you mean "People"')
  })
})
