import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

/** What Gong has of some calls: whatever stands where a transcript would, and details by id. */
interface Company {
  readonly transcripts: readonly unknown[]
  readonly details?: readonly { readonly metaData: { readonly id: string } }[]
}

function holding({ transcripts, details = [] }: Company) {
  return network((request) => {
    const asked = JSON.stringify(bodyOf(request).filter)
    return request.url.endsWith('/v2/calls/transcript')
      ? { requestId: 'r', records: { totalRecords: transcripts.length }, callTranscripts: transcripts }
      : { requestId: 'r', records: {}, calls: details.filter(({ metaData }) => asked.includes(`"${metaData.id}"`)) }
  })
}

const spoken = (speakerId: unknown, text: string, start = 0) => ({
  speakerId,
  topic: null,
  sentences: [{ start, end: start + 100, text }],
})

const call = (id: string, parties: readonly unknown[] = [], title: string | null = 'Talk') => ({
  metaData: { id, title, started: '2026-05-12T10:00:00-07:00', duration: 60 },
  parties,
})

async function exported(line: string, company: Company, folder = emptyFolder()) {
  const ran = await run(`transcripts export ${line} --dir ${folder}`, { network: holding(company) })
  const rows: { callId: string | null; status: string; files: string[] }[] = JSON.parse(ran.out)
  const status = rows.map((row) => [row.callId, row.status])
  const files = readdirSync(folder)
    .filter((name) => name !== 'index.csv')
    .sort()
  return { ...ran, folder, rows, status, files, text: files.map((name) => readFileSync(join(folder, name), 'utf8')) }
}

const LATE = 'no transcript yet'

describe('a transcript in which nothing stands yet', () => {
  it.each([
    ['null', null],
    ['an empty list', []],
    ['monologues without sentences', [{ speakerId: '1', topic: null, sentences: null }]],
  ])('is no file while it is %s, and is asked for again', async (_, transcript) => {
    const details = [call('71')]
    const early = await exported('71', { transcripts: [{ callId: '71', transcript }], details })
    expect(early).toMatchObject({ exit: 0, status: [['71', LATE]], files: [] })
    expect(early.err).toContain('1 call without a transcript yet')
    const whole = [{ callId: '71', transcript: [spoken('1', 'Here it is.')] }]
    const later = await exported('71', { transcripts: whole, details }, early.folder)
    expect(later).toMatchObject({ status: [['71', 'exported']], files: ['2026-05-12 1900 Talk [71].md'] })
  })

  it('leaves alone the file of a transcript that was there before', async () => {
    const details = [call('71')]
    const { folder, text } = await exported('71', {
      transcripts: [{ callId: '71', transcript: [spoken('1', 'Kept.')] }],
      details,
    })
    const again = await exported('71 --again', { transcripts: [{ callId: '71', transcript: null }], details }, folder)
    expect([again.status, again.text]).toEqual([[['71', LATE]], text])
  })

  it('is a line that says so in a table', async () => {
    const transcripts = [
      { callId: '71', transcript: null },
      { callId: '72', transcript: [spoken('1', 'Hello.')] },
    ]
    const { out } = await run('transcripts get 71 72 -f table', { terminal: true, network: holding({ transcripts }) })
    expect(out).toMatch(/^71 +no transcript yet$/m)
    expect(out).toMatch(/^72 .*Hello\.$/m)
  })
})

describe('a transcript whose details come later', () => {
  const transcripts = [{ callId: '71', transcript: [spoken('1', 'Hello.')] }]

  it('is written without them, told, and written anew under its proper name once they are there', async () => {
    const early = await exported('71 --as md,txt', { transcripts })
    expect(early).toMatchObject({ exit: 0, status: [['71', 'exported without details']] })
    expect(early.files).toEqual(['undated [71].md', 'undated [71].txt'])
    expect(early.err).toContain('1 call without its details yet')
    const details = [call('71', [{ speakerId: '1', name: 'Ann Ash' }])]
    const later = await exported('71 --as md,txt', { transcripts, details }, early.folder)
    expect(later.status).toEqual([['71', 'exported']])
    expect(later.files).toEqual(['2026-05-12 1900 Talk [71].md', '2026-05-12 1900 Talk [71].txt'])
    expect(later.text.every((text) => text.includes('Ann Ash: Hello.') || text.includes('Ann Ash:** Hello.'))).toBe(
      true,
    )
    const last = await exported('71 --as md,txt', { transcripts, details }, early.folder)
    expect([last.status, last.sent]).toEqual([[['71', 'already there']], []])
  })
})

