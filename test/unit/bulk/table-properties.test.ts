import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeChunks } from '../../../src/text/decode-chunks.ts'
import { delimitedRecords } from '../../../src/text/delimited.ts'
import type { DelimitedRecord } from '../../../src/text/delimited-scanner.ts'
import { detectDialect } from '../../../src/text/detect-dialect.ts'
import { jsonItems } from '../../../src/text/json-items.ts'
import { cellsOf, tableOf } from '../../support/tables.ts'

const header = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 2, maxLength: 5 })
/** Text that has what tables are made of more often than others. */
const cell = fc
  .array(
    fc.oneof(
      fc.constantFrom(',', ';', '\t', '|', '"', '""', '\n', '\r\n', '\r', ' ', '#', '=', '日本'),
      fc.string({ unit: 'grapheme' }),
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join('').replaceAll('\0', '0'))
/** A heading, and lines of as many cells, of which the first is not empty. */
const table = header.chain((headings) =>
  fc
    .array(fc.array(cell, { minLength: headings.length - 1, maxLength: headings.length - 1 }), { maxLength: 8 })
    .map((lines) => [headings, ...lines.map((cells, at) => [`line ${at}`, ...cells])]),
)

interface Written {
  readonly separator: string
  readonly end: string
  readonly quoted: boolean
}
const written = fc.record<Written>({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  quoted: fc.boolean(),
})

/** By another program's rules: what has a separator of whatever kind, a quote or a line end stands in quotes. */
function write(lines: readonly (readonly string[])[], { separator, end, quoted }: Written): string {
  return stringify([...lines], { delimiter: separator, record_delimiter: end, quoted, quoted_match: /[,;\t|\r\n]/ })
}

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16, little-endian': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, big-endian': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
}

/** The same in pieces of the given sizes, over and over. */
async function* pieces<T extends { readonly length: number; slice(from: number, to: number): T }>(
  whole: T,
  sizes: readonly number[],
): AsyncIterable<T> {
  for (let at = 0, turn = 0; at < whole.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield whole.slice(at, at + size)
    at += size
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })

describe('any table', () => {
  it.each(Object.keys(ENCODINGS))('reads back as it was, whatever the dialect, in %s', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(table, written, async (lines, how) => {
        const bytes = ENCODINGS[encoding]?.(write(lines, how)) ?? ''
        expect(await cellsOf(await tableOf(bytes))).toEqual(lines)
      }),
      { numRuns: 40 },
    )
  })

  it('is the same in chunks of whatever size, with the lines where its records start', async () => {
    await fc.assert(
      fc.asyncProperty(table, written, sizes, async (lines, how, cuts) => {
        const text = write(lines, how)
        const options = { ...detectDialect(text), what: 'a.csv' }
        const whole = await all<DelimitedRecord>(delimitedRecords(pieces(text, [text.length + 1]), options))
        expect(await all(delimitedRecords(pieces(text, cuts), options))).toEqual(whole)
        expect(whole.map(({ raw }) => raw).join('')).toBe(text)
        let line = 1
        for (const record of whole) {
          expect(record.line).toBe(line)
          line += record.raw.match(/\r\n|\n|\r/g)?.length ?? 0
        }
      }),
      { numRuns: 60 },
    )
  })

  it('has its failed lines alone as they came in, and they read back', async () => {
    await fc.assert(
      fc.asyncProperty(table, written, fc.infiniteStream(fc.boolean()), async (lines, how, stream) => {
        const whole = await tableOf(write(lines, how))
        const read = (await all(whole.blocks())).flat()
        const kept = read.filter(() => stream.next().value)
        const again = await tableOf((await all(whole.only(new Set(kept.map(({ line }) => line))))).join(''))
        expect(await cellsOf(again)).toEqual([whole.header, ...kept.map(({ cells }) => cells)])
      }),
      { numRuns: 40 },
    )
  })
})

it('any text decodes in chunks as it does whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...Object.values(ENCODINGS)),
      sizes,
      async (text, encode, cuts) => {
        const clean = text.replaceAll('\0', '').replace(/^\ufeff+/, '')
        expect((await all(decodeChunks(pieces(Uint8Array.from(encode(clean)), cuts), 'a.csv'))).join('')).toBe(clean)
      },
    ),
  )
})

it('any JSON splits into its items, whatever the layout, in chunks of whatever size', async () => {
  const rows = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(rows, sizes, fc.constantFrom(0, 2), async (objects, cuts, indent) => {
      const texts = {
        lines: objects.map((row) => JSON.stringify(row)).join('\n'),
        list: JSON.stringify(objects, null, indent),
        object: JSON.stringify({ id: '[{"', more: { deep: [[{}]] }, people: objects }, null, indent),
      }
      for (const layout of ['lines', 'list', 'object'] as const) {
        const items = await all(jsonItems(pieces(texts[layout], cuts), layout, 'a.json'))
        expect(items.map(({ text }) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(objects)))
      }
    }),
  )
})
