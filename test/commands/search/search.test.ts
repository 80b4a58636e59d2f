import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { changeOf } from '../../../src/store/rows/change-of.ts'
import { KEYS, NOW, run } from '../../run.ts'
import { storeIn } from '../../support/duckdb-copy.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const sentence = (start: number, text: string) => ({ start, end: start + 900, text })

const TRANSCRIPTS = [
  {
    callId: '71',
    transcript: [
      { speakerId: '1', topic: null, sentences: [sentence(1500, 'Welcome.')] },
      {
        speakerId: '2',
        topic: 'Pricing',
        sentences: [sentence(65_400, 'Is that the list price?'), sentence(70_000, 'Too much.')],
      },
      { speakerId: '1', topic: null, sentences: [sentence(80_000, 'The price is the price.')] },
      { speakerId: '9', topic: null, sentences: [sentence(90_000, 'What price?')] },
    ],
  },
  { callId: '72', transcript: [{ speakerId: '1', topic: null, sentences: [sentence(0, 'Nothing of it here.')] }] },
  { callId: '73', transcript: [{ speakerId: '5', topic: null, sentences: [sentence(0, 'A price, =1+1.')] }] },
]
const call = (id: string, more: object = {}) => ({
  metaData: {
    id,
    title: `Call ${id}`,
    started: '2026-05-12T10:00:00Z',
    url: `https://g.example/call?id=${id}`,
    primaryUserId: '900',
  },
  parties: [
    { speakerId: '1', userId: '800', name: 'Jane Doe', emailAddress: 'jane@us.example', affiliation: 'Internal' },
    { speakerId: '2', name: 'Mara Lindt', emailAddress: 'mara@acme.example', affiliation: 'External' },
  ],
  ...more,
})
const CALLS = [
  call('71', {
    content: { trackers: [{ id: '5', name: 'Competitors', count: 2 }], topics: [{ name: 'Negotiation' }] },
    context: [
      { objects: [{ objectType: 'Account', objectId: 'acc-1', fields: [{ name: 'Name', value: 'Acmé Foods' }] }] },
    ],
  }),
  call('73', { parties: [], content: { trackers: [{ id: '5', name: 'Competitors', count: 0 }] } }),
]

const gong = () =>
  network((request) => {
    if (request.url.endsWith('/v2/calls/transcript'))
      return { requestId: 'r', records: { totalRecords: 3 }, callTranscripts: TRANSCRIPTS }
    const asked = JSON.stringify(bodyOf(request).filter)
    return { requestId: 'r', records: {}, calls: CALLS.filter(({ metaData }) => asked.includes(`"${metaData.id}"`)) }
  })

const found = async (line: string) => {
  const ran = await run(`search ${line} -f jsonl`, { network: gong() })
  const rows: Record<string, unknown>[] = ran.out
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text))
  return { ...ran, rows, at: rows.map(({ callId, at }) => `${callId}:${at}`) }
}