describe('a row without a usable id of its call', () => {
  it.each([undefined, null, '', 'abc', {}])('(%j) is told, and the rest is written', async (callId) => {
    const transcripts = [
      { callId, transcript: [spoken('1', 'Whose is this?')] },
      { callId: '71', transcript: [spoken('1', 'Mine.')] },
    ]
    const { exit, status, files, requests } = await exported('--during 2026-05-11', {
      transcripts,
      details: [call('71')],
    })
    expect({ exit, files }).toEqual({ exit: 8, files: ['2026-05-12 1900 Talk [71].md'] })
    expect(status).toEqual([
      [null, 'not written: Gong names no call'],
      ['71', 'exported'],
    ])
    expect(bodyOf(requests[1]).filter).toEqual({ callIds: ['71'] })
  })
})

describe('who speaks', () => {
  const silent = [
    { speakerId: '', name: 'First Silent' },
    { speakerId: '', name: 'Second Silent' },
    { speakerId: null, name: 'Third Silent' },
  ]

  it.each([
    ['an empty id is nobody', '', silent, 'Unknown speaker'],
    ['no id is nobody', null, silent, 'Unknown speaker'],
    ['a blank id is nobody', ' ', [{ speakerId: ' ', name: 'Blank' }], 'Unknown speaker'],
    ['a number is who has that number', 61, [{ speakerId: 61, name: 'Num Ber' }], 'Num Ber'],
    ['a number is who has it as text', 61, [{ speakerId: '61', name: 'Num Ber' }], 'Num Ber'],
    ['a text is who has it as a number', '61', [{ speakerId: 61, name: 'Num Ber' }], 'Num Ber'],
    [
      'an id of two people is neither',
      '6',
      [
        { speakerId: '6', name: 'A' },
        { speakerId: '6', name: 'B' },
      ],
      'Speaker 1',
    ],
  ])('%s', async (_, speakerId, parties, name) => {
    const { text } = await exported('71 --as csv,json,md,srt,txt,vtt', {
      transcripts: [{ callId: '71', transcript: [spoken(speakerId, 'I speak.')] }],
      details: [call('71', parties)],
    })
    const [csv, json = '', ...others] = text
    expect(csv).toContain(`,${name},`)
    expect(JSON.parse(json).transcript[0].speaker).toBe(name)
    for (const written of others) expect(written).toMatch(new RegExp(`${name}[:>].*I speak`))
  })

  it('is not taken for one person where two monologues are nobody’s', async () => {
    const transcript = [spoken(null, 'One.'), spoken(null, 'Two.', 5000)]
    const { text } = await exported('71 --as txt', {
      transcripts: [{ callId: '71', transcript }],
      details: [call('71')],
    })
    expect(text[0]).toContain('[0:00] Unknown speaker: One.\n[0:05] Unknown speaker: Two.')
  })
})

describe('a time in a file', () => {
  it.each(['md', 'txt'])('has its zone in %s', async (format) => {
    const transcripts = [{ callId: '71', transcript: [spoken('1', 'Hello.')] }]
    const { text } = await exported(`71 --as ${format} --tz America/New_York`, { transcripts, details: [call('71')] })
    expect(text[0]).toMatch(/2026-05-12 13:00 -04:00 \(America\/New\\?_York\)/)
  })
})

it('writes the odd sentences of a call once and in order, and counts a text that is a number', async () => {
  const sentences = [
    { start: '1500', end: '2500', text: 'Times are texts.' },
    { start: null, end: null, text: null },
    { start: 3000.7, end: 2000, text: 'Ends before it starts.' },
  ]
  const transcripts = [
    { callId: '75', transcript: [{ speakerId: '52', sentences }] },
    { callId: '75', transcript: [spoken('52', 'The same call again.')] },
  ]
  const details = [{ metaData: { id: '75', title: '', started: '', duration: '1785' }, parties: null }]
  const folder = emptyFolder()
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  const { rows, files, text } = await exported('75 --as srt,txt', { transcripts, details }, folder)
  expect([rows.length, files]).toEqual([1, ['notes.txt', 'undated [75].srt', 'undated [75].txt']])
  expect(text[1]).toBe(
    '1\n00:00:01,500 --> 00:00:02,500\nSpeaker 1: Times are texts.\n\n2\n00:00:03,000 --> 00:00:03,001\nEnds before it starts.\n',
  )
  expect(text[2]).toContain('Untitled call\n29:45\n')
})
