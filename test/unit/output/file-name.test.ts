import { win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileName, idIn } from '../../../src/lib/file-name.ts'
import { anyText } from '../../support/any-text.ts'

const STARTED = '2026-05-12T09:00:00-07:00'
const named = (title: string) => fileName({ id: '42', started: STARTED, title }, 'Europe/Berlin')

const hostile = fc.oneof(
  anyText({ maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom(...'<>:"/\\|?*. -~\u0000\n\r\u202e\ud800[]🚀', 'CON', '..', '👩🏽‍💻'),
    maxLength: 200,
  }),
)

describe('a file name', () => {
  it.each([
    ['Intro', '2026-05-12 1800 Intro [42]'],
    ['Demo: Acme | "deep dive"?', '2026-05-12 1800 Demo - Acme - deep dive [42]'],
    ['../../etc/passwd', '2026-05-12 1800 ..-..-etc-passwd [42]'],
    ['  ', '2026-05-12 1800 [42]'],
    ['...', '2026-05-12 1800 [42]'],
    ['two\nlines\u001b[31m', '2026-05-12 1800 two lines [42]'],
  ])('of %j is %s', (title, name) => expect(named(title)).toBe(name))

  it('without a date is neither hidden nor a device of Windows', () => {
    expect(fileName({ id: '42', title: 'CON.txt' }, 'UTC')).toBe('undated CON.txt [42]')
  })

  it('is taken by every system, whatever the title', () => {
    fc.assert(
      fc.property(hostile, (title) => {
        const name = `${named(title)}.md`
        expect(win32.basename(name)).toBe(name)
        expect(name).toMatch(/^2026-05-12 1800 ([^ ].*)?\[42\]\.md$/u)
        expect(name).not.toMatch(/[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e]|\p{Surrogate}/u)
        expect(Buffer.byteLength(name)).toBeLessThan(130)
        expect(name.normalize('NFC')).toBe(name)
      }),
    )
  })

  it('gives its id back, whatever the title and the id', () => {
    fc.assert(
      fc.property(hostile, fc.stringMatching(/^\d{1,20}$/), (title, id) => {
        expect(idIn(`${fileName({ id, started: STARTED, title }, 'UTC')}.srt`)).toEqual({ id, ending: 'srt' })
      }),
    )
  })

  it('is never cut inside a character that is seen as one', () => {
    expect(named('👩🏽‍💻'.repeat(50)).replaceAll('👩🏽‍💻', '')).toBe('2026-05-12 1800  [42]')
  })

  it.each(['notes.md', 'Intro [42].md', '2026-05-12 1800 Intro [42].md.part', '.2026-05-12 1800 Intro [42].md'])(
    'is not what %s is',
    (name) => expect(idIn(name)).toBeUndefined(),
  )
})
