import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'

const sentence = (start: number, text: string) => ({ start, end: start + 900, text })

const TRANSCRIPT = {
  callId: '71',
  transcript: [
    { speakerId: '1', topic: null, sentences: [sentence(1500, 'Welcome.'), sentence(9000, 'So, what does it cost?')] },
    {
      speakerId: '2',
      topic: 'Pricing',
      sentences: [sentence(65_000, 'Too much, \u001b[31mI fear\u001b[0m.\nFar too much.')],
    },
    { speakerId: '2', topic: null, sentences: [sentence(70_000, 'Really.')] },
    { speakerId: '9', topic: 'Pricing', sentences: [sentence(3_700_000, 'And who am I?')] },
    { speakerId: null, topic: null, sentences: [sentence(3_800_000, 'Nobody knows me.')] },
  ],
}
const CALL = {
  metaData: {
    id: '71',
    title: 'Renewal\u202e',
    started: '2026-05-12T10:00:00Z',
    duration: 3900,
    url: 'https://g.example/71',
  },
  parties: [
    { speakerId: '1', name: 'Jane Doe', title: 'Account Executive', affiliation: 'Internal' },
    { speakerId: '2', name: 'Mara Lindt', emailAddress: 'mara@acme.example', affiliation: 'External' },
  ],
  content: { outline: [{ section: 'Introduction', startTime: 0.4, items: [] }] },
}

const holding = (calls: readonly unknown[] = [CALL], transcripts: readonly unknown[] = [TRANSCRIPT]) =>
  network(({ url }) =>
    url.endsWith('/v2/calls/transcript')
      ? { requestId: 'r', records: { totalRecords: transcripts.length }, callTranscripts: transcripts }
      : { requestId: 'r', records: {}, calls },
  )

describe('a transcript on a terminal', () => {
  it('reads as a conversation: headings, time, name, and text that obeys nobody', async () => {
    const { exit, out, requests } = await run('transcripts get 71', { terminal: true, columns: 60, network: holding() })
    expect(exit).toBe(0)
    expect(bodyOf(requests[1])).toEqual({
      filter: { callIds: ['71'] },
      contentSelector: { exposedFields: { parties: true, content: { outline: true } } },
    })
    expect(out).toBe(`Renewal
2026-05-12 12:00 +02:00 (Europe/Berlin), 1:05:00, call 71
https://g.example/71
Internal
  Jane Doe, Account Executive
External: acme.example
  Mara Lindt, mara@acme.example

Introduction

   0:01  Jane Doe         Welcome. So, what does it cost?

Pricing

   1:05  Mara Lindt       Too much, I fear. Far too much.
                          Really.
1:01:40  Speaker 3        And who am I?
1:03:20  Unknown speaker  Nobody knows me.
`)
  })

  it('has the colour of the side on each name', async () => {
    const { out } = await run('transcripts get 71', { terminal: true, colour: true, network: holding() })
    expect(out).toMatch(/\u001b\[36mJane Doe *\u001b\[39m/)
    expect(out).toMatch(/\u001b\[33mMara Lindt *\u001b\[39m/)
    expect(out).toMatch(/\u001b\[35mSpeaker 3 *\u001b\[39m/)
    expect(out).not.toContain('\u001b[31m')
  })

  it('says of a call that it has no transcript yet, and numbers speakers without details', async () => {
    const other = { ...TRANSCRIPT, callId: '72', transcript: null }
    const setting = { terminal: true, network: holding([], [TRANSCRIPT, other]) }
    const { out } = await run('transcripts get 71 72', setting)
    expect(out).toMatch(/1:05 {2}Speaker 2 /)
    expect(out).toMatch(/call 72\n\nno transcript yet\n$/)
  })

  it('is without names, and says so, for a key that may not read them', async () => {
    const env = { GONG_ACCESS_KEY: 'reader', GONG_ACCESS_KEY_SECRET: 'reader-secret', GONG_RATE: '0' }
    const refusing = network(({ url }) =>
      url.endsWith('/v2/calls/transcript')
        ? { callTranscripts: [TRANSCRIPT], records: { totalRecords: 1 } }
        : { errors: ['no'] },
    )
    const asked: typeof refusing = async (request, signal) => ({
      ...(await refusing(request, signal)),
      status: request.url.endsWith('/extensive') ? 403 : 200,
    })
    const { exit, out, err } = await run('transcripts get 71', { terminal: true, env, network: asked })
    expect([exit, err]).toEqual([0, expect.stringContaining('without names')])
    expect(out).toContain('Speaker 1')
  })

  it('is a table with -f table, and JSON as Gong sent it in a pipe', async () => {
    const table = await run('transcripts get 71 -f table', { terminal: true, network: holding() })
    expect(table.out).toMatch(/^71 +0:01 +Speaker 1 +Welcome\. So, what does it cost\?$/m)
    const { out, requests } = await run('transcripts get 71', { network: holding() })
    expect(JSON.parse(out)).toEqual([TRANSCRIPT])
    expect(requests).toHaveLength(1)
  })
})

describe('--speakers', () => {
  it('names who speaks in JSON: name, e-mail address and side', async () => {
    const { out } = await run('transcripts get 71 --speakers -f jsonl', { network: holding() })
    const { title, transcript } = JSON.parse(out)
    expect(title).toBe(CALL.metaData.title)
    expect(transcript[1]).toEqual({
      ...TRANSCRIPT.transcript[1],
      speaker: 'Mara Lindt',
      emailAddress: 'mara@acme.example',
      affiliation: 'External',
    })
    expect(transcript[3]).toMatchObject({ speaker: 'Speaker 3', emailAddress: null, affiliation: null })
  })

  it('has a row for each sentence in CSV, and one for a call without a transcript', async () => {
    const other = { callId: '72', transcript: [] }
    const { out } = await run('transcripts get 71 72 --speakers -f csv', {
      network: holding([CALL], [TRANSCRIPT, other]),
    })
    const rows: Record<string, string>[] = parse(out, { columns: true })
    expect(rows.map(({ callId, start, speaker, affiliation }) => [callId, start, speaker, affiliation])).toEqual([
      ['71', '1500', 'Jane Doe', 'Internal'],
      ['71', '9000', 'Jane Doe', 'Internal'],
      ['71', '65000', 'Mara Lindt', 'External'],
      ['71', '70000', 'Mara Lindt', 'External'],
      ['71', '3700000', 'Speaker 3', ''],
      ['71', '3800000', 'Unknown speaker', ''],
      ['72', '', '', ''],
    ])
  })

  it('is refused with raw, before anything is sent', async () => {
    const { exit, sent } = await run('transcripts get 71 --speakers -f raw')
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  })
})
