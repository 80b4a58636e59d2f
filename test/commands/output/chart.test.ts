import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import type { PrinterOptions } from '../../../src/output/printer.ts'
import { chartPrinter } from '../../../src/output/table/chart.ts'
import { textWidth } from '../../../src/output/table/text-width.ts'
import { run } from '../../run.ts'
import { look } from '../../support/output-sample.ts'

function chart(rows: readonly Row[], options: Partial<PrinterOptions> = {}, field?: string): string {
  const print = chartPrinter({ ...look, columns: [], width: 40, ...options }, field)
  return print.page({ rows }) + print.end()
}

describe('--chart', () => {
  it('draws a bar for each row, exact to the eighth of a character', () => {
    const rows = [
      { name: 'Ana', calls: 8 },
      { name: '会議', calls: 4 },
      { name: '👩‍👩‍👧 team', calls: 1 },
      { name: 'nobody', calls: 0 },
      { name: 'gone', calls: null },
      { name: 'loss', calls: -2 },
    ]
    expect(chart(rows)).toBe(
      [
        'Ana       8  ███████████████████████████',
        '会議      4  █████████████▌',
        '👩‍👩‍👧 team   1  ███▍',
        'nobody    0',
        'loss     -2  ░░░░░░░',
        '',
      ].join('\n'),
    )
  })

  it('is never wider than the terminal, whatever the labels', () => {
    const rows = [
      { name: '会議'.repeat(80), n: 12_345_678 },
      { name: '\x1b[31mred\u202e', n: 1 },
    ]
    for (const width of [20, 40, 80, 200])
      for (const line of chart(rows, { width }).trimEnd().split('\n'))
        expect(textWidth(line)).toBeLessThanOrEqual(width)
    expect(chart(rows)).not.toContain('\x1b')
  })

  it('draws a line for many moments', () => {
    const rows = Array.from({ length: 200 }, (_, n) => ({
      day: new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10),
      calls: n,
    }))
    const lines = chart(rows, { width: 60 }).split('\n')
    expect(lines).toHaveLength(12)
    expect(lines[0]).toMatch(/^19\d\.?\d* +▂?[▁-█]+$/)
    expect(lines[10]).toMatch(/^ +2026-01-01 +2026-07-19$/)
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(60)
  })

  it('has colour on a terminal and plain text in a pipe', async () => {
    const line = 'stats activity --during last-month --chart callsAttended --sort -callsAttended --limit 3'
    const { out, exit } = await run(`${line} -q`)
    expect(exit).toBe(0)
    expect(out).toMatch(/^(\S+@\S+|\S+…) +\d+ {2}█+[▏▎▍▌▋▊▉]?\n/)
    expect(out).not.toContain('\x1b')
    const coloured = await run(`${line} -q`, { terminal: true, colour: true })
    expect(coloured.out).toMatch(/ {2}\x1b\[36m█+[▏▎▍▌▋▊▉]?\x1b\[39m\n/)
  })

  it('draws what jq makes', async () => {
    const { out } = await run(
      `calls list --during yesterday --jq '{title, minutes: (.duration / 60 | floor)}' --chart --limit 1 -q`,
    )
    expect(out).toMatch(/^Demo +\d+ {2}█+\n$/)
  })

  it('says how many rows are not drawn', async () => {
    const { err, out } = await run('calls list --during last-month --fields title,duration --chart')
    expect(out.split('\n')).toHaveLength(101)
    expect(err).toMatch(/drawn are the first 100 of [\d,]+ rows; --sort and --limit choose others/)
  })

  it.each([
    ['users list --chart', 'no field of these rows has numbers', 1],
    ['calls list --during yesterday --chart title', '"title" has no numbers', 1],
    ['calls list --during yesterday --chart durasion', 'did you mean "duration"?', 0],
    ['calls list --during yesterday --chart -f csv', '--chart draws text, and no csv', 0],
    ['calls list --during yesterday --chart -o calls.csv', '--chart draws text, and no csv', 0],
  ])('refuses %s', async (line, message, requests) => {
    const { exit, err, out, sent } = await run(line)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain(message)
    expect(sent.length).toBeLessThanOrEqual(requests)
  })
})

/** Every person and every period of so many days, as a report has them. */
function periods(names: readonly string[], days: number): readonly Row[] {
  return names.flatMap((name, who) =>
    Array.from({ length: days }, (_, at) => ({
      userId: `77823422740259378${who}`,
      name,
      from: new Date(Date.UTC(2026, 3, 1 + at)).toISOString().slice(0, 10),
      calls: (at * (who + 3)) % 7,
    })),
  )
}

const people = ['Ana Sørensen', '会議 太郎', 'Somebody with a name that is longer than any bar']

describe('--chart of several periods', () => {
  it.each([
    ['one-line', periods(['Ana Sørensen'], 60)],
    ['one-bars', periods(['Ana Sørensen'], 4)],
    ['several-lines', periods(people, 60)],
    ['several-bars', periods(people, 4)],
    ['twice', [...periods(people, 1), ...periods(['Ana Sørensen'], 2).slice(1)]],
  ])('tells the rows apart, as in golden/chart-%s.txt', async (name, rows) => {
    const charts = [40, 80, 140].map((width) => chart(rows, { width }))
    for (const [at, width] of [40, 80, 140].entries())
      for (const line of charts[at]?.split('\n') ?? []) expect(textWidth(line)).toBeLessThanOrEqual(width)
    await expect(charts.join('\n')).toMatchFileSnapshot(`../../golden/chart-${name}.txt`)
  })

  it('is the same in colour', () => {
    for (const days of [4, 60]) {
      const rows = periods(people, days)
      expect(chart(rows, { colour: true })).toContain('\x1b[36m')
      expect(chart(rows, { colour: true }).replace(/\x1b\[\d+m/g, '')).toBe(chart(rows))
    }
  })

  it('adds another text where a name and a day do not tell rows apart', () => {
    const rows = ['Budget', 'Next step'].map((question, at) => ({ name: 'Ana', question, score: at + 1 }))
    expect(chart(rows, { width: 60 })).toMatch(/^Ana · Budget +1 .*\nAna · Next step +2 /)
  })

  it('has a heading with the name over the days of one person', async () => {
    const { out } = await run(
      'report reps --user a.vandenberg@tallyhouse.example --per day --from 60d --chart callsAttended -q',
    )
    expect(out).toMatch(/^Annelies van den Berg\n\d/)
    expect(out).toMatch(/\n +2026-03-20 +2026-05-18\n$/)
  })
})
