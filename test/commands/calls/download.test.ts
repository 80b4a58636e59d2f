import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpResponse, HttpTransport } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { openSandbox, type SandboxOptions } from '../../../src/sandbox/handle.ts'
import { SANDBOX_KEYS } from '../../../src/sandbox/keys.ts'
import { CALL_COUNT, NOW, run, type Setting } from '../../run.ts'
import { crashing } from '../../support/crash.ts'
import { network } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const HOUR = 3_600_000

/** A company whose recordings are of one size, so that they span several pieces. */
function sandbox(options: Partial<SandboxOptions> = {}): HttpTransport {
  return openSandbox({ now: () => NOW, calls: CALL_COUNT, keptCalls: CALL_COUNT, mediaBytes: 300_000, ...options })
}

const calls: readonly { id: string; direction: string }[] = JSON.parse(
  (await run('calls list --during last-month')).out,
)

function idOf(direction: 'Conference' | 'Outbound'): string {
  return calls.find((call) => call.direction === direction)?.id ?? ''
}

async function downloaded(line: string, setting: Setting = {}, folder = emptyFolder()) {
  const ran = await run(`calls download ${line} --dir ${folder} -f jsonl`, { network: sandbox(), ...setting })
  const rows: { medium: string; bytes: number; status: string; file: string }[] = ran.out
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text))
  const media = ran.requests.filter(({ url }) => url.includes('/media/'))
  return { ...ran, rows, media, folder, files: readdirSync(folder).sort() }
}

/** The bytes that the store has for a call. */
async function stored(id: string, ending: string): Promise<Buffer> {
  const { folder, files } = await downloaded(`${id} ${ending === 'mp3' ? '--audio' : '--video'}`)
  return readFileSync(join(folder, files[0] ?? ''))
}

/** A network in which recordings are answered by something else. */
function withMedia(
  answer: (index: number, whole: () => Promise<HttpResponse>) => Promise<HttpResponse>,
): HttpTransport {
  const send = sandbox()
  let asked = 0
  return async (request, signal) => {
    const whole = () => send(request, signal)
    if (!request.url.includes('/media/')) return await whole()
    asked += 1
    return await answer(asked - 1, whole)
  }
}

async function* cut(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const piece of body) {
    yield piece
    throw Object.assign(new Error('cut'), { code: 'ECONNRESET' })
  }
}

const cutOnce = () =>
  withMedia(async (index, whole) => {
    const answer = await whole()
    return index === 0 ? { ...answer, body: cut(answer.body) } : answer
  })

const refusing = (status: number) => async (): Promise<HttpResponse> => {
  return { status, headers: {}, body: (async function* () {})() }
}

describe('calls download', () => {
  it('brings the video of a conference', async () => {
    const { exit, rows, files } = await downloaded(idOf('Conference'))
    expect(exit).toBe(0)
    expect(rows).toEqual([expect.objectContaining({ medium: 'video', bytes: 300_000, status: 'downloaded' })])
    expect(files).toEqual([expect.stringMatching(/^2026-04-\d\d \d{4} .*\[\d+\]\.mp4$/)])
  })

  it('brings the audio of what has no video', async () => {
    const { rows, files } = await downloaded(idOf('Outbound'))
    expect(rows.map(({ medium }) => medium)).toEqual(['audio'])
    expect(files).toEqual([expect.stringMatching(/\.mp3$/)])
  })

  it('brings both when both are asked for', async () => {
    const { rows, files } = await downloaded(`${idOf('Conference')} --audio --video`)
    expect(rows.map(({ medium }) => medium)).toEqual(['video', 'audio'])
    expect(files).toHaveLength(2)
  })

  it('asks once for the links of several calls', async () => {
    const ids = (await run('calls list --during last-month --limit 3 --jq .[].id')).out
    const { sent, rows } = await downloaded('-', { stdin: ids })
    expect(rows).toHaveLength(3)
    expect(sent.filter((line) => line.includes('extensive'))).toHaveLength(1)
  })

  it('tells the store nothing about who asks', async () => {
    const { media } = await downloaded(idOf('Conference'))
    expect(Object.keys(media[0]?.headers ?? {})).toEqual(['accept', 'user-agent'])
  })

  it('skips what is there, and fetches it again with --again', async () => {
    const id = idOf('Conference')
    const { folder, files } = await downloaded(id)
    const second = await downloaded(id, {}, folder)
    expect(second.rows.map(({ status }) => status)).toEqual(['already there'])
    expect(second.media).toEqual([])
    writeFileSync(join(folder, files[0] ?? ''), 'broken')
    await downloaded(`${id} --again`, {}, folder)
    expect(readFileSync(join(folder, files[0] ?? ''))).toHaveLength(300_000)
  })

  it('shows its request in a dry run, and makes no folder', async () => {
    const folder = join(emptyFolder(), 'none')
    const { exit, out, sent } = await run(`calls download 42 --dir ${folder} --dry-run`)
    expect([exit, sent, existsSync(folder)]).toEqual([0, [], false])
    expect(JSON.parse(out).body.contentSelector.exposedFields).toEqual({ media: true })
  })
})

