import { expect, it } from 'vitest'
import { AGAIN_INPUT, BULK_INPUTS, TABLE_INPUTS } from '../../../src/bulk/inputs.ts'
import { columnNames } from '../../../src/bulk/table.ts'

it('columns have names of their own, whatever their headings', () => {
  expect(columnNames(['email', '', 'email', 'email (2)'])).toEqual(['email', 'column 2', 'email (2)', 'email (2) (2)'])
})

it('the flags for a table are no part of a body', () => {
  for (const input of Object.values({ ...TABLE_INPUTS, ...BULK_INPUTS, ...AGAIN_INPUT }))
    expect(input.outsideBody).toBe(true)
})
