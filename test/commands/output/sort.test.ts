import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, Row } from '../../../src/lib/rows.ts'
import { openPrinter } from '../../../src/output/open-printer.ts'
import { endOf } from '../../../src/output/printer.ts'
import { sortingPrinter } from '../../../src/output/sort.ts'
import { sortKeysOf } from '../../../src/output/sort-keys.ts'
import { utcPrinter } from '../../../src/output/utc.ts'
import { run } from '../../run.ts'
import { look } from '../../support/output-sample.ts'

/** The values of `x` as they come out, from rows that come page by page. */
async function sorted(keys: string, values: readonly (Json | undefined)[], top?: number): Promise<readonly Json[]> {
  const print = sortingPrinter(await openPrinter('jsonl', look), { keys: sortKeysOf(keys), top })
  let out = ''
  for (const [n, x] of values.entries()) out += String(await print.page({ rows: [x === undefined ? { n } : { n, x }] }))
  expect(out).toBe('')
  for await (const text of endOf(print)) out += String(text)
  const rows: Row[] = out
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  return rows.map(({ x }) => x ?? null)
}

describe('--sort', () => {
  it.each<[string, Json[], Json[]]>([
    ['numbers by value', [10, 9, -1, 0.5], [-1, 0.5, 9, 10]],
    [
      'ids exactly',
      ['1234567890123456790', '1234567890123456789', '99'],
      ['99', '1234567890123456789', '1234567890123456790'],
    ],
    [
      'instants by when they were',
      ['2026-05-01T09:00:00+02:00', '2026-05-01T08:00:00Z', '2026-05-01T06:59:00Z'],
      ['2026-05-01T06:59:00Z', '2026-05-01T09:00:00+02:00', '2026-05-01T08:00:00Z'],
    ],
    ['days', ['2026-10-01', '2026-09-30'], ['2026-09-30', '2026-10-01']],
    [
      'texts as people count',
      ['call 10', 'Call 2', 'call 1', 'Äpfel', 'zebra'],
      ['Äpfel', 'call 1', 'Call 2', 'call 10', 'zebra'],
    ],
    [
      'a title that looks like a number or a day among the other titles',
      ['Acme', '2026-05-18', '3000', '1 thing', '00123'],
      ['1 thing', '00123', '2026-05-18', '3000', 'Acme'],
    ],
    ['missing ones last', [null, 2, '', 1], [1, 2, null, '']],
  ])('puts %s', async (_, values, expected) => {
    expect(await sorted('x', values)).toEqual(expected)
  })

  it('turns round with a minus, and leaves missing values last', async () => {
    expect(await sorted('-x', [1, null, 3, 2])).toEqual([3, 2, 1, null])
  })

  it('orders any two values the same way, whatever they are', async () => {
    const value = fc.oneof(
      fc.integer(),
      fc.string(),
      fc.constant(null),
      fc.boolean(),
      fc.bigInt({ min: 0n, max: 10n ** 19n }).map(String),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 12 }), async (values) => {
        const once = await sorted('x', values)
        expect(await sorted('x', once)).toEqual(once)
        expect(await sorted('x', values, 3)).toEqual(once.slice(0, 3))
      }),
    )
  })

  it('takes the first rows of all, and not of those that came first', async () => {
    const all = await run('calls list --during last-month --fields duration -f jsonl -q')
    const durations = all.out
      .trimEnd()
      .split('\n')
      .map((line) => Number(JSON.parse(line).duration))
    const { out } = await run('calls list --during last-month --sort -duration --limit 3 --fields duration -f jsonl -q')
    const longest = durations.sort((a, b) => b - a).slice(0, 3)
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).duration),
    ).toEqual(longest)
  })

  it('orders by a field that is not printed, and by several', async () => {
    const { out } = await run('users list --sort -active,emailAddress --fields emailAddress -f csv -q')
    const [, ...addresses] = out.trimEnd().split('\n')
    const { out: active } = await run(
      `users list --jq 'map(select(.active)) | sort_by(.emailAddress)[].emailAddress' -q`,
    )
    expect(addresses.slice(0, 5)).toEqual(active.split('\n').slice(0, 5))
  })

  it('orders what a table is made of', async () => {
    const { out } = await run(
      'stats activity --during last-month --sort -callsAsHost --limit 2 -f csv -q --fields callsAsHost',
    )
    const [, first, second] = out.split('\n')
    expect(Number(first)).toBeGreaterThanOrEqual(Number(second))
    expect(Number(first)).toBeGreaterThan(10)
  })

  it.each([
    ['calls list --during yesterday --sort durasion', 'did you mean "duration"?', 0],
    ['calls list --during yesterday --sort duration -f raw', 'cannot change the bytes', 0],
    [`calls list --during yesterday --jq '{id}' -f csv --sort ids`, 'no row has "ids"; did you mean "id"?', 1],
  ])('refuses %s', async (line, message, requests) => {
    const { exit, err, sent, out } = await run(line)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain(message)
    expect(sent.length).toBeLessThanOrEqual(requests)
  })
})

describe('--utc', () => {
  it('writes every time in one form, also inside of lists, and nothing else', async () => {
    const { out } = await run('calls list --during yesterday --fields started,scheduled,title -f tsv -q --utc')
    for (const line of out.trimEnd().split('\n').slice(1))
      expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?\t/)
    const local = await run('calls list --during yesterday --limit 1 --fields started -f md -q --tz Asia/Tokyo --utc')
    expect(local.out).toContain('| 2026-05-18 12:07 |')
  })
})

it('does not rewrite a title that looks like a time in --utc', async () => {
  const title = '2026-05-18T09:00:00+02:00'
  const rows: Row[] = []
  const print = utcPrinter({
    page: (page) => {
      rows.push(...page.rows)
      return ''
    },
    end: () => '',
  })
  await print.page({
    rows: [{ title, started: title, parties: [{ title, joined: [title] }], logRecord: { eventTime: title } }],
  })
  const utc = '2026-05-18T07:00:00.000Z'
  expect(rows).toEqual([{ title, started: utc, parties: [{ title, joined: [title] }], logRecord: { eventTime: utc } }])
})

describe('--bom', () => {
  it('begins csv with the mark by which Excel knows UTF-8, also without rows', async () => {
    const { out } = await run('users list --fields id --limit 1 -f csv --bom -q')
    expect(out).toMatch(/^\ufeffid\n\d+\n$/)
    const empty = await run('calls list --from 2019-01-01 --to 2019-01-02 --fields id -f csv --bom -q')
    expect(empty.out).toBe('\ufeffid\n')
  })

  it('is refused for what is no csv', async () => {
    const { exit, err, sent } = await run('users list -f json --bom')
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('--bom is for csv and tsv')
  })
})
