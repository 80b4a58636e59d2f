import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { once } from '../../src/lib/once.ts'
import type { Row } from '../../src/lib/rows.ts'
import { stripControls } from '../../src/output/spreadsheet-text.ts'
import { xlsxPrinter } from '../../src/output/xlsx/xlsx.ts'
import { home, KEYS, run } from '../run.ts'
import { look } from '../support/output-sample.ts'
import { hasSpreadsheet, savedAsWorkbooks, shownCells } from '../support/spreadsheet.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

/** What a value looks like in LibreOffice: the same, unless a second text says otherwise. */
const VALUES: readonly (readonly [value: Row[string], shown?: string])[] = [
  ['1234567890123456789'],
  ['0042'],
  ['+12025550100'],
  ['+44 (0)20 7946 0000'],
  ['=1+1'],
  ['=HYPERLINK("http://evil.example","x")'],
  ['@x'],
  ['+1'],
  ['-2+3'],
  ["'quoted"],
  ['1.5.2026'],
  ['1/2'],
  ['1E5'],
  ['TRUE'],
  ['2026-05-19T12:00:00Z'],
  ['2026-05-01'],
  [true, 'TRUE'],
  [42, '42'],
  [-0.5, '-0.5'],
  [999_999_999_999_999, '999999999999999'],
  [1_234_567_890_123_456, '1234567890123456'],
  ['👩‍👩‍👧‍👦 und 会議'],
  ['שָׁלוֹם — مرحبا'],
  ['first\nsecond\n\nfourth'],
  ['a\tb', 'a\tb'],
  ['  spaces  '],
  ['_x000D_ <b>&amp;</b> "c", d; e'],
  ['x\u0000\u001b[31my', 'x[31my'],
  [{ a: { b: [1, '=2'] } }, '{"a":{"b":[1,"=2"]}}'],
  [[], '[]'],
  [null, ''],
  ['', ''],
]

/** Moments, and how they are shown in the zone of the printer. */
const MOMENTS: readonly (readonly [value: string, shown: string])[] = [
  ['2026-05-19T12:00:00Z', '2026-05-19 14:00:00'],
  ['2026-01-31T23:59:59.999-08:00', '2026-02-01 08:59:59'],
]

/** What LibreOffice shows of all that is made here, by what it is. */
const shown = once(async () => {
  const folder = emptyFolder()
  const paths = ['odd.xlsx', 'moments.xlsx', 'calls.xlsx'].map((name) => join(folder, name))
  const [odd = '', moments = '', pulled = ''] = paths
  writeFileSync(odd, oddValues())
  writeFileSync(moments, momentsOfAField())
  await run(`${PULL} -o ${pulled}`)
  const [oddCells, momentCells, pulledCells] = await shownCells(paths)
  return { odd: oddCells?.('rows'), moments: momentCells?.('rows'), pulled: pulledCells?.('rows') }
})

const PULL = 'calls list --during last-week --tz UTC'

function oddValues(): Buffer {
  const print = xlsxPrinter({ ...look, pick: ['n', 'value', 'end'] })
  const rows = VALUES.map(([value], n) => ({ n, value, end: 'end' }))
  const half = rows.length >> 1
  const pages = [print.page({ rows: rows.slice(0, half) }), print.page({ rows: rows.slice(half) })]
  return Buffer.concat([...pages, print.end()])
}

function momentsOfAField(): Buffer {
  const print = xlsxPrinter({ ...look, pick: ['started', 'title'] })
  const page = print.page({ rows: MOMENTS.map(([value]) => ({ started: value, title: value })) })
  return Buffer.concat([page, print.end()])
}

describe('a workbook in LibreOffice', () => {
  beforeEach(({ skip }) => {
    if (!process.env.CI) skip(!hasSpreadsheet(), 'libreoffice not installed')
    expect(hasSpreadsheet(), 'libreoffice').toBe(true)
  })

  it('shows every value as it is, and runs nothing', async () => {
    const [heading, ...cells] = (await shown()).odd ?? []
    expect(heading).toEqual(['n', 'value', 'end'])
    expect(cells).toEqual(VALUES.map(([value, seen], n) => [String(n), seen ?? value, 'end']))
  })

  it('shows the moments of a field that holds them', async () => {
    const [, ...cells] = (await shown()).moments ?? []
    expect(cells).toEqual(MOMENTS.map(([value, seen]) => [seen, value]))
  })

  it('is what a pull has written', async () => {
    const { out } = await run(`${PULL} -f jsonl`)
    const [heading = [], ...cells] = (await shown()).pulled ?? []
    const calls: Row[] = out
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text))
    const column = (name: string) => cells.map((row) => row[heading.indexOf(name)])
    expect(column('id')).toEqual(calls.map(({ id }) => id))
    expect(column('duration')).toEqual(calls.map(({ duration }) => String(duration)))
    expect(column('title')).toEqual(calls.map(({ title }) => stripControls(String(title))))
    const toSecond = (started: unknown) => new Date(String(started)).toISOString().replace('T', ' ').slice(0, 19)
    expect(column('started')).toEqual(calls.map(({ started }) => toSecond(started)))
    expect(cells.length).toBeGreaterThan(20)
  })

  it('is one that rows were added to, also after LibreOffice has saved it', async () => {
    const { folder, env } = await home()
    const path = join(folder, 'calls.xlsx')
    const more = (days: string) =>
      run(`calls list ${days} --tz Europe/Berlin --append id -o ${path}`, { env: { ...KEYS, ...env } })
    await more('--from 2026-05-11 --to 2026-05-15')
    for (const saved of await savedAsWorkbooks([path])) writeFileSync(path, saved)
    const { exit, err } = await more('--from 2026-05-13 --to 2026-05-18')
    expect(exit, err).toBe(0)
    const whole = join(folder, 'whole.xlsx')
    await run(`calls list --from 2026-05-11 --to 2026-05-18 --tz Europe/Berlin -o ${whole}`)
    const [added, pulled] = await shownCells([path, whole])
    const sorted = ([heading, ...rows]: readonly (readonly string[])[] = []) => [
      heading,
      ...rows.map((row) => row.join('\t')).sort(),
    ]
    expect(sorted(added?.('rows'))).toEqual(sorted(pulled?.('rows')))
    expect(added?.('about').map(([label]) => label)).toContain('Begun')
  })
})
