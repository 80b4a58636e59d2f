import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { run, type Setting, testSandbox } from '../../run.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const TRANSCRIPTS = '/v2/calls/transcript'
const DETAILS = '/v2/calls/extensive'

const sentence = (start: number, end: number, text: string) => ({ start, end, text })

/** A call in which everything is odd: speakers without a name, one who goes on, and text that every format stumbles over. */
const ODD = {
  callId: '71',
  transcript: [
    { speakerId: '1', topic: 'Small Talk', sentences: [sentence(500, 2000, 'Hello & <b>welcome</b>.')] },
    { speakerId: '1', topic: null, sentences: [sentence(2500, 4000, '# Not *a* heading')] },
    { speakerId: '2', topic: null, sentences: [sentence(5000, 5000, 'a --> b'), sentence(6000, 6100, ' ')] },
    { speakerId: '3', topic: null, sentences: [sentence(3_661_001, 3_662_000, '=HYPERLINK("x")')] },
    { speakerId: '4', topic: null, sentences: [sentence(3_663_000, 3_664_000, 'two\n\nlines \u001b[31mred\u001b[0m')] },
    { speakerId: null, topic: null, sentences: [sentence(3_665_000, 3_666_000, 'Who am I?')] },
  ],
}
const ODD_CALL = {
  metaData: {
    id: '71',
    title: 'A/B: <x>\n# y',
    started: '2026-05-12T09:00:00.5-07:00',
    duration: 3725,
    url: 'https://g.example/71',
  },
  parties: [
    { speakerId: '1', name: 'Jane *Doe*', title: 'Head of Sales', affiliation: 'Internal' },
    { speakerId: '2', emailAddress: 'b@Customer.example', affiliation: 'External' },
    { speakerId: '3', phoneNumber: '+1 202-555-0100', affiliation: 'Unknown' },
    { speakerId: '4', name: '  ', affiliation: 'External' },
    { speakerId: null, name: 'Silent Sam', emailAddress: 'sam@customer.example', affiliation: 'External' },
  ],
  content: { outline: [{ section: 'Intro', startTime: 0.4, items: [{ text: 'Hello | there' }] }] },
}

/** A Gong that has these calls. */
function holding(transcripts: readonly unknown[], calls: readonly (typeof ODD_CALL)[] = [ODD_CALL]) {
  return network((request) => {
    const asked = JSON.stringify(bodyOf(request).filter)
    const found = calls.filter(({ metaData }) => asked.includes(`"${metaData.id}"`))
    return request.url.endsWith(TRANSCRIPTS)
      ? { requestId: 'r', records: { totalRecords: transcripts.length }, callTranscripts: transcripts }
      : { requestId: 'r', records: {}, calls: found }
  })
}

/** Signs that some disk takes in no name, or that turn a name round. */
const REFUSED = /[<>:"/\\|?*\x00-\x1f\x7f\u202e]/

/** Besides the index. */
const filesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name !== 'index.csv')
    .sort()

async function exported(flags: string, setting: Setting = {}, folder = emptyFolder()) {
  const ran = await run(`transcripts export ${flags} --dir ${folder}`, setting)
  return { ...ran, folder, files: filesIn(folder) }
}

describe('a file', () => {
  it.each(['md', 'txt', 'srt', 'vtt', 'csv', 'json'])(
    'of an odd call is as in golden/transcript.%s',
    async (format) => {
      const { folder, files, exit } = await exported(`71 --as ${format}`, { network: holding([ODD]) })
      expect([exit, files]).toEqual([0, [`2026-05-12 1800 A-B - x # y [71].${format}`]])
      const text = readFileSync(join(folder, files[0] ?? ''), 'utf8')
      await expect(text).toMatchFileSnapshot(`../../golden/transcript.${format}`)
    },
  )

  it('of a call that Gong gives no details of has numbers for speakers', async () => {
    const { folder, files } = await exported('71 --as txt', { network: holding([ODD], []) })
    expect(files).toEqual(['undated [71].txt'])
    expect(readFileSync(join(folder, 'undated [71].txt'), 'utf8')).toContain('Speaker 2: a --> b')
  })

  it('has its times in the zone asked for', async () => {
    const { files } = await exported('71 --tz America/New_York', { network: holding([ODD]) })
    expect(files).toEqual(['2026-05-12 1200 A-B - x # y [71].md'])
  })

  it('of CSV has no formula, and the number of a dial-in as it is', async () => {
    const { folder, files } = await exported('71 --as csv', { network: holding([ODD]) })
    const rows: string[][] = parse(readFileSync(join(folder, files[0] ?? '')))
    expect(rows.flat().filter((cell) => /^[=+@-]/.test(cell))).toEqual(['+1 202-555-0100'])
    expect(rows).toHaveLength(8)
  })
})

