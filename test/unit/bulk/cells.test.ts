import { describe, expect, it } from 'vitest'
import { type CheckOptions, checkLines } from '../../../src/bulk/lines/check-lines.ts'
import type { TableFields } from '../../../src/bulk/lines/table-fields.ts'
import { Failure } from '../../../src/lib/errors.ts'
import type { Json } from '../../../src/lib/rows.ts'
import { checkJob, tableOf } from '../../support/tables.ts'

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** What a cell of a field comes to; a failure as its message and hint. */
async function read(
  field: TableFields[string],
  cell: string,
  options: CheckOptions = {},
  heading = 'cell',
): Promise<Json> {
  try {
    const table = await tableOf(`${quoted(heading)},other\n${quoted(cell)},x\n`)
    const [line] = await checkLines(table, { cell: field }, { map: [`cell=${heading}`], ...options }, checkJob())
    return line?.values.cell ?? null
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    const [, reason = error.message] = /: (".*)$/s.exec(error.message.split('\n')[1] ?? '') ?? []
    return error.hint === undefined ? reason : `${reason} → ${error.hint}`
  }
}

describe('a time in a cell', () => {
  it.each([
    ['2026-11-24', '2026-11-24T00:00:00+01:00'],
    ['2026-11-24 08:15', '2026-11-24T08:15:00+01:00'],
    ['2026-07-24T08:15:30', '2026-07-24T08:15:30+02:00'],
    ['2026-11-24T08:15:00Z', '2026-11-24T08:15:00Z'],
    ['2026-11-24 08:15:00.250+05:30', '2026-11-24T08:15:00.250+05:30'],
    ['2026/1/4 8:05', '2026-01-04T08:05:00+01:00'],
    ['20261124', '2026-11-24T00:00:00+01:00'],
    ['20261124T081500Z', '2026-11-24T08:15:00Z'],
    ['24.11.2026 08:15', '2026-11-24T08:15:00+01:00'],
    ['24.11.2026, 08:15:30', '2026-11-24T08:15:30+01:00'],
    ['11/24/2026 8:15 PM', '2026-11-24T20:15:00+01:00'],
    ['11/24/2026 12:05 am', '2026-11-24T00:05:00+01:00'],
    ['5/5/2026', '2026-05-05T00:00:00+02:00'],
    ['24 Nov 2026 08:15', '2026-11-24T08:15:00+01:00'],
    ['Tue, 24 Nov 2026 08:15:00 +0100', '2026-11-24T08:15:00+01:00'],
    ['November 3rd, 2026', '2026-11-03T00:00:00+01:00'],
    // Clocks go forward at 02:00 on 29 March, and back at 03:00 on 25 October.
    ['29.03.2026 02:30', '2026-03-29T03:30:00+02:00'],
    ['25.10.2026 02:30', '2026-10-25T02:30:00+02:00'],
  ])('%s is read in the only way there is', async (cell, instant) => {
    expect(await read({ kind: 'instant', help: '' }, cell)).toBe(instant)
  })

  it.each([
    ['03/04/2026', '--date-format D/M/Y or --date-format M/D/Y'],
    ['03.04.2026 10:00', '--date-format D.M.Y or --date-format M.D.Y'],
    ['24.11.26', '--date-format D.M.YY'],
    ['11/24/26', '--date-format M/D/YY'],
    ['03/04/26', '--date-format D/M/YY or --date-format M/D/YY'],
  ])('%s is refused, for it could be two', async (cell, hint) => {
    expect(await read({ kind: 'instant', help: '' }, cell)).toContain(hint)
  })

  it.each([
    ['31.02.2026', {}, '"31.02.2026" is not a day: February 2026 has 28 days'],
    [
      '11/24/2026 8:15 PM',
      { dateFormat: 'D/M/Y' },
      '"11/24/2026 8:15 PM" is not a day where it is read as D/M/Y: months run from 01 to 12 → --date-format M/D/Y',
    ],
    ['24.11.2026 25:00', {}, '"24.11.2026 25:00" is not a time: days end at 23:59:59'],
  ])('%s is quoted as it stands there, with the format that would fit', async (cell, options, message) => {
    expect(await read({ kind: 'instant', help: '' }, cell, options)).toBe(message)
    if (!cell.includes(':')) expect(await read({ kind: 'day', help: '' }, cell, options)).toBe(message)
  })

  it.each([
    ['11/24/2026', {}],
    ['03/04/2026', {}],
    ['03/04/2026', { dateFormat: 'D/M/Y' }],
    ['03/04/2026', { dateFormat: 'M/D/Y' }],
  ])(
    'is refused in a column that has the day first and the month, which no format reads: %s, %j',
    async (cell, options) => {
      const table = await tableOf(`at,x\n2026-11-24,\n${cell},\n11/24/2026,\n24/11/2026,\n`)
      const reading = checkLines(table, { at: { kind: 'day', help: '' } }, options, checkJob())
      await expect(reading).rejects.toMatchObject({
        message: expect.stringMatching(/line 5, at: has the day first, and line [34] the month$/m),
        hint: 'no --date-format reads both: write the days of the column in one order, or as 2026-11-24',
      })
    },
  )

  it.each([
    ['03/04/2026,\n24/11/2026,', '--date-format D/M/Y'],
    ['11/24/2026,\n03/04/2026,', '--date-format M/D/Y'],
    ['03.04.26,\n24.11.26,', '--date-format D.M.YY'],
    ['03/04/2026,\n05/05/2026,', '--date-format D/M/Y or --date-format M/D/Y'],
    // A format holds for all columns.
    ['03/04/2026,24/11/2026', '--date-format D/M/Y'],
    ['03/04/2026,24/11/2026\n2026-11-24,11/24/2026', 'no --date-format reads both'],
    ['tomorrow,\n03/04/2026,\n24/11/2026,', '--date-format D/M/Y'],
    ['11/24/26,\n03/04/2026,', '--date-format M/D/YY'],
  ])('that could be two is offered what the others of its table can be: %j', async (lines, hint) => {
    const table = await tableOf(`at,until\n${lines}\n`)
    const fields = { at: { kind: 'day', help: '' }, until: { kind: 'day', help: '' } } as const
    const reading = checkLines(table, fields, {}, checkJob())
    await expect(reading).rejects.toSatisfy(({ hint: told }) => told?.replace(/: write.*/, '') === hint)
  })

  it.each([
    ['30.02.2026', 'is not a day'],
    ['24.13.2026', 'is not a day'],
    ['24.11.2026 25:00', 'is not a time'],
    ['24.11.2026 morning', 'has no time of day behind the day'],
    ['46350.34', 'is how a spreadsheet counts days'],
    ['7d', 'is not a time'],
    ['yesterday', 'is not a time'],
  ])('%s is none', async (cell, reason) => {
    expect(await read({ kind: 'instant', help: '' }, cell)).toContain(reason)
  })

  it.each([
    ['D.M.Y', '03.04.2026', '2026-04-03'],
    ['M/D/Y', '03/04/2026', '2026-03-04'],
    ['DD.MM.YYYY', '3.4.2026', '2026-04-03'],
    ['dd/mm/yyyy hh:mm', '03/04/2026 00:00', '2026-04-03'],
    ['M/D/YY', '3/4/26', '2026-03-04'],
    ['d MMM yyyy', '3 Apr 2026', '2026-04-03'],
    ['YYYY年M月D日', '2026年4月3日', '2026-04-03'],
    ['D.M.Y', '2026-04-03', '2026-04-03'],
    ['%d/%m/%y', '03/04/26', '2026-04-03'],
  ])('is read with --date-format %s', async (dateFormat, cell, day) => {
    expect(await read({ kind: 'day', help: '' }, cell, { dateFormat })).toBe(day)
  })

  it('has its time of day with a format, too', async () => {
    const started = { kind: 'instant', help: '' } as const
    expect(await read(started, '03.04.2026 08:15', { dateFormat: 'D.M.Y' })).toBe('2026-04-03T08:15:00+02:00')
    expect(await read(started, '3/4/26 1:05 pm', { dateFormat: 'm/d/yy h:mm a' })).toBe('2026-03-04T13:05:00+01:00')
    expect(await read(started, '03/04/2026', { dateFormat: 'D.M.Y' })).toContain('is not written as D.M.Y')
  })

  it.each(['D.M', 'X', 'D.M.Y D'])('is not read with --date-format %s, which is none', async (dateFormat) => {
    await expect(read({ kind: 'day', help: '' }, '2026-04-03', { dateFormat })).resolves.toContain(
      '--date-format D.M.Y',
    )
  })
})

describe('a cell', () => {
  it.each<[TableFields[string]['kind'], string, Json, (CheckOptions | undefined)?, string?]>([
    ['email', ' Jo Doe <jo@example.com> ', 'jo@example.com'],
    ['email', 'mailto:jo@example.com?subject=x', 'jo@example.com'],
    ['email', '\u200ejo@example.com\u200b', 'jo@example.com'],
    ['phone', '+49 (0)30 / 123 45-67', '+49301234567'],
    ['phone', "'+49 30 1234567", '+49301234567'],
    ['phone', '\u202a+49 30 1234567\u202c', '+49301234567'],
    ['phone', '030 1234567', '+49301234567', { country: 'de' }],
    ['phone', '(202) 555-0143', '+12025550143', { country: 'US' }],
    ['phone', '+44 20 7946 0912', '+442079460912', { country: 'US' }],
    ['id', '="0033641615170942"', '0033641615170942'],
    ['id', "'007", '007'],
    ['duration', '00:02:30', 150],
    ['duration', '1:02:03', 3723],
    ['duration', '2 min 30 sec', 150],
    ['duration', 'PT2M30S', 150],
    ['duration', '90s', 90],
    ['duration', '90', 90, undefined, 'Duration (s)'],
    ['duration', '1,5', 90, undefined, 'Talk time (min)'],
    ['duration', '90', 90, undefined, 'durationSeconds'],
    ['duration', '2:30', 150, undefined, 'Talk time mm:ss'],
    ['flag', 'WAHR', true],
    ['flag', 'nein', false],
    ['flag', '0', false],
    ['text', ' plain ', 'plain'],
    ['text', "'=1+1", '=1+1'],
    ['json', '{"id":12345678901234567890}', { id: '12345678901234567890' }],
    ['count', '12', 12],
  ])('of the kind %s takes %s', async (kind, cell, value, options, heading) => {
    expect(await read({ kind, help: '' }, cell, options, heading)).toEqual(value)
  })

  it.each<[TableFields[string]['kind'], string, string]>([
    ['id', '1.68E+17', 'a spreadsheet made of a long number'],
    ['id', '1,68123E+17', 'give the column the format Text'],
    ['phone', '4.42079E+11', 'whose last digits are lost'],
    ['phone', '030 1234567', '--country DE'],
    ['duration', '2:30', 'minutes and seconds or hours and minutes'],
    ['duration', '90', 'has no unit'],
    ['duration', 'long', 'is not a duration'],
    ['flag', 'perhaps', 'is neither yes nor no'],
    ['count', '1.200,50', 'is not a whole number'],
    ['text', 'a\u0000b', 'has a control character (U+0000)'],
    ['text', '#N/A', 'is an error of a spreadsheet'],
    ['json', '{', 'is not JSON'],
  ])('of the kind %s refuses %s', async (kind, cell, reason) => {
    expect(await read({ kind, help: '' }, cell)).toContain(reason)
  })

  it('takes a choice by what it is called in other languages, unless that could be two', async () => {
    const direction = { kind: 'choice', of: ['Inbound', 'Outbound'], help: '' } as const
    for (const text of ['eingehend', 'Entrant', 'IN ENTRATA', 'recebida', 'inkomend'])
      expect(await read(direction, text)).toBe('Inbound')
    const twice = { kind: 'choice', of: ['OPEN', 'Open!'], help: '' } as const
    expect(await read(twice, 'offen')).toBe('"offen" could be OPEN or Open!')
    expect(await read({ kind: 'choice', of: ['offen', 'OPEN'], help: '' }, 'Offen')).toBe('offen')
  })

  it('takes a choice in any spelling, and names the others', async () => {
    const direction = { kind: 'choice', of: ['Inbound', 'Outbound'], help: '' } as const
    expect(await read(direction, 'OUT-BOUND')).toBe('Outbound')
    expect(await read(direction, 'out')).toBe('"out" is not one of Inbound, Outbound')
  })

  it.each([
    ['a@example.com; b@example.com;'],
    ['a@example.com, b@example.com, a@example.com'],
    ['a@example.com\nb@example.com'],
    ['["a@example.com","b@example.com"]'],
    ['"Doe, A" <a@example.com>, B <b@example.com>'],
  ])('may hold a list: %s', async (cell) => {
    const emails = { kind: 'email', many: true, help: '' } as const
    expect(await read(emails, cell)).toEqual(['a@example.com', 'b@example.com'])
  })

  it('is shown in a message by its beginning, however long it is', async () => {
    const message = await read({ kind: 'email', help: '' }, 'x'.repeat(1_000_000))
    expect(message).toBe(`"${'x'.repeat(80)}…" has 1000000 characters, too many for a value of this kind`)
    expect(await read({ kind: 'text', help: '' }, 'x'.repeat(1_000_000))).toHaveLength(1_000_000)
  })
})