describe('a download that breaks off', () => {
  it('goes on where it was', async () => {
    const id = idOf('Conference')
    const { exit, media, folder, files } = await downloaded(id, { network: cutOnce() })
    expect(exit).toBe(0)
    expect(media.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=65536-'])
    expect(media[1]?.headers['if-range']).toMatch(/^"\d+"$/)
    expect(files).toHaveLength(1)
    expect(readFileSync(join(folder, files[0] ?? '')).equals(await stored(id, 'mp4'))).toBe(true)
  })

  it('leaves its part, and the next run goes on with it', async () => {
    const id = idOf('Conference')
    const first = await downloaded(`${id} --no-retry`, { network: cutOnce() })
    expect(first.exit).toBe(8)
    expect(first.rows[0]?.status).toBe('not downloaded: the download stopped: the connection broke off')
    expect(first.files.map((name) => name.replace(/.*\]/, ''))).toEqual(['.mp4.part', '.mp4.part.json'])
    const { media, files, folder } = await downloaded(id, {}, first.folder)
    expect(media.map(({ headers }) => headers.range)).toEqual(['bytes=65536-'])
    expect(files.map((name) => name.replace(/.*\]/, ''))).toEqual(['.mp4'])
    expect(readFileSync(join(folder, files[0] ?? '')).equals(await stored(id, 'mp4'))).toBe(true)
  })

  it('begins anew when the recording is another one by now', async () => {
    const id = idOf('Conference')
    const { folder } = await downloaded(`${id} --no-retry`, { network: cutOnce() })
    const { rows, files } = await downloaded(id, { network: sandbox({ mediaBytes: 200_000 }) }, folder)
    expect(rows[0]).toMatchObject({ bytes: 200_000, status: 'downloaded' })
    expect(readFileSync(join(folder, files[0] ?? ''))).toHaveLength(200_000)
  })

  it('begins anew when the store answers with another part than was asked for', async () => {
    const id = idOf('Conference')
    const { folder } = await downloaded(`${id} --no-retry`, { network: cutOnce() })
    const shifting = withMedia(async (index, whole) => {
      const answer = await whole()
      return index > 0 ? answer : { ...answer, headers: { ...answer.headers, 'content-range': 'bytes 0-1/300000' } }
    })
    const { media, files } = await downloaded(id, { network: shifting }, folder)
    expect(media.map(({ headers }) => headers.range)).toEqual(['bytes=65536-', undefined])
    expect(readFileSync(join(folder, files[0] ?? '')).equals(await stored(id, 'mp4'))).toBe(true)
  })

  it('gets its name only when it is whole, also where a body just ends', async () => {
    const short = withMedia(async (_, whole) => ({ ...(await whole()), body: (async function* () {})() }))
    const { exit, files } = await downloaded(idOf('Conference'), { network: short })
    expect(exit).toBe(8)
    expect(files.filter((name) => name.endsWith('.mp4'))).toEqual([])
  })

  it('begins anew when the store goes on, but with another file', async () => {
    const id = idOf('Conference')
    const { folder } = await downloaded(`${id} --no-retry`, { network: cutOnce() })
    const careless = withMedia(async (index, whole) => {
      const answer = await whole()
      return index > 0 ? answer : { ...answer, headers: { ...answer.headers, etag: '"another"' } }
    })
    const { media, files } = await downloaded(id, { network: careless }, folder)
    expect(media.map(({ headers }) => headers.range)).toEqual(['bytes=65536-', undefined])
    expect(readFileSync(join(folder, files[0] ?? '')).equals(await stored(id, 'mp4'))).toBe(true)
  })

  it.each([[undefined], ['W/"weak"']])(
    'begins anew where the ETag is %s, so that no two files are mixed',
    async (etag) => {
      const id = idOf('Conference')
      const bare = withMedia(async (index, whole) => {
        const { etag: _, ...headers } = (await whole()).headers
        const answer = { ...(await whole()), headers: { ...headers, ...(etag !== undefined && { etag }) } }
        return index === 0 ? { ...answer, body: cut(answer.body) } : answer
      })
      const { exit, media, folder, files } = await downloaded(id, { network: bare })
      expect([exit, media.map(({ headers }) => headers.range)]).toEqual([0, [undefined, undefined]])
      expect(readFileSync(join(folder, files[0] ?? '')).equals(await stored(id, 'mp4'))).toBe(true)
    },
  )

  it('keeps what came on Ctrl-C', async () => {
    const stop = new AbortController()
    const stopping = withMedia(async (_, whole) => {
      const answer = await whole()
      return {
        ...answer,
        body: (async function* () {
          for await (const piece of answer.body) {
            yield piece
            stop.abort()
            stop.signal.throwIfAborted()
          }
        })(),
      }
    })
    const { exit, files } = await downloaded(idOf('Conference'), { network: stopping, interrupted: stop.signal })
    expect(exit).toBe(130)
    expect(files.map((name) => name.replace(/.*\]/, ''))).toEqual(['.mp4.part', '.mp4.part.json'])
  })

  it('tells on Ctrl-C what is written, and that the same line goes on', async () => {
    const stop = new AbortController()
    const second = withMedia(async (index, whole) => {
      if (index === 1) stop.abort()
      stop.signal.throwIfAborted()
      return await whole()
    })
    const ids = `${idOf('Conference')} ${idOf('Outbound')}`
    const { exit, err, files } = await downloaded(ids, { network: second, interrupted: stop.signal })
    expect([exit, files.length]).toEqual([130, 1])
    expect(err).toBe('1 file is written; the same command goes on from there\nerror: interrupted\n')
  })

  it('is whole after the next run, whenever the first was killed, and leaves no part behind', async () => {
    const id = idOf('Conference')
    const whole = await stored(id, 'mp4')
    const killedAt = async (moment?: number) => {
      const machine = crashing(diskFiles(), sandbox(), moment)
      const { folder } = await downloaded(`${id} --no-retry`, machine)
      return { folder, moments: machine.moments() }
    }
    const { moments } = await killedAt()
    const ended: unknown[] = []
    for (let moment = 1; moment <= moments; moment += 1) {
      const { folder } = await killedAt(moment)
      const { exit, files } = await downloaded(id, {}, folder)
      const isWhole = files.length === 1 && readFileSync(join(folder, files[0] ?? '')).equals(whole)
      ended.push({ moment, exit, isWhole })
    }
    expect(ended).toEqual(ended.map((_, at) => ({ moment: at + 1, exit: 0, isWhole: true })))
    expect(moments).toBeGreaterThan(6)
  })

  it('waits and tries again when the store is busy', async () => {
    const busy = withMedia(async (index, whole) => (index < 2 ? await refusing(503)() : await whole()))
    const { exit, waits } = await downloaded(idOf('Conference'), { network: busy })
    expect([exit, waits.length]).toEqual([0, 2])
  })
})

