import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, type Setting } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const TRANSCRIPT = {
  callId: '71',
  transcript: [
    { speakerId: '1', topic: null, sentences: [{ start: 500, end: 2000, text: 'Hello <script>alert(1)</script>.' }] },
    {
      speakerId: '2',
      topic: 'Pricing',
      sentences: [{ start: 65_000, end: 66_000, text: 'Too \u001b[31mmuch\u001b[0m.' }],
    },
  ],
}
const DETAILS = {
  metaData: {
    id: '71',
    title: 'Renewal "A&B"',
    started: '2026-05-12T10:00:00Z',
    duration: 90,
    url: 'https://g.example/call?id=71',
  },
  parties: [
    { speakerId: '1', name: 'Jane Doe', affiliation: 'Internal' },
    { speakerId: '2', name: 'Mara Lindt', affiliation: 'External' },
  ],
  content: { brief: 'They spoke of money.', keyPoints: [{ text: 'Too much.' }], outline: [] },
}

const gong = () =>
  network(({ url }) =>
    url.endsWith('/transcript')
      ? { requestId: 'r', records: { totalRecords: 1 }, callTranscripts: [TRANSCRIPT] }
      : { requestId: 'r', records: { totalRecords: 1 }, calls: [DETAILS] },
  )

/** Renders files with these texts, on a machine without a profile. */
async function rendered(flags: string, texts: readonly string[], setting: Setting = {}) {
  const folder = emptyFolder()
  const paths = texts.map((text, at) => {
    const path = join(folder, `file${at}.json`)
    writeFileSync(path, text)
    return path
  })
  return await run(`calls render ${paths.join(' ')} ${flags}`, { env: {}, ...setting })
}

const saved = async (line: string) => (await run(line, { network: gong() })).out

describe('calls render', () => {
  it('joins what transcripts get and calls details wrote, without a profile or a request', async () => {
    const texts = [await saved('transcripts get 71'), await saved('calls details 71 --with all')]
    const { exit, out, sent } = await rendered('--as md', texts)
    expect([exit, sent]).toEqual([0, []])
    for (const part of [
      '# Renewal "A\\&B"',
      'They spoke of money.',
      '- Too much.',
      '### Pricing',
      '**1:05 Mara Lindt:** Too much.',
    ])
      expect(out).toContain(part)
  })

  it.each([
    ['json', ['transcripts get 71 --speakers']],
    ['lines', ['transcripts get 71 --speakers -f jsonl']],
    ['what Gong sent', ['transcripts get 71 -f raw', 'calls details 71 -f raw']],
    ['lines of both', ['transcripts get 71 -f jsonl', 'calls details 71 -f jsonl']],
  ])('takes %s', async (_, lines) => {
    const texts = await Promise.all(lines.map(saved))
    const { out } = await rendered('--as txt', [texts.join('\n')])
    expect(out).toContain('[1:05] Mara Lindt: Too much.')
  })

  it('is a page that runs nothing of what was said, with a link to each second', async () => {
    const { out } = await rendered('--as html', [JSON.stringify(TRANSCRIPT), JSON.stringify(DETAILS)])
    expect(out).toContain('Hello &lt;script&gt;alert(1)&lt;/script&gt;.')
    expect(out).not.toContain('<script')
    expect(out).toContain("default-src 'none'")
    expect(out).toMatch(/<a href="https:\/\/g\.example\/call\?id=71&amp;highlights=[^"]+" rel="noreferrer">1:05<\/a>/)
  })

  it('is captions of one call, and asks which where there are more', async () => {
    const other = { ...TRANSCRIPT, callId: '72' }
    const texts = [JSON.stringify([TRANSCRIPT, other])]
    const several = await rendered('--as srt', texts)
    expect([several.exit, several.err]).toEqual([2, expect.stringContaining('--call 71')])
    const { out } = await rendered('--as srt --call 72', texts)
    expect(out).toMatch(/^1\n00:00:00,500 --> 00:00:02,000\nSpeaker 1: Hello/)
  })

  it('reads as a conversation on a terminal, and takes its form from the ending of --out', async () => {
    const { out } = await rendered('', [JSON.stringify(TRANSCRIPT), JSON.stringify(DETAILS)], { terminal: true })
    expect(out).toMatch(/^ ?0:00 {2}Jane Doe/m)
    const path = join(emptyFolder(), 'call.vtt')
    expect((await rendered(`-o ${path}`, [JSON.stringify(TRANSCRIPT)])).exit).toBe(0)
    expect((await rendered(`--as md -o ${path}`, [JSON.stringify(TRANSCRIPT)])).exit).toBe(2)
  })

  it.each([
    ['no JSON', 'hello', 'is no JSON'],
    ['cut off', '[{"callId": "71", "transcript"', 'file0.json'],
    ['nothing', '', 'no call'],
    ['an empty list', '[]', 'no call'],
    ['other JSON', '{"name": "left-pad"}', 'item 1 is neither a transcript nor the details of a call'],
    ['a list with something else', `[${JSON.stringify(TRANSCRIPT)}, 42]`, 'item 2 is neither'],
    ['an id that leads elsewhere', '{"callId": "../../etc", "transcript": []}', 'item 1 is neither'],
    ['depth', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'item 1 is neither'],
  ])('refuses %s with a sentence', async (_, text, reason) => {
    const { exit, err } = await rendered('', [text])
    expect([exit, err]).toEqual([2, expect.stringContaining(reason)])
  })
})