describe('an export of the sandbox', () => {
  it('is one file a call and format, and a row a call', async () => {
    const { exit, out, files } = await exported('--during 2026-05-11 --as md,vtt')
    const rows: { callId: string; files: string[]; status: string }[] = JSON.parse(out)
    expect(exit).toBe(0)
    expect(rows.length).toBeGreaterThan(5)
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['exported']))
    expect(files).toHaveLength(rows.length * 2)
    expect(new Set(rows.flatMap((row) => row.files)).size).toBe(files.length)
  })

  it('asks once for the details of each hundred transcripts', async () => {
    const { requests, out } = await exported('--during 2026-04 --limit 101')
    const asked = requests.filter(({ url }) => url.endsWith(DETAILS)).map((request) => bodyOf(request).filter)
    expect(JSON.parse(out).length).toBeGreaterThan(100)
    expect(asked).toHaveLength(Math.ceil(JSON.parse(out).length / 100))
    for (const filter of asked) expect(filter).toEqual({ callIds: expect.any(Array) })
  })

  it('makes of every hostile title of a month a name that stays in the folder', async () => {
    const month: { id: string; title: string | null }[] = JSON.parse((await run('calls list --during 2026-04')).out)
    const titles = [...new Map(month.map((call) => [call.title ?? '', call]))]
    const hostile = titles.filter(([title]) => REFUSED.test(title) || Buffer.byteLength(title) > 100)
    expect(hostile.length).toBeGreaterThan(20)
    const calls = hostile.map(([title, { id }]) => ({ ...ODD_CALL, metaData: { ...ODD_CALL.metaData, id, title } }))
    const transcripts = hostile.map(([, { id }]) => ({ ...ODD, callId: id }))
    const { exit, files } = await exported('--during 2026-04 --as srt', { network: holding(transcripts, calls) })
    expect(exit).toBe(0)
    expect(files).toHaveLength(hostile.length)
    expect(files.filter((name) => REFUSED.test(name) || Buffer.byteLength(name) > 200)).toEqual([])
  })

  it('names those whose transcript is not there yet, and ends well', async () => {
    const { exit, out, err, files } = await exported('--from 3d')
    const rows: { callId: string; files: string[]; status: string }[] = JSON.parse(out)
    const late = rows.filter(({ status }) => status === 'no transcript yet')
    expect(exit).toBe(0)
    expect(late.length).toBeGreaterThan(0)
    expect(late.flatMap((row) => row.files)).toEqual([])
    expect(files).toHaveLength(rows.length - late.length)
    expect(err).toContain(`${late.length} calls without a transcript yet`)
    expect(err).not.toContain('has not analysed yet')
  })

  it('stops at --limit, with no more files than rows', async () => {
    const { out, files } = await exported('--from 3d --limit 3')
    expect([JSON.parse(out).length, files.length]).toEqual([3, 3])
  })
})

