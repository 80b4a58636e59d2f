import fc from 'fast-check'
import { expect, it } from 'vitest'
import { forTerminal, oneLine } from '../../../src/lib/terminal-text.ts'
import { escapeControls } from '../../../src/output/json/terminal-json.ts'
import { forSpreadsheet } from '../../../src/output/spreadsheet-text.ts'
import { anyText } from '../../support/any-text.ts'

const hostile = fc.string({
  unit: fc.oneof(fc.constantFrom(...'\x1b[31m]8;;\x07\x9b\r\n\t\u202e\u200d\ud83d'), anyText()),
})

it.each([
  ['a colour', 'a\x1b[31mb\x1b[0m', 'ab'],
  ['a colour by one character', 'a\x9b31mb', 'ab'],
  ['a cleared screen', '\x1b[2J\x1b[Ha', 'a'],
  ['a new window title', '\x1b]0;evil\x07a', 'a'],
  ['a link, but not its text', '\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\', 'here'],
  ['the escape, but no text, of a command that never ends', 'a\x1b]rest of the title', 'a]rest of the title'],
  ['bells, backspaces and deletes', 'a\x07\b\x7fb', 'ab'],
  ['what turns the writing round', 'a\u202egnp.exe\u2066b\u2069\u200f', 'agnp.exeb'],
  ['spaces without width, and marks nobody sees', 'pay\u200bpal\ufeff\u00ad\u2060', 'paypal'],
  ['a joiner between Latin letters', 'pay\u200dpal', 'paypal'],
  ['text hidden in tags', 'a\u{e0068}\u{e0069}b', 'ab'],
])('takes %s out of a text', (_, text, clean) => {
  expect(forTerminal(text)).toBe(clean)
})

it.each([
  'Zoë Müller',
  '会議：見直し',
  'שָׁלוֹם',
  'مرحبا',
  'می‌خواهم',
  'क्‍ष हिन्दी',
  '👩‍👩‍👧‍👦 👍🏽 ❤️',
  '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
])('leaves %s as it is', (text) => {
  expect(oneLine(text)).toBe(text)
})

it('shows half a character as a question', () => {
  expect(forTerminal('a\ud83db')).toBe('a\ufffdb')
})

it('keeps lines for a terminal and puts them on one where a line is meant', () => {
  expect(forTerminal('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd')
  expect(oneLine('a\r\nb\tc')).toBe('a b c')
})

it('leaves no control character, no override and no half character, whatever comes', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u{e0001}]/u)
    }),
  )
})

it('leaves its own work alone when it is asked twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(oneLine(oneLine(text))).toBe(oneLine(text))
    }),
  )
})

it('takes no longer than the text is long, whatever is repeated in it', () => {
  const texts = ['\x1b]', '\x9b1', '\x1b[ ', '\u200d', '\u{1f3f4}\u{e0067}', '=\'" '].map((piece) =>
    piece.repeat(200_000),
  )
  for (const text of texts)
    expect(forTerminal(text).length + forSpreadsheet(text).length).toBeLessThanOrEqual(2 * text.length + 1)
})

it.each([
  '=1+1',
  '+1+1',
  '-1-2',
  '-A1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '"=1',
  "'=1",
  '\ufeff=1',
  '\u200b=1',
  '＝1',
  '\x00=1',
  '\x1b=1',
])('guards %j, which a spreadsheet might run', (text) => {
  expect(forSpreadsheet(text)).toMatch(/^'/)
})

it.each([
  'a=1',
  '+1 (425) 555-0100',
  '-1',
  '+14255550100',
  '7782342274025937895',
  '2026-05-01',
  'Ana',
  '',
  '[{"a":"=1"}]',
  '会議\nzwei\tdrei',
])('leaves %j to a spreadsheet', (text) => {
  expect(forSpreadsheet(text)).toBe(text)
})

it('escapes JSON for a terminal without changing its value', () => {
  fc.assert(
    fc.property(fc.array(hostile), (value) => {
      const json = escapeControls(JSON.stringify(value))
      expect(json).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      expect(JSON.parse(json)).toEqual(value)
    }),
  )
})
