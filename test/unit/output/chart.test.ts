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
    expect(out).toMatch(/^Check-in +\d+ {2}█+\n$/)
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