describe('a second run', () => {
  it('goes on: it skips what is there, says so, and asks for the details of the rest alone', async () => {
    const first = await exported('--during 2026-05-11 --limit 4')
    const kept = first.files.map((name) => /\[(\d+)\]/.exec(name)?.[1])
    const { err, out, requests, files } = await exported('--during 2026-05-11', {}, first.folder)
    const asked = requests.filter(({ url }) => url.endsWith(DETAILS)).map((request) => JSON.stringify(bodyOf(request)))
    expect(kept.filter((id) => asked.join().includes(`"${id}"`))).toEqual([])
    expect(err).toContain('4 calls skipped')
    expect(JSON.parse(out)).toHaveLength(files.length)
  })

  it('asks for nothing when all the calls that were named are there', async () => {
    const { folder } = await exported('71', { network: holding([ODD]) })
    const { exit, sent, out } = await exported('71', { network: holding([ODD]) }, folder)
    expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
    expect(JSON.parse(out)).toEqual([expect.objectContaining({ callId: '71', status: 'already there' })])
  })

  it('writes a call again that lacks one of the formats', async () => {
    const { folder } = await exported('71', { network: holding([ODD]) })
    const { files } = await exported('71 --as md,srt', { network: holding([ODD]) }, folder)
    expect(files).toHaveLength(2)
  })

  it('keeps the name of a file with --again, whatever the title is by now', async () => {
    const { folder, files } = await exported('71', { network: holding([ODD]) })
    const old = '2026-05-12 1800 Before [71].md'
    renameSync(join(folder, files[0] ?? ''), join(folder, old))
    writeFileSync(join(folder, old), 'old')
    const again = await exported('71 --again', { network: holding([ODD]) }, folder)
    expect(again.files).toEqual([old])
    expect(readFileSync(join(folder, old), 'utf8')).toContain('Head of Sales')
  })
})

describe('what goes wrong', () => {
  it('is a call that does not exist, alone', async () => {
    const { exit, err } = await exported('71', { network: holding([], []) })
    expect([exit, err]).toEqual([4, expect.stringContaining('Call ID 71 was not found')])
  })

  it('is a call that does not exist, among others', async () => {
    const { exit, out } = await exported('71 72', { network: holding([ODD]) })
    const status = JSON.parse(out).map((row: { callId: string; status: string }) => [row.callId, row.status])
    expect(exit).toBe(8)
    expect(status).toEqual([
      ['71', 'exported'],
      ['72', 'no such call'],
    ])
  })

  it('is a folder that is none, and nothing is sent', async () => {
    const path = join(emptyFolder(), 'file')
    writeFileSync(path, '')
    const { exit, err, sent } = await run(`transcripts export 71 --dir ${path}`)
    expect([exit, sent]).toEqual([2, []])
    expect(err).toContain(path)
  })

  it('is no folder at all', async () => {
    const { exit, err } = await run('transcripts export 71')
    expect([exit, err]).toEqual([2, expect.stringContaining('--dir is missing')])
  })

  it('is Ctrl-C: the files that stand are whole, and the next run goes on', async () => {
    const stop = new AbortController()
    const sandbox = testSandbox()
    const folder = join(emptyFolder(), 'made', 'here')
    mkdirSync(folder, { recursive: true })
    const { exit, err, files } = await exported(
      '--during 2026-04 --as txt',
      {
        interrupted: stop.signal,
        network: async (request, signal) => {
          if (request.url.endsWith(DETAILS) && readdirSync(folder).some((name) => name.endsWith('.txt'))) stop.abort()
          return await sandbox(request, signal)
        },
      },
      folder,
    )
    expect(exit).toBe(130)
    expect(files.length).toBeGreaterThan(0)
    for (const name of files) expect(readFileSync(join(folder, name), 'utf8')).toMatch(/\n\[\d[^\n]*\n$/)
    expect(files.filter((name) => name.startsWith('.'))).toEqual([])
    expect(err).toContain(`${files.length} files are written; the same command goes on from there\n`)
  })

  it('is a Gong that breaks off: what is written is told, and with --again how it goes on', async () => {
    const sandbox = testSandbox()
    const breaking = () => {
      let asked = 0
      return async (...request: Parameters<typeof sandbox>) => {
        asked += Number(request[0].url.endsWith(DETAILS))
        return asked === 2 ? await network(() => '<html>')(...request) : await sandbox(...request)
      }
    }
    const line = '--during 2026-04 --no-retry --again'
    const { exit, err, files } = await exported(line, { network: breaking() })
    expect([exit, files.length > 0]).toEqual([7, true])
    expect(err).toContain(`${files.length} files are written; the same command without --again goes on from there\n`)
  })

  it('is nothing in a dry run, which makes no folder', async () => {
    const folder = join(emptyFolder(), 'none')
    const { exit, out, sent } = await run(`transcripts export 71 --dir ${folder} --dry-run`)
    expect([exit, sent]).toEqual([0, []])
    expect(JSON.parse(out).url).toContain(TRANSCRIPTS)
    expect(() => readdirSync(folder)).toThrow('ENOENT')
  })
})
