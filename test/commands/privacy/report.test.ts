import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { FULL_COMPANY, type Ran, run, type Setting } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { oneCall } from '../../support/one-call.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const DIAL_IN = '+1 202-555-0178'

const report = (value: string, flags: readonly string[] = [], setting: Setting = {}): Promise<Ran> =>
  run(['privacy', 'report', value, '--tz', 'UTC', ...flags], { ...FULL_COMPANY, ...setting })

/** What the command wrote into a file of this name. */
async function written(name: string, ...flags: readonly string[]): Promise<string> {
  const path = join(emptyFolder(), name)
  const { exit, err } = await report(BUYER, [...flags, '-o', path])
  expect({ exit, err }).toEqual({ exit: 0, err: expect.any(String) })
  return readFileSync(path, 'utf8')
}

describe('privacy report is written', () => {
  it.each([
    ['report.md', BUYER],
    ['report.html', BUYER],
    ['report-phone.md', DIAL_IN],
  ])('as in golden/%s', async (file, value) => {
    const { out } = await report(value, file.endsWith('.html') ? ['--html'] : [])
    await expect(out).toMatchFileSnapshot(`../../golden/${file}`)
  })

  it.each([
    ['a.html', /^<!doctype html>/],
    ['a.HTM', /^<!doctype html>/],
    ['a.md', /^# What Gong holds/],
    ['a.json', /^\{"about":/],
  ])('into %s in the form of its ending', async (name, start) => {
    expect(await written(name)).toMatch(start)
  })

  it('as a flag says into a file whose name says nothing', async () => {
    expect(await written('answer', '--html')).toMatch(/^<!doctype html>/)
  })

  it.each([
    ['--html', '--md'],
    ['--html', '-o', 'a.md'],
    ['--md', '-o', 'a.json'],
    ['--html', '-f', 'json'],
    ['-o', 'a.html', '-o', 'a.md'],
    ['-o', 'a.html', '-f', 'md'],
    ['-o', 'a.html', '-f', 'csv'],
  ])('not at all when %s %s %s %s differ', async (...flags) => {
    const { exit, sent, err } = await report(BUYER, flags)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('one document is written')
  })

  it('as the same document in data', async () => {
    const { out } = await report(BUYER, ['--json'])
    const data = JSON.parse(out)
    expect(data).toMatchObject({
      about: { typed: BUYER, searched: BUYER },
      made: '2026-05-19T12:00:00Z',
      zone: 'UTC',
      others: 'withheld',
      counts: { calls: 7 },
    })
    expect(data.parts.calls.rows).toHaveLength(7)
    expect(data.parts.calls.sources).toEqual([
      {
        requestId: expect.stringMatching(/./),
        asked: '2026-05-19T12:00:00Z',
      },
      {
        requestId: expect.stringMatching(/./),
        asked: '2026-05-19T12:00:00Z',
      },
    ])
  })

  it('with times in the zone asked for, and says which', async () => {
    const { out } = await run(['privacy', 'report', BUYER, '--tz', 'asia/tokyo'], FULL_COMPANY)
    expect(out).toContain('in Asia/Tokyo, where it was 2026-05-19 21:00')
    expect(out).toContain('| 2025-11-24 23:15 |')
  })

  it('with a number as it was typed and as it was searched for', async () => {
    const { out } = await report('+44 (0)20 7946-0948')
    expect(out).toContain('- **Asked about:** +44 (0)20 7946-0948\n- **Searched for:** +442079460948')
  })

  it('for its owner alone, with the company and without credential, operation or link into the app', async () => {
    const path = join(emptyFolder(), 'answer.md')
    await report(BUYER, ['-o', path, '--company', 'Acme Ltd'])
    const text = readFileSync(path, 'utf8')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(text).toContain('- **Company:** Acme Ltd')
    expect((await report(BUYER)).out).toContain(
      '- **Company:** Sales Americas, Sales EMEA &amp; APAC, Customer Success',
    )
    for (const secret of ['Credential', 'GONG_ACCESS_KEY', 'findAll', '/v2/', 'app.gong.io'])
      expect(text).not.toContain(secret)
  })

  it('with a source for each hundred calls and for nothing else', async () => {
    const { out, sent } = await report(BUYER, ['--json'])
    const { parts } = JSON.parse(out)
    expect(parts.calls.sources).toHaveLength(2)
    expect(parts.sentences.sources).toHaveLength(1)
    expect(sent.filter((line) => !line.includes('workspaces'))).toHaveLength(3)
    expect(parts.emails.sources).toHaveLength(1)
  })

  it('not for a user of the company, and explains why', async () => {
    const { exit, out, err } = await report('p.tran@tallyhouse.example')
    expect({ exit, out }).toEqual({ exit: 5, out: '' })
    expect(err).toContain('Gong neither looks up nor erases its own users')
  })

  it('with a remark where the key may not read calls', async () => {
    const lookup = oneCall('t')
    const refusing = network(() => ({ requestId: 'r', errors: ["permission to use 'api:calls:read:extensive'"] }), 401)
    const half: HttpTransport = (request, signal) => (request.method === 'GET' ? lookup : refusing)(request, signal)
    const { exit, out } = await report('a@b.example', [], { network: half })
    expect(exit).toBe(0)
    expect(out).toContain('Calls are shown without their context: the key lacks the scope api:calls:read:extensive.')
    expect(out).toContain('| – | – | – | – | – | 1 |')
  })

  it('never in the log: neither the value nor anybody else', async () => {
    const { err } = await report(BUYER, ['--debug', '-q'])
    expect(err).toContain('POST /v2/calls/extensive')
    expect(err).not.toMatch(/thandiwe|jovanovic|whitfield/i)
  })

  it('as the request of a dry run with nothing sent', async () => {
    const { exit, out, sent } = await report(BUYER, ['--dry-run', '--html'])
    expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
    expect(JSON.parse(out)).toMatchObject({ method: 'GET' })
  })
})

describe('privacy report keeps other people', () => {
  const emails = [
    { id: '5', from: 'otto@c.example', mailbox: 'hana@us.example' },
    { id: '6', from: 'A@b.example' },
  ]
  const gong = oneCall('Kick-off', { emails })

  it('to their number, and to the domain of their address', async () => {
    const { out } = await report('a@b.example', [], { network: gong })
    expect(out).not.toMatch(/Hana|Otto|nameless|hana|otto/)
    expect(out).toContain('| Kick-off | name withheld | – | 2 people | 1 |')
    expect(out).toContain('| somebody at c.example | somebody at us.example | 5 |')
    expect(out).toContain('| A&#64;b.example | – | 6 |')
    expect(out).toContain('GDPR, article 15, paragraph 4')
  })

  it('to their names with --name-others, without the address of who has none', async () => {
    const { out } = await report('a@b.example', ['--name-others'], { network: gong })
    expect(out).toContain('| Kick-off | Hana Host | – | Otto Other, somebody without a name | 1 |')
    expect(out).toContain('| otto&#64;c.example | hana&#64;us.example | 5 |')
    expect(out).not.toContain('nameless')
  })

  it.each([
    ['the addresses of several', ['x@c.example', 'y@d.example'], ['somebody at c.example', 'somebody at d.example']],
    ['no address that is the only one', ['x@c.example'], ['x@c.example']],
  ])('who share a number apart: it withholds %s', async (_, emailAddresses, shown) => {
    const held = { suppliedPhoneNumber: '+12025550178', matchingPhoneNumbers: [], emailAddresses }
    const { out } = await report(DIAL_IN, ['--json'], { network: oneCall('t', held) })
    const rows: readonly { value: string }[] = JSON.parse(out).parts.numbers.rows
    expect(rows.slice(1).map(({ value }) => value)).toEqual(shown)
  })
})

/** A Gong with these calls about `a@b.example` or a number, whose transcripts may be refused. */
function talking(calls: readonly Talk[], lists: object = {}, status = 200): HttpTransport {
  const details = calls.map(({ id, parties }) => ({
    metaData: { id, title: `Call ${id}`, started: '2026-05-01T10:00:00Z' },
    parties,
  }))
  const spoken = calls.flatMap(({ id, transcript }) => (transcript ? [{ callId: id, transcript }] : []))
  const lookup = oneCall('t', { calls: calls.map(({ id }) => ({ id })), ...lists })
  const answer = network((request) => {
    if (request.url.endsWith('/extensive')) return { requestId: 'r2', calls: details }
    return { requestId: 'r3', callTranscripts: spoken }
  })
  const refused = network(() => ({ requestId: 'r', errors: ["permission to use 'api:calls:read:transcript'"] }), 401)
  return (request, signal) => {
    if (request.method === 'GET') return lookup(request, signal)
    return (status === 200 || request.url.endsWith('/extensive') ? answer : refused)(request, signal)
  }
}

interface Talk {
  readonly id: string
  readonly parties: readonly object[]
  readonly transcript?: readonly object[]
}

const says = (speakerId: unknown, text: string, start = 61_000) => ({
  speakerId,
  sentences: [{ start, end: start, text }],
})

describe('privacy report has what the person said', () => {
  const ann = { name: 'Ann', emailAddress: 'A@b.example' }
  const talk: Talk = {
    id: '1',
    parties: [
      { ...ann, speakerId: '11' },
      { name: 'Ann B.', emailAddress: 'a@b.example', speakerId: 12 },
      { name: 'Otto', emailAddress: 'otto@c.example', speakerId: '13' },
    ],
    transcript: [
      says('11', 'I am Ann.'),
      says('13', 'I am Otto.'),
      says(12, 'Ann again.', 3_725_000),
      says('12', 'And | again.', 3_726_000),
      says('', 'Nobody spoke.'),
      says(null, 'Nobody at all.'),
      says(undefined, 'None.'),
    ],
  }
  const said = async (calls: readonly Talk[], value = 'a@b.example', lists: object = {}) => {
    const { out } = await report(value, ['--json'], { network: talking(calls, lists) })
    const rows: readonly { text: string | null; note: string | null }[] = JSON.parse(out).parts.sentences.rows
    return rows.map(({ text, note }) => text ?? `(${note})`)
  }

  it('with its time, the call and the date with its zone, in every form', async () => {
    const setting = { network: talking([talk]) }
    const md = await run(['privacy', 'report', 'a@b.example', '--tz', 'Asia/Tokyo'], setting)
    expect(md.out).toContain('## What the person said (3)')
    expect(md.out).toContain('| Call 1 | 2026-05-01 19:00 +09:00 (Asia/Tokyo) | 1:01 | I am Ann. |')
    expect(md.out).toContain('| 1:02:06 | And \\| again. |')
    const html = await report('a@b.example', ['--html'], setting)
    expect(html.out).toContain('<td>Call 1</td><td>2026-05-01 10:00 UTC</td><td>1:02:05</td><td>Ann again.</td>')
    const { out } = await report('a@b.example', ['--json'], setting)
    expect(JSON.parse(out).parts.sentences.rows[0]).toEqual({
      callId: '1',
      title: 'Call 1',
      started: '2026-05-01T10:00:00Z',
      at: 61,
      text: 'I am Ann.',
      note: null,
    })
    for (const text of [md.out, html.out, out]) expect(text).not.toMatch(/I am Otto|Nobody|None\./)
  })

  it('under every number and text of theirs, and never an id that somebody else has, too', async () => {
    const shared = { name: 'Otto', speakerId: '11' }
    expect(await said([talk])).toEqual(['I am Ann.', 'Ann again.', 'And | again.'])
    expect(await said([{ ...talk, parties: [...talk.parties, shared] }])).toEqual(['Ann again.', 'And | again.'])
  })

  it('in each call by the ids of that call alone', async () => {
    const other: Talk = {
      id: '2',
      parties: [
        { ...ann, speakerId: '13' },
        { name: 'Otto', speakerId: '11' },
      ],
      transcript: [says('11', 'Otto here.'), says('13', 'Ann here.')],
    }
    expect(await said([talk, other])).toEqual(['I am Ann.', 'Ann again.', 'And | again.', 'Ann here.'])
  })

  it('and says of each call without a sentence why', async () => {
    const calls: readonly Talk[] = [
      { id: '1', parties: [{ ...ann, speakerId: '11' }] },
      { id: '2', parties: [{ ...ann, speakerId: '11' }], transcript: [] },
      { id: '3', parties: [ann], transcript: [says('12', 'Otto.')] },
      { id: '4', parties: [{ ...ann, speakerId: '11' }], transcript: [says('12', 'Otto.')] },
    ]
    expect(await said(calls)).toEqual([
      '(no transcript yet)',
      '(no transcript yet)',
      '(Gong does not tell which sentences are of this person)',
      '(no sentence of this person)',
    ])
    const { out } = await report('a@b.example', [], { network: talking(calls) })
    expect(out).toContain('| Call 1 | 2026-05-01 10:00 UTC | – | no transcript yet |')
  })

  const number = '+12025550178'
  const phone = { phoneNumber: '+1 202-555-0178', speakerId: '11' }
  it.each([
    ['of a number', [phone], ['x@c.example'], ['Mine.']],
    ['of its only address', [{ ...phone, emailAddress: 'X@c.example' }], ['x@c.example'], ['Mine.']],
    ['of nobody whose address is another', [{ ...phone, emailAddress: 'y@d.example' }], ['x@c.example'], undefined],
    ['of nobody when several share it', [phone], ['x@c.example', 'y@d.example'], undefined],
    [
      'of nobody when two names are listed',
      [
        { ...phone, name: 'A' },
        { ...phone, name: 'B' },
      ],
      [],
      undefined,
    ],
  ])('%s', async (_, parties, emailAddresses, expected) => {
    const lists = { suppliedPhoneNumber: number, matchingPhoneNumbers: [number], emailAddresses }
    expect(await said([{ id: '1', parties, transcript: [says('11', 'Mine.')] }], number, lists)).toEqual(
      expected ?? ['(Gong does not tell which sentences are of this person)'],
    )
  })

  it('a request for each hundred calls', async () => {
    const calls = Array.from({ length: 101 }, (_, index) => ({ ...talk, id: String(index + 1) }))
    const { sent } = await report('a@b.example', [], { network: talking(calls) })
    expect(sent.filter((line) => line.includes('/transcript'))).toHaveLength(2)
  })

  it('unless the key may not read it, and says so', async () => {
    const { exit, out } = await report('a@b.example', [], { network: talking([talk], {}, 401) })
    expect(exit).toBe(0)
    expect(out).toContain(
      'What the person said in calls is not in it: the key lacks the scope api:calls:read:transcript.',
    )
    expect(out).not.toContain('## What the person said')
  })
})

describe('privacy report takes the danger out of', () => {
  it.each([
    ['HTML', '<b onclick="x()">', '&lt;b onclick="x()"&gt;'],
    ['a link', '[a](javascript:x)', '\\[a\\](javascript:x)'],
    ['the end of a cell', 'a | b', 'a \\| b'],
    ['a backslash before it', 'a \\| b', 'a \\\\\\| b'],
    ['a row of its own', 'a\n| b |', 'a \\| b \\|'],
    ['a bare link', 'https://evil.example', 'https&#58;//evil.example'],
    ['emphasis and code', '*a* _b_ `c`', '\\*a\\* \\_b\\_ \\`c\\`'],
    ['what turns the direction', 'a\u202eb', 'ab'],
    ['a command for a terminal', 'a\u001b[2Jb', 'ab'],
  ])('%s in Markdown', async (_, title, shown) => {
    const { out } = await report('a@b.example', [], { network: oneCall(title) })
    expect(out).toContain(`| ${shown} | name withheld |`)
  })

  it('HTML in a page', async () => {
    const { out } = await report('a@b.example', ['--html'], { network: oneCall(`"><img src=x onerror='y'>&amp;`) })
    expect(out).toContain('<td>&quot;&gt;&lt;img src=x onerror=&#39;y&#39;&gt;&amp;amp;</td>')
  })

  it('links that do not lead to the web', async () => {
    for (const form of ['--html', '--md']) {
      const { out } = await report('a@b.example', [form], { network: oneCall('t') })
      expect(out).not.toContain('javascript:')
    }
  })
})