describe('what is no recording', () => {
  const bytes = (text: string) =>
    (async function* () {
      yield Buffer.from(text)
    })()

  it.each([
    ['packed', { 'content-encoding': 'gzip' }, 'packed bytes', 'the recording came packed (gzip)'],
    ['empty', {}, '', 'the recording is empty: 0 bytes came'],
    ['empty, and says so', { 'content-length': '0' }, '', 'the recording is empty: 0 bytes came'],
    ['a page', { 'content-type': 'text/html; charset=utf-8' }, '<html>', 'the link leads to a page (text/html)'],
    ['an error of the store', { 'content-type': 'application/xml' }, '<Error/>', 'a page (application/xml)'],
  ])('is not saved: %s', async (_, headers, text, reason) => {
    const odd = withMedia(async () => ({ status: 200, headers, body: bytes(text) }))
    const { exit, rows, files, media } = await downloaded(idOf('Conference'), { network: odd })
    expect([exit, media.length, rows[0]?.status]).toEqual([8, 1, expect.stringContaining(reason)])
    expect(files.filter((name) => name.endsWith('.mp4'))).toEqual([])
  })
})

describe('a link', () => {
  it('that is too old is asked for anew', async () => {
    let now = NOW
    const send = sandbox({ now: () => now })
    const late: HttpTransport = async (request, signal) => {
      const answer = await send(request, signal)
      if (request.url.endsWith('extensive') && now === NOW) now += 8 * HOUR
      return answer
    }
    const { exit, sent } = await downloaded(idOf('Conference'), { network: late })
    expect(exit).toBe(0)
    expect(sent.map((line) => line.replace(/\/[^/]*$/, ''))).toEqual([
      'POST /v2/calls',
      'GET /media',
      'POST /v2/calls',
      'GET /media',
    ])
  })

  it('that is refused though it is new is given up, without a word of it', async () => {
    const { exit, rows, out, err, media } = await downloaded(`${idOf('Conference')} --debug`, {
      network: withMedia(refusing(403)),
    })
    expect([exit, media.length]).toEqual([8, 3])
    expect(rows[0]?.status).toBe('not downloaded: the link was refused with 403')
    expect(`${out}${err}`).not.toContain('Signature')
  })

  const to = (videoUrl: string, other: HttpTransport = network(() => 'bytes')): HttpTransport => {
    const details = network(() => ({ requestId: 'r', calls: [{ metaData: { id: '7' }, media: { videoUrl } }] }))
    return (request, signal) => (request.url.endsWith('extensive') ? details : other)(request, signal)
  }

  it.each([
    ['http://media.example/a.mp4', 'the link leads to media.example, and not by https'],
    ['ftp://media.example/a.mp4', 'the link leads to media.example, and not by https'],
    ['file:///etc/passwd', 'the link leads to no address, and not by https'],
  ])('to %s is not followed', async (url, reason) => {
    const { exit, rows, sent } = await downloaded('7', { network: to(url) })
    expect([exit, rows[0]?.status, sent]).toEqual([8, `not downloaded: ${reason}`, ['POST /v2/calls/extensive']])
  })

  it('may lead on to another host, but not to one without https', async () => {
    const hop = (location: string): HttpTransport => {
      const arrived = network(() => 'bytes')
      return async (request, signal) =>
        request.url === location
          ? await arrived(request, signal)
          : { status: 302, headers: { location }, body: (async function* () {})() }
    }
    const there = (url: string) => downloaded('7', { network: to('https://a.example/a.mp4', hop(url)) })
    expect((await there('https://b.example/b.mp4')).rows[0]?.status).toBe('downloaded')
    expect((await there('http://127.0.0.1:9/b.mp4')).rows[0]?.status).toContain('redirects to 127.0.0.1:9')
    expect((await there('https://a.example/a.mp4')).exit).toBe(0)
  })

  it('that leads round in a circle is given up after 5 redirects', async () => {
    const circle: HttpTransport = async ({ url }) => {
      return { status: 302, headers: { location: `${url}?` }, body: (async function* () {})() }
    }
    const { rows, media } = await downloaded('7', { network: to('https://a.example/media/a.mp4', circle) })
    expect([rows[0]?.status, media.length]).toEqual(['not downloaded: the link redirects more than 5 times', 6])
  })

  it('with a name and a password in it is followed without them', async () => {
    const { requests } = await downloaded('7', { network: to('https://me:secret@a.example/a.mp4') })
    expect(requests.at(-1)?.url).toBe('https://a.example/a.mp4')
  })
})