describe('search', () => {
  it('streams the last 7 days from Gong, and asks for the details of calls with a hit alone', async () => {
    const { exit, err, requests } = await found('price')
    expect(exit).toBe(0)
    expect(err).toContain('the last 7d')
    expect(err).toContain('3 calls searched, 4 hits')
    expect(requests.map(bodyOf)).toEqual([
      { filter: { fromDateTime: '2026-05-12T12:00:00Z', toDateTime: '2026-05-19T12:00:00Z' } },
      { filter: { callIds: ['71', '73'] }, contentSelector: { exposedFields: { parties: true } } },
    ])
  })

  it('has with each hit who said it, the sentences around it, and a link to the second', async () => {
    const { rows } = await found('"list price"')
    expect(rows).toEqual([
      {
        score: expect.any(Number),
        callId: '71',
        title: 'Call 71',
        started: '2026-05-12T10:00:00Z',
        at: 65,
        speaker: 'Mara Lindt',
        emailAddress: 'mara@acme.example',
        affiliation: 'External',
        userId: null,
        text: 'Is that the list price?',
        before: 'Welcome.',
        after: 'Too much.',
        link: `https://g.example/call?id=71&highlights=${encodeURIComponent('[{"type":"SHARE","from":65,"to":67}]')}`,
      },
    ])
  })

  it('has the best hits first, and with --limit the best of all', async () => {
    expect((await found('price')).at[0]).toBe('71:80')
    const { at, err } = await found('price --limit 1')
    expect(at).toEqual(['71:80'])
    expect(err).toContain('4 hits, of which the best one is here')
  })

  it.each([
    ['--speaker external', ['71:65']],
    ['--speaker internal', ['71:80']],
    ['--speaker unknown', ['71:90', '73:0']],
    ['--account "acme foods"', ['71:65', '71:80', '71:90']],
    ['--account acc-1 --speaker internal', ['71:80']],
    ['--account other', []],
    ['--user jane@us.example', ['71:65', '71:80', '71:90']],
    ['--user 900', ['71:65', '71:80', '71:90', '73:0']],
    ['--user mara', []],
    ['--tracker competitors', ['71:65', '71:80', '71:90']],
    ['--topic negotiation', ['71:65', '71:80', '71:90']],
    ['--topic pricing', ['71:65']],
  ])('narrows with %s', async (flags, expected) => {
    expect((await found(`price ${flags}`)).at.toSorted()).toEqual(expected)
  })

  it('numbers speakers whom no party stands for', async () => {
    const { rows } = await found('price --speaker unknown')
    expect(rows.map(({ speaker }) => speaker).toSorted()).toEqual(['Speaker 1', 'Speaker 3'])
  })

  it('is a table for people, and CSV that runs nothing', async () => {
    const { out } = await run('search 1+1 -f csv', { network: gong() })
    const [row] = parse(out, { columns: true })
    expect(row).toMatchObject({ callId: '73', text: 'A price, =1+1.' })
    const table = await run('search "list price"', { network: gong(), terminal: true, columns: 120 })
    expect(table.out).toMatch(/Call 71 +1:05 +Mara Lindt +Is that the list price\?/)
  })

  it('says how a phrase that found nothing would be looked for as words', async () => {
    const line = ['search', '--from', '7d', 'acme foods', '--account', 'acme foods']
    const { exit, out, err } = await run(line, { network: gong() })
    expect([exit, out]).toEqual([0, '[]\n'])
    expect(err).toContain("in any order: gong search --from 7d acme foods --account 'acme foods'\n")
  })

  it.each([
    ['user', 'Lnidt', 2, 'gong users list'],
    ['tracker', 'compettors', 2, 'gong settings trackers'],
  ])('refuses a --%s that Gong does not know', async (kind, typed, exit, hint) => {
    const ran = await run(`search budget --${kind} ${typed} --from 2d`, { calls: 60 })
    expect({ exit: ran.exit, out: ran.out }).toEqual({ exit, out: '' })
    expect(ran.err).toContain(`--${kind}: no ${kind} is called "${typed}"`)
    expect(ran.err).toContain(`try: ${hint}`)
  })

  it('says what was probably meant by an account or a topic that no call has', async () => {
    const { exit, err } = await run('search price --account "acme fods" --topic pricng', { network: gong() })
    expect(exit).toBe(0)
    expect(err).toContain('--account: no call that was searched has "acme fods"; did you mean "Acmé Foods"?\n')
    expect(err).toContain('--topic: no call that was searched has "pricng"; did you mean "Pricing"?\n')
  })

  it.each([['search'], ['search "/(/"'], ['search !!!'], ['search price -f raw'], ['search price --in /nowhere']])(
    '%s is refused, and nothing is sent',
    async (line) => {
      const { exit, sent } = await run(line, { network: gong() })
      expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    },
  )
})

describe('search --in a folder', () => {
  const folder = async () => {
    const dir = join(emptyFolder(), 'out')
    mkdirSync(dir)
    await run(`transcripts export 71 72 73 --as json --dir ${dir}`, { network: gong() })
    return dir
  }

  it('finds in exported files what it finds in Gong, without a profile or a request', async () => {
    const dir = await folder()
    writeFileSync(join(dir, '2026-05-12 1000 Odd [74].json'), '{"no": "transcript"}')
    const { exit, out, err, sent } = await run(`search price --in folder:${dir} -f jsonl`, { env: {}, network: gong() })
    expect([exit, sent]).toEqual([0, []])
    const offline = out
      .split('\n')
      .filter(Boolean)
      .map((text) => JSON.parse(text))
    expect(offline).toEqual((await found('price')).rows)
    expect(err).toContain('[74].json is no transcript')
    expect(err).toContain('3 calls searched')
  })

  it('keeps to a window that was typed', async () => {
    const dir = await folder()
    const { out } = await run(`search price --in ${dir} --during 2026-04 -f jsonl`, { env: {} })
    expect(out).toBe('')
  })

  it('names the command that fills a folder without transcripts as json', async () => {
    const { exit, err } = await run(`search price --in ${emptyFolder()}`, { env: {} })
    expect([exit, err]).toEqual([2, expect.stringContaining('--as json')])
  })
})

