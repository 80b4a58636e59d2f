import { describe, expect, it } from 'vitest'
import { checkLines, checkTable } from '../../../src/bulk/lines/check-lines.ts'
import type { TableFields } from '../../../src/bulk/lines/table-fields.ts'
import { Failure } from '../../../src/lib/errors.ts'
import type { Row } from '../../../src/lib/rows.ts'
import { madeWorkbook } from '../../support/made-workbook.ts'
import { checkJob, tableOf } from '../../support/tables.ts'

const CALL = { call: { kind: 'id', required: true, help: '' } } as const satisfies TableFields
const PERSON = {
  email: { kind: 'email', required: true, help: '' },
  phone: { kind: 'phone', help: '' },
  started: { kind: 'instant', help: '' },
} as const satisfies TableFields

/** What is wrong with a table, in words. */
async function refusal(csv: string, fields: TableFields = PERSON, users: readonly Row[] = []): Promise<string> {
  try {
    await checkLines(await tableOf(csv), fields, {}, checkJob(users))
  } catch (error) {
    if (error instanceof Failure && error.kind === 'usage') return error.message
    throw error
  }
  throw new Error('it was taken')
}

describe('the lines of a table', () => {
  it('have values of the kinds of their fields, and their lines and cells', async () => {
    const csv = 'E-Mail;Started;Note\n"Jo <jo@example.com>";24.11.2026 08:15;hello\n\nbo@example.com;;\n'
    const lines = [...(await checkLines(await tableOf(csv), PERSON, {}, checkJob()))]
    expect(lines.map(({ line, cells, values }) => ({ line, cells, values }))).toEqual([
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
        'stdin: 3 lines are wrong, so nothing was done:',
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
    for await (const block of checked.blocks()) for (const { values } of block) emails.push(values.email)
    expect({ count: checked.count, emails }).toEqual({ count: 2, emails: ['jo@example.com', 'bo@example.com'] })
  })
})

describe('times as Gong writes them', () => {
  it('are taken as they are, and refused where there is no such day, hour or year', async () => {
    const times = ['2026-02-28T23:59:59Z', '2026-03-31T00:00:00.5Z', '2026-02-29T10:00:00Z', '2026-05-18T24:00:00Z']
    const csv = `email,started\n${[...times, '1969-05-18T10:00:00Z'].map((time) => `jo@example.com,${time}\n`).join('')}`
    const told = (await refusal(csv)).split('\n').slice(1)
    expect(told.map((line) => /line (\d)/.exec(line)?.[1])).toEqual(['4', '5', '6'])
    const taken = await checkLines(await tableOf(csv.split('\n').slice(0, 3).join('\n')), PERSON, {}, checkJob())
    expect([...taken].map(({ values }) => values.started)).toEqual(times.slice(0, 2))
  })
})

describe('names in a table', () => {
  const GRANT = {
    call: { kind: 'id', required: true, help: '' },
    user: { kind: 'id', required: true, lookup: 'user', help: '' },
  } as const satisfies TableFields
  const USERS = [
    { id: '71', emailAddress: 'jo@example.com', firstName: 'Jo', lastName: 'Doe' },
    { id: '72', emailAddress: 'bo@example.com', firstName: 'Bo', lastName: 'Doe' },
  ]

  it('become ids, by one listing for the whole table', async () => {
    const job = checkJob(USERS)
    const csv = `Call ID,E-Mail\n${'1,<Jo@example.com>\n2,Bo Doe\n3,73\n'.repeat(50)}`
    const lines = [...(await checkLines(await tableOf(csv), GRANT, {}, job))]
    expect(lines.slice(0, 3).map(({ values }) => values.user)).toEqual(['71', '72', '73'])
    expect(lines).toHaveLength(150)
    expect(job.asked).toHaveLength(1)
  })

  it('that nobody has are faults of each of their lines', async () => {
    const message = await refusal(
      'call,user\n1,nobody@example.com\n2,jo@example.com\n3,nobody@example.com\n',
      GRANT,
      USERS,
    )
    expect(message).toContain(
      'stdin: 2 lines are wrong, so nothing was done:\n  line 2, user: no user is called "nobody@',
    )
    expect(message).toContain('\n  line 4, user: no user is called "nobody@')
  })

  it('are not looked up while a line is wrong in itself', async () => {
    const job = checkJob(USERS)
    const table = await tableOf('call,user\nx,jo@example.com\n')
    await expect(checkLines(table, GRANT, {}, job)).rejects.toThrow('line 2, call: "x" is not an id')
    expect(job.asked).toEqual([])
  })
})

describe('ids that a spreadsheet took for numbers', () => {
  it('are refused when the ends of all are zeros', async () => {
    expect(await refusal('call\n3364161517094170000\n3364161517094180000\n', CALL)).toContain(
      'line 2, call: in this and all other lines the id ends in zeros',
    )
    const job = checkJob()
    expect(await checkLines(await tableOf('call\n3364161517094170000\n'), CALL, {}, job)).toHaveLength(1)
    expect(
      await checkLines(await tableOf('call\n3364161517094170000\n3364161517094170228\n'), CALL, {}, job),
    ).toHaveLength(2)
  })

  it('are refused in a workbook, in which they are numbers', async () => {
    const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`
    const workbook = madeWorkbook({
      sheets: {
        a:
          row(1, '<c r="A1" t="inlineStr"><is><t>call</t></is></c>') +
          row(2, '<c r="A2"><v>3.36416151709417E+18</v></c>'),
      },
    })
    await expect(checkLines(await tableOf(workbook), CALL, {}, checkJob())).rejects.toThrow(
      'row 2, call: "3.36416151709417e+18" is what a spreadsheet made of a long number',
    )
  })
})

it('a workbook whose sheet lacks a column names its other sheets', async () => {
  const sheet = (text: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`
  const workbook = madeWorkbook({ sheets: { Notes: sheet('note'), Leute: sheet('call') } })
  const reading = async (sheet?: string) => await checkLines(await tableOf(workbook, { sheet }), CALL, {}, checkJob())
  await expect(reading()).rejects.toMatchObject({
    message: 'stdin has no column for call; it has "note"; other sheets: "Leute"',
    hint: '--sheet "Leute", or --map "call=<heading>", or give the first line headings',
  })
  await expect(reading('Leute')).rejects.toThrow('has a heading and nothing below it')
})

it('a table with a heading alone has nothing to do', async () => {
  expect(await refusal('email\n')).toBe('stdin has a heading and nothing below it')
})

it('a number without a country code is no fault with --country, which has to be one', async () => {
  const table = await tableOf('email,phone\njo@example.com,030 1234567\n')
  const [line] = await checkLines(table, PERSON, { country: 'DE' }, checkJob())
  expect(line?.values.phone).toBe('+49301234567')
  await expect(checkLines(table, PERSON, { country: 'UK' }, checkJob())).rejects.toMatchObject({
    message: '--country: "UK" is not the code of a country',
    hint: '--country GB, its two letters in ISO 3166',
  })
})