describe('a call', () => {
  it('that does not exist is not found', async () => {
    const { exit, err } = await downloaded('42')
    expect([exit, err]).toEqual([4, expect.stringContaining('Call ID 42 was not found')])
  })

  it('that does not exist is told in its row, among others', async () => {
    const { exit, rows } = await downloaded(`${idOf('Conference')} 42`)
    expect([exit, rows.map(({ status }) => status)]).toEqual([8, ['downloaded', 'no such call']])
  })

  it('without the medium asked for is told in its row', async () => {
    const { exit, rows } = await downloaded(`${idOf('Outbound')} --video --audio`)
    expect([exit, rows.map(({ status }) => status)]).toEqual([8, ['no video', 'downloaded']])
  })

  it('without any media is told in its row', async () => {
    const none = network(() => ({ requestId: 'r', calls: [{ metaData: { id: '7' } }] }))
    const { exit, rows } = await downloaded('7', { network: none })
    expect([exit, rows.map(({ status }) => status)]).toEqual([8, ['no media']])
  })

  it('is not shown to a key without the scope, which is named', async () => {
    const lacking = sandbox({ keys: [{ ...SANDBOX_KEYS.full, lacks: ['api:calls:read:media-url'] }] })
    const { exit, err } = await downloaded('7', { network: lacking })
    expect([exit, err]).toEqual([3, expect.stringContaining('api:calls:read:media-url')])
  })
})

