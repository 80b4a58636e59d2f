import { describe, expect, it } from 'vitest'
import { checkLines, checkTable } from '../../../src/bulk/check-lines.ts'
import type { TableFields } from '../../../src/bulk/columns.ts'
import { Failure } from '../../../src/lib/errors.ts'
import { checkJob, tableOf } from '../../support/tables.ts'

const PERSON = {
  email: { kind: 'email', required: true, help: '' },
  phone: { kind: 'phone', help: '' },
  started: { kind: 'instant', help: '' },
} as const satisfies TableFields

/** What is wrong with a table, in words. */
async function refusal(csv: string, fields: TableFields = PERSON): Promise<string> {
  try {
    await checkLines(await tableOf(csv), fields, {}, checkJob())
  } catch (error) {
    if (error instanceof Failure && error.kind === 'usage') return error.message
    throw error
  }
  throw new Error('it was taken')
}

describe('the lines of a table', () => {
  it('have values of the kinds of their fields, and their lines and cells', async () => {
    const csv = 'E-Mail;Started;Note\n"Jo <jo@example.com>";24.11.2026 08:15;hello\n\nbo@example.com;;\n'
    const lines = await checkLines(await tableOf(csv), PERSON, {}, checkJob())
    expect(lines).toEqual([
      {
        line: 2,
        cells: ['Jo <jo@example.com>', '24.11.2026 08:15', 'hello'],
        values: { email: 'jo@example.com', started: '2026-11-24T08:15:00+01:00' },
      },
      { line: 4, cells: ['bo@example.com', '', ''], values: { email: 'bo@example.com' } },
    ])
  })

  it('are all checked, and every fault is told with line and column', async () => {
    const csv =
      'E-Mail,phone,started\njo@,12,03/04/2026\n,,\nbo@example.com,+49 30 1234567,2026-02-30\n,,2026-01-01,x\n'
    expect(await refusal(csv)).toBe(
      [
        'stdin: 3 lines are wrong, so nothing was sent:',
        'line 2, E-Mail: "jo@" is not an e-mail address',
        'line 2, phone: "12" has no country code: write + and the code first',
        'line 2, started: "03/04/2026" could have the day first or the month',
        'line 4, started: "2026-02-30" is not a day: February 2026 has 28 days',
        'line 5: has 4 cells under 3 headings',
        'line 5, E-Mail: is empty',
      ].join('\n  '),
    )
  })

  it('name twenty faults, and count the others', async () => {
    const message = await refusal(`email\n${'x\n'.repeat(150)}`)
    expect(message.split('\n')).toHaveLength(22)
    expect(message).toMatch(/^stdin: 150 lines are wrong.*\n {2}and 130 faults more$/s)
  })
})

describe('a table that is not kept in memory', () => {
  it('is checked first and read again', async () => {
    const table = await tableOf('email\njo@example.com\nbo@example.com\n', { file: 'people.csv' })
    const checked = await checkTable(table, PERSON, {}, checkJob())
    const emails: string[] = []
    for await (const { values } of checked.lines()) emails.push(values.email)
    expect({ count: checked.count, emails }).toEqual({ count: 2, emails: ['jo@example.com', 'bo@example.com'] })
  })
})