describe('search in a copy', () => {
  const hitsTold = (err: string) => /searched, (.*)/.exec(err)?.[1]
  let data = ''
  const DAY_MS = 86_400_000
  const done = { state: 'done', attempts: 0 } as const

  beforeAll(async () => {
    data = emptyFolder()
    const store = await storeIn(data)
    const calls = [...CALLS, call('72')]
    await store.commit({
      ...changeOf('listCallsExtensive', JSON.parse(JSON.stringify(calls))),
      marks: {
        'calls.covered': JSON.stringify([[NOW - 30 * DAY_MS, NOW - 7 * DAY_MS]]),
        'calls.asked': String(NOW),
      },
      ledger: calls.map(({ metaData: { id, started } }) => ({
        ...{ callId: id, startedMs: Date.parse(started), state: 'settled', isPrivate: false },
        ...{
          firstSeenMs: NOW,
          lastSeenMs: NOW,
          steps: { details: done, transcript: done, summary: done, media: done },
        },
      })),
    })
    await store.commit(changeOf('getCallTranscripts', TRANSCRIPTS))
    await store.close()
  })

  const inCopy = async (line: string) => {
    const ran = await run(`search ${line} -f jsonl`, { env: { ...KEYS, GONG_DATA_DIR: data }, network: gong() })
    return {
      ...ran,
      rows: ran.out
        .split('\n')
        .filter(Boolean)
        .map((text) => JSON.parse(text)),
    }
  }

  it.each([
    ['price'],
    ['price --limit 1'],
    ['"list price"'],
    ['PRI* --speaker unknown'],
    ["'/pric(e|ing)[.?]/'"],
    ['price --account "acme foods" --speaker internal'],
    ['price --tracker competitors --topic pricing'],
    ['price --user 900'],
    ['nowhere'],
  ])('finds for %s what Gong has, without a request', async (line) => {
    const { exit, rows, err, sent } = await inCopy(`${line} --from 10d`)
    expect([exit, sent], err).toEqual([0, []])
    const inGong = await found(line)
    expect(rows).toEqual(inGong.rows)
    expect(hitsTold(err)).toBe(hitsTold(inGong.err))
    expect(err).toContain('from the local copy as of 2026-05-19T12:00:00Z')
    expect(err).toContain('3 calls searched')
  })

  it('says the same of a copy, whose lists are whole where they were synced', async () => {
    const near = await inCopy('price --account fods --tracker competitrs --from 10d')
    expect([near.exit, near.sent]).toEqual([0, []])
    expect(near.err).toContain('--account: no call that was searched has "fods"; did you mean "Acmé Foods"?\n')
    expect(near.err).toContain('--tracker: no call that was searched has "competitrs"; did you mean "Competitors"?\n')
    expect((await inCopy('nowhere --account acme --from 10d')).err).not.toContain('--account')
  })

  it('is all of the copy without a window, and needs no profile with --in', async () => {
    expect((await inCopy('price')).sent).toEqual([])
    const { exit, out } = await run(`search price --in ${join(data, 'gong.duckdb')} -f jsonl`, {
      env: { GONG_DATA_DIR: emptyFolder() },
    })
    expect([exit, out.split('\n').filter(Boolean)].flat()).toHaveLength(5)
  })

  it('says how many calls of the window await their transcripts', async () => {
    expect((await inCopy('price --from 10d')).err).not.toContain('await')
    const store = await storeIn(data)
    const startedMs = Date.parse('2026-05-13T10:00:00Z')
    const waits = { state: 'waiting', attempts: 1, dueMs: NOW } as const
    const steps = { details: done, transcript: waits, summary: done, media: done } as const
    const waiting = {
      callId: '79',
      startedMs,
      state: 'open',
      isPrivate: false,
      firstSeenMs: NOW,
      lastSeenMs: NOW,
      steps,
    } as const
    await store.commit({ ledger: [waiting] })
    await store.release()
    expect((await inCopy('price --from 10d')).err).toContain('1 call of this time awaits its transcript')
    expect((await inCopy('price --from 10d --to 2026-05-12T12:00:00Z')).err).not.toContain('await')
    await store.commit({ ledger: [{ ...waiting, state: 'settled' }] })
    await store.close()
  })

  it('asks Gong, and says why, for a window that the copy does not cover', async () => {
    const { err, sent } = await inCopy('price --from 60d')
    expect(sent).not.toEqual([])
    expect(err).toContain('the local copy has the calls of 2026-04-19T12:00:00Z to 2026-05-19T12:00:00Z')
  })

  it('asks Gong, and says why, where the copy cannot be read', async () => {
    const broken = emptyFolder()
    writeFileSync(join(broken, 'gong.duckdb'), 'no database')
    const { exit, err, sent } = await run('search price', {
      env: { ...KEYS, GONG_DATA_DIR: broken },
      network: gong(),
    })
    expect([exit, sent.length > 0]).toEqual([0, true])
    expect(err).toContain('cannot be read, so Gong is asked')
    const named = await run(`search price --in ${join(broken, 'gong.duckdb')}`, { env: {} })
    expect(named.exit).toBe(2)
  })
})