describe('the store of the sandbox', () => {
  async function link(send: HttpTransport): Promise<string> {
    const { out } = await run(`calls details ${idOf('Conference')} --with media --jq .[0].media.videoUrl`, {
      network: send,
    })
    return out.trim()
  }

  async function got(send: HttpTransport, url: string, headers: Record<string, string> = {}) {
    const answer = await send({ method: 'GET', url, headers, timeoutMs: 0 }, new AbortController().signal)
    const pieces: Uint8Array[] = []
    for await (const piece of answer.body) pieces.push(piece)
    return { status: answer.status, bytes: Buffer.concat(pieces), headers: answer.headers }
  }

  it('refuses credentials, forged links and old ones', async () => {
    let now = NOW
    const send = sandbox({ now: () => now })
    const url = await link(send)
    expect((await got(send, url, { Authorization: 'Basic x' })).status).toBe(400)
    expect((await got(send, `${url}1`)).status).toBe(403)
    now += 8 * HOUR - 1
    expect((await got(send, url)).status).toBe(200)
    now += 1
    expect((await got(send, url)).status).toBe(403)
  })

  it('gives parts of the same bytes', async () => {
    const send = sandbox()
    const url = await link(send)
    const whole = (await got(send, url)).bytes
    for (const [range, from, to] of [
      ['bytes=100000-', 100_000, 300_000],
      ['bytes=65535-65536', 65_535, 65_537],
      ['bytes=-10', 299_990, 300_000],
    ] as const) {
      const { status, bytes, headers } = await got(send, url, { range })
      expect([status, headers['content-range']]).toEqual([206, `bytes ${from}-${to - 1}/300000`])
      expect(bytes.equals(whole.subarray(from, to))).toBe(true)
    }
    expect((await got(send, url, { range: 'bytes=300000-' })).status).toBe(416)
    expect((await got(send, url, { range: 'bytes=5-', 'if-range': '"other"' })).status).toBe(200)
  })

  it('is not behind the rate limit of the API', async () => {
    const { exit, rows } = await downloaded(`${idOf('Conference')} --audio --video`, {
      network: sandbox({ rate: { perSecond: 1 } }),
    })
    expect([exit, rows.length]).toEqual([0, 2])
  })
})
