import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { wrappedColumn } from '../../../src/output/columns.ts'
import type { Format, PrinterOptions } from '../../../src/output/printer.ts'
import { growth } from '../../support/growth.ts'
import { printed } from '../../support/output-sample.ts'

const texts: readonly (readonly [string, (length: number) => string])[] = [
  ['Latin letters', (length) => 'word '.repeat(length / 5)],
  ['umlauts', (length) => 'ü wort '.repeat(length / 7)],
  ['wide characters', (length) => '会'.repeat(length)],
  ['accents on their own', (length) => `a${'\u0301'.repeat(length)}`],
  ['families of emoji', (length) => '👩‍👩‍👧'.repeat(length / 8)],
  ['lines', (length) => 'a\n'.repeat(length / 2)],
  ['signs of a terminal', (length) => '\x1b['.repeat(length / 2)],
]

type Place = readonly [string, Exclude<Format, 'html'>, Partial<PrinterOptions>]

/** They show no more than 20,000 characters of a text. */
const screens: readonly Place[] = [
  ['a table on a terminal', 'table', { width: 80 }],
  ['a column to be read', 'table', { width: 80, columns: ['id', wrappedColumn('title')] }],
  ['a card', 'table', { width: 80, single: true }],
]

const pipes: readonly Place[] = [
  ['a table in a pipe', 'table', { width: Number.POSITIVE_INFINITY }],
  ['a card in a pipe', 'table', { width: Number.POSITIVE_INFINITY, single: true }],
  ['CSV', 'csv', {}],
  ['TSV', 'tsv', {}],
]

const places = [
  ...screens.map((place) => [...place, 5000] as const),
  ...pipes.map((place) => [...place, 20_000] as const),
]

const record = (title: string) => ({ id: '7782342274025937895', title, started: '2026-05-18T09:00:00Z' })

describe.each(texts)('a very long text of %s', (_, text) => {
  it.each(places)('takes time as it grows, and not as its square, in %s', async (_place, format, look, size) => {
    const work = async (length: number) => (await printed(format, look, [record(text(length))])).length
    expect(await growth(size, 9, work)).toBeLessThan(9)
  })

  it.each(screens)(
    'takes no longer in %s than a long one, for a screen shows no more',
    async (_place, format, look) => {
      const [long, longer] = [text(50_000), text(200_000)]
      const work = async (length: number) =>
        (await printed(format, look, [record(length > 50_000 ? longer : long)])).length
      expect(await growth(50_000, 2, work)).toBeLessThan(2)
    },
  )
})

it.each(screens.slice(1))('counts what it does not show of a very long text in %s', async (_place, format, look) => {
  const text = (await printed(format, look, [record('x'.repeat(1_020_000))])).replaceAll(/[\s]+/g, ' ')
  expect(text).toContain('x… (1,000,000 more characters)')
})

it('writes a very long text whole to a pipe, and fills no other row up to its width', async () => {
  const look = { width: Number.POSITIVE_INFINITY }
  const text = await printed('table', look, [record('x'.repeat(100_000)), record('short')])
  expect([text.includes('x'.repeat(100_000)), text.length < 120_000]).toEqual([true, true])
})

it('measures a text that is read in pieces as one that is read at once', async () => {
  for (const title of ['👩‍👩‍👧'.repeat(60), `${'a'.repeat(199)}é${'👨‍👩‍👧‍👦'.repeat(40)}`, 'e\u0301会'.repeat(150)]) {
    const [, rule = ''] = (await printed('table', { width: 5000, columns: ['title'] }, [{ title }])).split('\n')
    expect(rule.length, title.slice(0, 20)).toBe(stringWidth(title))
  }
})
