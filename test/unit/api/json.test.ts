import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseExact } from '../../../src/lib/exact-json.ts'
import type { Json } from '../../../src/lib/rows.ts'
import { anyText } from '../../support/any-text.ts'

/** Slow and plain: reads valid JSON character by character and keeps the source text of every number. */
function reference(text: string): Json {
  let at = 0
  const space = () => {
    while (' \t\n\r'.includes(text.charAt(at)) && at < text.length) at++
  }
  const list = <T>(close: string, item: () => T): T[] => {
    const items: T[] = []
    at++
    for (space(); text.charAt(at) !== close; space()) {
      items.push(item())
      space()
      if (text.charAt(at) === ',') at++
    }
    at++
    return items
  }
  const string = (): string => {
    let source = text.charAt(at++)
    while (text.charAt(at) !== '"')
      source += text.charAt(at) === '\\' ? text.charAt(at++) + text.charAt(at++) : text.charAt(at++)
    return JSON.parse(source + text.charAt(at++))
  }
  const word = (): Json => {
    let source = ''
    while (at < text.length && !' \t\n\r,]}'.includes(text.charAt(at))) source += text.charAt(at++)
    return /^[-\d]/.test(source) ? number(source) : JSON.parse(source)
  }
  const value = (): Json => {
    space()
    if (text.charAt(at) === '{') return Object.fromEntries(list('}', entry))
    if (text.charAt(at) === '[') return list(']', value)
    return text.charAt(at) === '"' ? string() : word()
  }
  const entry = (): [string, Json] => {
    const key = string()
    space()
    at++
    return [key, value()]
  }
  return value()
}

function number(source: string): Json {
  const whole = /^-?\d+$/.test(source) ? BigInt(source) : 0n
  const isInexact = whole > 2n ** 53n - 1n || whole < 1n - 2n ** 53n || !Number.isFinite(Number(source))
  return isInexact ? source : Number(source)
}

const digits = fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }).map(String)
const edge = fc
  .tuple(fc.bigInt({ min: -3n, max: 3n }), fc.constantFrom(1n, -1n))
  .map(([by, sign]) => `${sign * (2n ** 53n + by)}`)
const decimal = fc
  .tuple(fc.oneof(digits, edge), fc.stringMatching(/^(\.\d{1,20})?([eE][+-]?\d{1,3})?$/))
  .map(([whole, rest]) => whole + rest)
const escapes = fc.stringMatching(
  /^"([ -!#-[\]-~é😀]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}|\d{16,20}|[:,[-] ?\d{17}){0,8}"$/u,
)
const string = fc.oneof(
  anyText().map((text) => JSON.stringify(text)),
  escapes,
)
const blank = fc.stringMatching(/^[ \t\n\r]{0,3}$/)

const { json } = fc.letrec((tie) => ({
  list: fc.array(tie('json'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
  object: fc
    .array(fc.tuple(blank, fc.oneof(string, fc.constant('"__proto__"')), blank, tie('json')), { maxLength: 5 })
    .map(
      (entries) => `{${entries.map(([before, key, after, value]) => `${before}${key}${after}:${value}`).join(',')}}`,
    ),
  json: fc
    .tuple(
      blank,
      fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        fc.oneof(digits, edge, decimal, string, fc.constantFrom('null', 'true', 'false', '-0', '0', '-1')),
        tie('list'),
        tie('object'),
      ),
      blank,
    )
    .map((parts) => parts.join('')),
}))
const jsonText = json.map(String)

function outcome(parse: (text: string) => unknown, text: string): string {
  try {
    parse(text)
    return 'read'
  } catch (error) {
    return error instanceof Error ? error.name : 'thrown'
  }
}

it('agrees with a slow parser that keeps the source of every number', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      expect(parseExact(text)).toStrictEqual(reference(text))
    }),
    { numRuns: 400 },
  )
})

it('refuses what JSON.parse refuses and reads what it reads, whatever is cut out or put in', () => {
  const slip = fc.constantFrom('"', '\\', '-', '.', '0', 'e', ':', ',', '{', '[', ' ', '12345678901234567', '+', '\n')
  const broken = fc
    .tuple(jsonText, fc.nat(), fc.nat({ max: 3 }), fc.oneof(slip, fc.constant('')))
    .map(([text, at, cut, put]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + put + text.slice(place + cut)
    })
  fc.assert(
    fc.property(broken, (text) => {
      expect(outcome(parseExact, text)).toBe(outcome(JSON.parse, text))
    }),
    { numRuns: 800 },
  )
})

it.each([
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', '9007199254740992'],
  ['-9007199254740991', -9007199254740991],
  ['-9007199254740992', '-9007199254740992'],
  ['5517027188234205706', '5517027188234205706'],
  ['[-99999999999999999999,\t-1]', ['-99999999999999999999', -1]],
  ['-0', -0],
  ['1518863400.0', 1518863400],
  ['12345678901234567890.5', Number('12345678901234567890.5')],
  ['12345678901234567e2', Number('12345678901234567e2')],
  ['0.12345678901234567890', Number('0.12345678901234567890')],
  ['{"id" :\n 12345678901234567 }', { id: '12345678901234567' }],
  ['{"12345678901234567":1}', { '12345678901234567': 1 }],
  [String.raw`["\\", 12345678901234567, "\", 12345678901234567"]`, ['\\', '12345678901234567', '", 12345678901234567']],
])('reads %s to the last digit', (text, value) => {
  expect(parseExact(text)).toStrictEqual(value)
})

it.each([
  '{12345678901234567: 1}',
  '[12345678901234567,{"a":1,12345678901234567 : 1}]',
  '[00000000000000000001]',
  '[-00000000000000000001]',
  '[+12345678901234567]',
  '[12345678901234567-1]',
  '["12345678901234567]',
  '[12345678901234567',
  '',
])('calls %j no JSON', (text) => {
  expect(() => parseExact(text)).toThrow(SyntaxError)
})

it('reads a page of a megabyte with long stretches of white space and of backslashes', () => {
  const row = String.raw`{"callId":7782342274025937895,"title":"say \"5517027188234205706, \\"}`
  const page = `[${`${row},${' '.repeat(100)}`.repeat(6000)}"${'\\'.repeat(100_000)}"]`
  const rows = parseExact(page)
  expect(page.length).toBeGreaterThan(1_000_000)
  expect(rows).toStrictEqual(reference(page))
})
