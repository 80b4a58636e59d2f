import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anonymizeCall } from '../../../src/transcripts/anonymize.ts'
import { pseudonyms } from '../../../src/transcripts/pseudonyms.ts'
import { KEYS, run } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const PARTIES = [
  { id: 'a', speakerId: '1', userId: '9', name: 'Jane Doe', emailAddress: 'jane@us.example', affiliation: 'Internal' },
  {
    id: 'b',
    speakerId: '2',
    name: 'Esperança Zhang',
    title: 'Head of Oakhurst Clinics',
    emailAddress: 'e.zhang@oakhurstclinics.example',
    phoneNumber: '+44 20 7946 0912',
    affiliation: 'External',
  },
  { id: 'c', speakerId: '3', name: "Will O'Connell", emailAddress: 'will@gmail.com', affiliation: 'Unknown' },
  { id: 'd', speakerId: null, name: 'Jane Smith-Jones', affiliation: 'External' },
]
const CONTEXT = [
  { objects: [{ objectType: 'Account', objectId: 'x', fields: [{ name: 'Name', value: 'Oakhurst Clinics' }] }] },
]

const names = () => pseudonyms(undefined, () => new Uint8Array(32))

/** What becomes of a sentence. */
function said(text: string, kept = names()): string {
  const transcript = { callId: '1', transcript: [{ speakerId: '2', sentences: [{ start: 0, end: 1, text }] }] }
  const call = {
    metaData: { id: '1', title: 'T', meetingUrl: 'https://zoom/zhang' },
    parties: PARTIES,
    context: CONTEXT,
  }
  const made = JSON.parse(JSON.stringify(anonymizeCall(transcript, call, kept)))
  return made.transcript.transcript[0].sentences[0].text
}

describe('inside the text, --anonymize replaces', () => {
  it.each([
    ['full names', 'Esperança Zhang joined', 'Customer 1 joined'],
    ['first names alone', 'Thanks, Esperança.', 'Thanks, Customer 1.'],
    ['other case and no accents', 'thanks ESPERANCA', 'thanks Customer 1'],
    ['decomposed accents', 'thanks esperanc\u0327a!', 'thanks Customer 1!'],
    ['possessives', "Esperança's and Zhang’s", "Customer 1's and Customer 1’s"],
    ['apostrophes of another kind', 'Mr O’Connell', 'Mr Customer 2'],
    ['halves of a double name', 'Ms Jones and Ms Smith-Jones', 'Ms Customer 3 and Ms Customer 3'],
    ['e-mail addresses', 'to e.zhang@oakhurstclinics.example now', 'to customer-1@anonymous.invalid now'],
    ['addresses that are spelled', 'e dot zhang at oakhurstclinics dot example', 'customer-1@anonymous.invalid'],
    ['addresses of people who did not take part', 'ask bob@elsewhere.example', 'ask an e-mail address'],
    ['phone numbers', 'call 020 7946 0912 or +44 (0)20 7946-0912', 'call a phone number or a phone number'],
    ['names of accounts in the CRM', 'here at Oakhurst clinics', 'here at Company 1'],
    ['domains', 'on oakhurstclinics.example', 'on Company 1'],
    ['a name that colleagues have, too, by nobody', 'Hi Jane', 'Hi somebody'],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toBe(expected)
  })

  it.each([
    ['words that are names only with a capital', 'that will do', 'that will do'],
    ['amounts and years', 'In 2026 it was 64,000 or 1000000', 'In 2026 it was 64,000 or 1000000'],
    ['addresses of the company', 'write to sales@us.example', 'write to sales@us.example'],
    ['names within words', 'Zhangjiajie', 'Zhangjiajie'],
  ])('but not %s', (_, text, expected) => {
    expect(said(text)).toBe(expected)
  })

  it('gives the same person the same number in every call and run, and keeps no name for it', () => {
    const kept = names()
    said('Hi', kept)
    const again = pseudonyms(kept.toJson(), () => new Uint8Array(32).fill(1))
    expect(said('Will and Esperança', again)).toBe('Customer 2 and Customer 1')
    expect(kept.toJson()).not.toMatch(/zhang|esperan/i)
  })
})

describe('an anonymous folder', () => {
  it('tells nowhere who took part: not in names of files, titles, parties, outlines, the index or any format', async () => {
    const text = 'I am Esperança Zhang of Oakhurst Clinics, e.zhang@oakhurstclinics.example, 020 7946 0912.'
    const gong = network(({ url }) =>
      url.endsWith('/extensive')
        ? {
            records: {},
            calls: [
              {
                metaData: {
                  id: '1',
                  title: 'Esperança Zhang | Oakhurst Clinics',
                  started: '2026-05-18T10:00:00Z',
                  customData: 'zhang',
                },
                parties: PARTIES,
                context: CONTEXT,
                content: {
                  outline: [{ section: 'Zhang speaks', startTime: 0, items: [{ text: 'Esperança says hello' }] }],
                },
              },
            ],
          }
        : {
            records: { totalRecords: 1 },
            callTranscripts: [
              {
                callId: '1',
                transcript: [{ speakerId: '2', topic: 'Zhang', sentences: [{ start: 0, end: 9, text }] }],
              },
            ],
          },
    )
    const folder = emptyFolder()
    const { exit, out, err } = await run(
      `transcripts export 1 --anonymize --as md,txt,srt,vtt,json,csv --dir ${folder}`,
      {
        network: gong,
        env: { ...KEYS, GONG_STATE_DIR: emptyFolder() },
      },
    )
    const files = readdirSync(folder)
    const whole = [out, ...files, ...files.map((name) => readFileSync(join(folder, name), 'utf8'))].join('\n')
    expect([exit, files.length], err).toEqual([0, 7])
    expect(whole.match(/esperan|zhang|oakhurst|7946|o.connell|smith-jones|gmail/gi)).toBeNull()
    expect(files[0]).toBe('2026-05-18 1200 Customer 1 - Company 1 [1].csv')
    expect(whole).toContain('Jane Doe')
  })
})
