import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { home, KEYS, run } from '../../run.ts'

const LINE = 'users list --fields id,title --append id'

async function begin(content?: string | Uint8Array, name = 'users.csv') {
  const { folder, env } = await home()
  const out = join(folder, name)
  if (content !== undefined) writeFileSync(out, content)
  const more = (line = LINE) => run(`${line} -o ${out}`, { env: { ...KEYS, ...env } })
  return { out, more, text: () => readFileSync(out, 'utf8') }
}

describe('a file that a spreadsheet has saved anew is refused, and nothing is sent,', () => {
  it.each([
    [
      'with rounded ids',
      'id,title\n1.04093388452647E+016,CEO\n',
      /line 2 has "1.04093388452647E\+016" for id, a number/,
    ],
    ['with ids as Excel shows them', 'id,title\n"1,04E+17",CEO\n', /line 2 has "1,04E\+17" for id, a number/],
    [
      'with ids that end in zeros',
      'id,title\n10409338845264700,A\n20409338845264700,B\n30409338845264700,C\n',
      /most ids there end in zeros, such as 10409338845264700: a spreadsheet has rounded them/,
    ],
  ])('%s', async (_, content, message) => {
    const { more, text } = await begin(content)
    const { exit, err, sent } = await more()
    expect(err).toMatch(message)
    expect([exit, sent, text()]).toEqual([2, [], content])
  })

  it.each(['01.05.2026', '5/4/2026', '4-May-26', '46146'])('with %s for a day', async (day) => {
    const content = `userId,from,callsHosted\n104093388452647001,${day},3\n`
    const { more, text } = await begin(content)
    const { exit, err, sent } = await more(
      'report reps --fields userId,from,callsHosted --per week --append userId,from',
    )
    expect(err).toContain(`line 2 has "${day}" for from, a day as a spreadsheet saves it`)
    expect([exit, sent, text()]).toEqual([2, [], content])
  })

  it('which was separated by semicolons, with that word', async () => {
    const { more } = await begin('"id";"title"\n1;CEO\n')
    const { exit, err, sent } = await more()
    expect(err).toContain('users.csv is separated by semicolons, and csv by commas')
    expect(err).toContain('save it with commas')
    expect([exit, sent]).toEqual([2, []])
  })
})

describe('the hint for a file with other columns', () => {
  it('names every one of them, and leads to a line that works', async () => {
    const all = [
      'id',
      ...'firstName,lastName,title,active,created,emailAddress,managerId,phoneNumber,extension'.split(','),
    ]
    const { more } = await begin(
      `${[...all, 'meetingConsentPageUrl,personalMeetingUrls,trustedEmailAddress'].join()}\n`,
    )
    const { err } = await more('users list --append id')
    const [, fields = ''] = /--fields (\S+) writes those of the file/.exec(err) ?? []
    expect(fields.split(',').length).toBeGreaterThan(12)
    expect((await more(`users list --append id --fields ${fields}`)).exit).toBe(0)
  })

  it('does not send in a circle where gong has no such column', async () => {
    const { more } = await begin('id,title,comment\n1,CEO,mine\n')
    const { exit, err } = await more()
    expect(err).toContain('gong has no comment: take that column out of the file, or choose another one')
    expect([exit, err]).toEqual([2, expect.not.stringContaining('--fields')])
  })

  it('says so where other flags bring them', async () => {
    const { more } = await begin('userId,from,answers\n1,2026-05-04,3\n')
    const { exit, err } = await more('report scorecards --fields userId,answers --append userId')
    expect(err).toContain('from: with the flags of the line that began it, or choose another file')
    expect(exit).toBe(2)
  })
})

describe('a file that is added to', () => {
  it('may have blank lines, which are nothing', async () => {
    const { more, text } = await begin('id,title\n1,CEO\n\n2,CFO\n\n\r\n')
    expect((await more(`${LINE} --limit 1`)).exit).toBe(0)
    expect(text()).toMatch(/^id,title\n1,CEO\n2,CFO\n\d+,[^\n]+\n$/)
  })

  it.each([
    ['users.csv', 'id,title\r\n1,CEO\r\n'],
    ['users.tsv', 'id\ttitle\r\n1\tCEO\r\n'],
    ['users.jsonl', '{"id":"1"}\r\n'],
  ])('keeps its ends of line: %s', async (name, content) => {
    const { more, text } = await begin(content, name)
    for (let time = 0; time < 2; time++) expect((await more(`${LINE} --limit 3`)).exit).toBe(0)
    expect(text().split('\r\n')).toHaveLength(content.split('\r\n').length + 3)
    expect(text().replaceAll('\r\n', '')).not.toContain('\n')
  })

  it.each([
    ['id,title\n1,CEO\n2,a 12" screen\n3,CFO\n', 3],
    ['id,title\n1,"two\nlines"\n2,"CFO\n3,COO\n', 4],
  ])('tells the line of a quote that is never closed: %j', async (content, line) => {
    const { more } = await begin(content)
    const { exit, err, sent } = await more()
    expect(err).toContain(`the quote in line ${line} is never closed`)
    expect([exit, sent]).toEqual([2, []])
  })

  it.each([undefined, '', 'id,title\n1,CEO\n', '\uFEFFid,title\n1,CEO\n'])(
    'begins with one byte order mark where --bom says so: %j',
    async (content) => {
      const { more, text } = await begin(content)
      for (let time = 0; time < 2; time++) expect((await more(`${LINE} --bom --limit 2`)).exit).toBe(0)
      expect(text()).toMatch(/^\uFEFFid,title\n/)
      expect(text().match(/\uFEFF/g)).toHaveLength(1)
    },
  )

  it.each([
    ['is no gzip at all', Buffer.from('id,title\n1,CEO\n')],
    ['is cut off', gzipSync('id,title\n1,CEO\n').subarray(0, 20)],
  ])('is refused where it %s', async (_, content) => {
    const { more } = await begin(content, 'users.csv.gz')
    const { exit, err, sent } = await more()
    expect(err).toContain('users.csv.gz is not compressed as its .gz says, or is cut off')
    expect([exit, sent]).toEqual([2, []])
  })
})

describe('a file that cannot be read', () => {
  it.skipIf(process.getuid?.() === 0)('is told as such, and nothing is sent', async () => {
    const { out, more } = await begin('id,title\n1,CEO\n')
    chmodSync(out, 0)
    const { exit, err, sent } = await more()
    expect([exit, err, sent]).toEqual([2, `error: cannot read ${out}: permission denied\n`, []])
  })

  it.runIf(process.platform === 'linux')('is told as such while it is read', async () => {
    const source = await diskFiles().open('/proc/self/mem')
    const read = async () => {
      for await (const _ of source?.chunks() ?? []);
    }
    await expect(read()).rejects.toThrow('cannot read /proc/self/mem: the disk reports an error')
  })
})
