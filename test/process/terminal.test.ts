import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { once } from '../../src/lib/once.ts'
import { gong } from '../support/built-tool.ts'
import { sandboxServer } from '../support/sandbox-server.ts'
import { emptyFolder } from '../support/temporary-folder.ts'
import { answering, terminal } from '../support/terminal.ts'

const LIST = 'calls list --sandbox --during last-month'

/** The same rows as JSON, asked for once. */
const listed = once(async () => JSON.parse((await gong(LIST)).out))

describe('a table on a terminal', () => {
  it.each([60, 80, 140])('fits %d columns, a line for each call', async (columns) => {
    const { screen } = await terminal(`${LIST} -q`, { columns }).ended
    const lines = screen().split('\n')
    expect(lines.length).toBe((await listed()).length + 2)
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns)
  })

  it('sends no byte of a hostile title that a terminal would obey', async () => {
    const { raw } = await terminal(`${LIST} -q`, { env: { NO_COLOR: '1' }, columns: 140 }).ended
    const hostile = (await listed()).filter(({ title = '' }) => CONTROL.test(title))
    expect(hostile.length).toBeGreaterThan(0)
    expect(raw.replaceAll('\r\n', '')).not.toMatch(CONTROL)
  })

  it('has colours of its own only, and none of a title', async () => {
    // Some months have no such title.
    const line = 'calls find --sandbox --title ALERT --from 200d --quiet'
    const { raw } = await terminal(line, { columns: 140 }).ended
    const escapes = new Set(raw.match(/\u001b\[[^A-Za-z]*[A-Za-z]/g))
    expect([...escapes].sort()).toEqual(['\u001b[1m', '\u001b[22m', '\u001b[2m'])
    expect(raw).toContain('RED ALERT')
  })

  it('is in black and white on a dumb terminal', async () => {
    const { raw } = await terminal(LIST, { env: { TERM: 'dumb' } }).ended
    expect(raw).not.toContain('\u001b')
  })

  it('wraps what was said instead of cutting it', async () => {
    const line = 'transcripts get --sandbox --from 7d --limit 1'
    const { out } = await gong(line)
    const { screen } = await terminal(line, { columns: 70 }).ended
    const [{ transcript }] = JSON.parse(out)
    const words = transcript.flatMap(({ sentences }: { sentences: { text: string }[] }) =>
      sentences.flatMap(({ text }) => text.split(' ')),
    )
    const seen = screen()
    // Names have a column of 24 characters, in which long ones are cut.
    expect(seen.replace(/^( *[\d:]+ {2}).{24}/gm, '$1')).not.toContain('…')
    expect(words.filter((word: string) => !seen.includes(word))).toEqual([])
  })
})

describe('progress', () => {
  it('appears on a pull of more than a second and is gone at the end', async () => {
    const { env } = await sandboxServer({ latency: 350 })
    const { raw, screen } = await terminal('calls list --from 14d > calls.json', { env }).ended
    expect(stripVTControlCharacters(raw)).toMatch(/[\d,]+ of [\d,]+ rows · \d+ requests · [\d.]+\/s/)
    expect(screen()).toMatch(/^\d+ rows, \d+ requests$/)
  })

  it('breaks no row of a table on the same terminal', async () => {
    const { env } = await sandboxServer({ latency: 350 })
    const { raw, screen } = await terminal('calls list --from 14d', { env }).ended
    const rows = screen().split('\n').slice(2, -1)
    expect(stripVTControlCharacters(raw)).toContain(' requests · ')
    expect(rows.length).toBeGreaterThan(200)
    expect(rows.filter((row) => !/^\d+ +\d{4}-\d\d-\d\d/.test(row))).toEqual([])
  })

  it.each(['--quiet', '--no-progress'])('stays away with %s', async (flag) => {
    const { env } = await sandboxServer({ latency: 350 })
    const { raw } = await terminal(`calls list --from 14d ${flag} > calls.json`, { env }).ended
    expect(raw).not.toContain(' requests · ')
  })

  it('is gone after Ctrl-C, too', async () => {
    const { env } = await sandboxServer({ latency: 350 })
    const { says, type, ended } = terminal('calls list --from 170d > calls.json', { env })
    await says(/ requests · /)
    type('\u0003')
    const { exit, screen } = await ended
    expect([exit, screen()]).toEqual([130, expect.stringMatching(/^\d+ rows are written; .*\nerror: interrupted$/s)])
  })
})

describe.each([0, 65535])('a terminal that claims %i columns', (columns) => {
  it('has a table as wide as one of 80', async () => {
    const line = 'calls list --sandbox --limit 5 -q'
    const [odd, usual] = await Promise.all([terminal(line, { columns }).ended, terminal(line, { columns: 80 }).ended])
    expect([odd.exit, odd.raw]).toEqual([0, usual.raw])
  })

  it('shows progress, and hears Ctrl-C', async () => {
    const { env } = await sandboxServer({ latency: 350 })
    const { says, type, ended } = terminal('calls list --from 170d > calls.json', { columns, env })
    await says(/ requests · .*\n?.* requests · /s)
    type('\u0003')
    expect((await ended).exit).toBe(130)
  })

  it('asks a question, and hears the answer', async () => {
    const { env } = await sandboxServer()
    const { says, type, ended } = terminal('api DELETE /v2/anything', { columns, env })
    await says(/Go on\?/)
    type('n\r')
    expect((await ended).exit).toBe(9)
  })
})

describe('profiles add', () => {
  it('asks for address, key and secret, and shows neither the secret nor the passphrase', async () => {
    const { env, url } = await sandboxServer()
    const home = emptyFolder()
    const { raw } = await answering(terminal('profiles add work', { env: { HOME: home } }), [
      [/Base URL/, url],
      [/Access key\b/, 'sandbox'],
      [/Access key secret/, 'sandbox-secret'],
      [/New passphrase/, 'correct horse'],
      [/again/, 'correct horse'],
    ])
    const { exit, out } = await gong('settings workspaces --jq length', {
      env: { HOME: home, GONG_PASSPHRASE: 'correct horse' },
    })
    expect(env.GONG_ACCESS_KEY_SECRET).toBe('sandbox-secret')
    expect(raw).not.toMatch(/sandbox-secret|correct horse/)
    expect([exit, out]).toEqual([0, '3\n'])
  })

  it('says that the secret is wrong before anything is stored', async () => {
    const { url } = await sandboxServer()
    const home = emptyFolder()
    const { exit } = await answering(terminal(`profiles add work --base-url ${url}`, { env: { HOME: home } }), [
      [/Access key\b/, 'sandbox'],
      [/Access key secret/, 'wrong'],
    ])
    expect([exit, existsSync(join(home, '.config'))]).toEqual([3, false])
  })

  it('asks on stderr, so that stdout holds data alone', async () => {
    const folder = emptyFolder()
    const line = 'profiles add work --no-check --base-url https://api.gong.io > added.json'
    const { exit, raw } = await answering(terminal(line, { cwd: folder }), [
      [/Access key\b/, 'some-key'],
      [/Access key secret/, 'some-secret'],
      [/New passphrase/, 'correct horse'],
      [/again/, 'correct horse'],
    ])
    expect(exit).toBe(0)
    expect(stripVTControlCharacters(raw)).toContain('Access key')
    expect(JSON.parse(readFileSync(join(folder, 'added.json'), 'utf8'))).toEqual({
      name: 'work',
      baseUrl: 'https://api.gong.io',
    })
  })

  it.each([
    ['Ctrl-C ends with 130', '\u0003', 130, 'error: interrupted at a question'],
    ['Ctrl-D ends with 9', '\u0004', 9, 'error: the question was left without an answer'],
  ])('%s at any question, without a stack and with nothing stored', async (_, key, code, said) => {
    const home = emptyFolder()
    const { says, type, ended } = terminal('profiles add work --no-check', { env: { HOME: home } })
    await says(/Base URL/)
    type('\r')
    await says(/Access key\b/)
    type('some-key\r')
    await says(/Access key secret/)
    type(key)
    const { exit, screen } = await ended
    expect([exit, screen().split('\n').at(-1)]).toEqual([code, said])
    expect(existsSync(join(home, '.config'))).toBe(false)
  })
})

describe('what erases', () => {
  it.each([
    ['a no', 'n\r', 9],
    ['Enter alone', '\r', 9],
    ['Ctrl-C', '\u0003', 130],
    ['Ctrl-D', '\u0004', 9],
  ])('is not sent after %s', async (_, answer, code) => {
    const { env } = await sandboxServer()
    const { says, type, ended } = terminal('api DELETE /v2/anything --debug', { env })
    await says(/Go on\?/)
    type(answer)
    const { exit, raw } = await ended
    expect([exit, raw.includes('> DELETE')]).toEqual([code, false])
  })

  it('is sent after a yes', async () => {
    const { env } = await sandboxServer()
    const { says, type, ended } = terminal('api DELETE /v2/anything --debug', { env })
    await says(/Go on\?/)
    type('y\r')
    expect((await ended).raw).toContain('> DELETE')
  })
})

/** What a terminal might obey, or what turns the direction of a line. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
