import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isStreamed } from '../../../src/api/transport.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { home, NOW, run, type Setting, testSandbox } from '../../run.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'

const TRAN = 'p.tran@tallyhouse.example'
const BASE = ['calls', 'create', '--client-id', 'dialer-1', '--direction', 'outbound', '--started', '2026-05-18T09:00']
const JO = ['--party', 'name=Doe, Jo,phone=+44 (0)20 7946 0912,email=jo@customer.example']
const HOST = ['--host', '1']
const create = (words: readonly string[], setting: Setting = {}) => run([...BASE, ...words], setting)
const taken = network(() => ({ requestId: 'r', callId: '7782342274025937895' }))

async function media(name: string, content = 'sound'): Promise<string> {
  const path = join((await home()).folder, name)
  await writeFile(path, content)
  return path
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const chunk of chunks) pieces.push(chunk)
  return Buffer.concat(pieces).toString()
}

describe('calls create sends', () => {
  it('the call in the words of Gong, numbers in E.164, the host among the parties', async () => {
    const { requests, sent } = await create([...HOST, ...JO, '--title', 'Intro', '--duration', '90'], {
      network: taken,
    })
    expect(sent).toEqual(['POST /v2/calls'])
    expect(bodyOf(requests[0])).toEqual({
      clientUniqueId: 'dialer-1',
      direction: 'Outbound',
      actualStart: '2026-05-18T09:00:00+02:00',
      primaryUser: '1',
      title: 'Intro',
      duration: 90,
      parties: [
        { name: 'Doe, Jo', emailAddress: 'jo@customer.example', phoneNumber: '+442079460912' },
        { userId: '1' },
      ],
    })
  })

  it('the user who is named by e-mail as host and party as one', async () => {
    const { requests, sent } = await create([
      '--host',
      TRAN,
      '--party',
      `name=Priscilla,email=${TRAN},channel=0`,
      ...JO,
    ])
    expect(sent).toEqual(['GET /v2/users', 'POST /v2/calls'])
    const { primaryUser, parties } = bodyOf(requests[1])
    expect(parties).toMatchObject([{ userId: primaryUser, mediaChannelId: 0 }, { name: 'Doe, Jo' }])
  })

  it('what --body says, with the host added to its parties', async () => {
    const body = JSON.stringify({ parties: [{ name: 'A' }], customData: 'x' })
    const { requests } = await create([...HOST, '--body', body, '--set', 'customData=y'], { network: taken })
    expect(bodyOf(requests[0])).toMatchObject({ parties: [{ name: 'A' }, { userId: '1' }], customData: 'y' })
  })
})

describe('calls create refuses, with nothing sent,', () => {
  it.each([
    ['no host', JO, '--host is missing'],
    ['no party', HOST, '--party is missing'],
    ['an unknown word', [...HOST, '--party', 'nmae=Jo'], 'needs name=…, email=…'],
    ['a word that comes twice', [...HOST, '--party', 'name=Jo,name=Al'], 'says name= twice'],
    ['an empty value', [...HOST, '--party', 'name='], 'has nothing after name='],
    ['a wrong address', [...HOST, '--party', 'email=jo'], '--party email: "jo" is not an e-mail address'],
    ['a wrong number', [...HOST, '--party', 'phone=020 7946'], '--party phone: "020 7946" has no country code'],
    ['a third channel', [...HOST, '--party', 'channel=2'], '--party channel: "2" is not a whole number from 0 up to 1'],
    ['a wrong direction', [...HOST, ...JO, '--direction', 'outbond'], 'did you mean "outbound"?'],
    ['a long purpose', ['--host', TRAN, ...JO, '--purpose', 'x'.repeat(256)], '--purpose'],
    [
      'a schedule that runs back',
      [...HOST, ...JO, '--scheduled-from', 'now', '--scheduled-to', '1d'],
      '--scheduled-to',
    ],
    ['a file that is no media', [...HOST, ...JO, '--file', 'call.txt'], 'does not end in .wav'],
    ['a file that is not there', [...HOST, ...JO, '--file', '/nowhere/call.wav'], 'is not there'],
    ['one before a name', [...HOST, ...JO, '-w', 'Nosuch', '--file', '/nowhere/call.wav'], 'is not there'],
    [
      'a channel beside a timeline',
      ['--host', TRAN, '--party', 'name=Jo,channel=1', '--set', 'speakersTimeline={"speechSegments":[]}'],
      'exclude each other',
    ],
    ['a body whose host is nobody', ['--body', '{"primaryUser":"9","parties":[{"name":"A"}]}'], 'primaryUser'],
  ])('%s', async (_, words, reason) => {
    const { exit, sent, err } = await create(words)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(reason)
  })

  it('two sources of the media', async () => {
    const words = ['--host', TRAN, ...JO, '--file', await media('call.wav'), '--media-url', 'https://a.example/b.mp3']
    const { exit, sent, err } = await create(words)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('--media-url and --file exclude each other')
  })
})

describe('a call that was created', () => {
  it('is shown by its id and in lists some time after its media came, and not before', async () => {
    let now = NOW
    const server = testSandbox(() => now)
    const see = async (words: readonly string[]) => await run(words, { network: server, now })
    const file = await media('call.WAV')
    const { out, sent } = await see([...BASE, '--host', TRAN, ...JO, '--file', file])
    const made = JSON.parse(out)
    expect(made).toMatchObject({ outcome: 'created', media: 'uploaded', url: expect.stringContaining(made.callId) })
    expect(sent.at(-1)).toBe(`PUT /v2/calls/${made.callId}/media`)
    const list = ['calls', 'list', '--from', '7d', '--jq', '.[].id']
    expect((await see(list)).out).not.toContain(made.callId)
    expect((await see(['calls', 'get', made.callId])).exit).toBe(4)
    now += 20 * 60_000
    expect((await see(list)).out).toContain(made.callId)
    expect(JSON.parse((await see(['calls', 'get', made.callId])).out)).toMatchObject({ clientUniqueId: 'dialer-1' })
    const found = JSON.parse((await see(['privacy', 'find', 'jo@customer.example'])).out)
    expect(found.calls).toMatchObject([{ id: made.callId }])
  })

  it('is already there the second time, with the id that it has', async () => {
    const setting = { network: testSandbox() }
    const words = ['--host', TRAN, ...JO]
    const first = JSON.parse((await create(words, setting)).out)
    const { exit, out } = await create(words, setting)
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ callId: first.callId, outcome: 'already there' })
  })

  it('is whole the second time too, media and all', async () => {
    const setting = { network: testSandbox() }
    const words = ['--host', TRAN, ...JO, '--file', await media('call.mp3')]
    await create(words, setting)
    const { exit, out } = await create(words, setting)
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ outcome: 'already there', media: 'already there' })
  })

  it('tells its id also when the answer was lost and the repeat met the first try', async () => {
    const id = '7782342274025937895'
    const said = network((_, tries) =>
      tries === 0 ? 'cut' : { requestId: 'r', errors: [`already exists: call ${id}`] },
    )
    let tries = 0
    const lost: HttpTransport = async (request, signal) => {
      const answer = await said(request, signal)
      tries += 1
      return { ...answer, status: tries === 1 ? 502 : 409 }
    }
    const { exit, out } = await create([...HOST, ...JO], { network: lost })
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ callId: id, outcome: 'already there' })
  })

  it('keeps its id when the upload fails, and the run ends as partial', async () => {
    const full = network(({ method }) => (method === 'POST' ? { requestId: 'r', callId: '77' } : 'full'))
    const { exit, out, err } = await create([...HOST, ...JO, '--file', await media('call.mp3')], { network: full })
    expect(exit).toBe(8)
    expect(JSON.parse(out)).toMatchObject({ callId: '77', media: expect.stringContaining('not uploaded') })
    expect(err).toContain('gong calls upload 77')
  })
})

it('a refusal that is about the host is no call that is already there', async () => {
  const { exit, err } = await create(['--host', TRAN.replace('p.tran', 'b.lukasik'), ...JO])
  expect(exit).toBe(5)
  expect(err).toContain('is not recorded')
})

it('takes no id that was sent for the id of a call', async () => {
  const errors = ['The primary user 1272893819781835579 has already left']
  const refusing = network(() => ({ requestId: 'r', errors }), 409)
  const { exit, out } = await create(['--host', '1272893819781835579', ...JO], { network: refusing })
  expect({ exit, out }).toEqual({ exit: 5, out: '' })
})

describe('calls upload', () => {
  it('streams the file as mediaFile and shows where the call is', async () => {
    const path = await media('call.flac', 'x'.repeat(1000))
    const { requests, out } = await run(['calls', 'upload', '77', path], {
      network: network(() => ({ requestId: 'r', callId: '77', url: 'https://app.gong.io/call?id=77' }), 201),
    })
    expect(JSON.parse(out)).toMatchObject({ callId: '77', url: 'https://app.gong.io/call?id=77' })
    expect(requests[0]?.headers['content-type']).toContain('multipart/form-data')
    expect(requests[0]?.body).toMatchObject({ sizeBytes: expect.any(Number), chunks: expect.any(Function) })
  })

  it.each([
    ['call.wav', 'audio/wav'],
    ['call.MP3', 'audio/mpeg'],
    ['call.mp4', 'video/mp4'],
    ['call.flac', 'audio/flac'],
    ['call.mkv', 'video/x-matroska'],
  ])('says of %s that it is %s', async (name, type) => {
    const path = await media(name, 'x'.repeat(1000))
    const { requests } = await run(['calls', 'upload', '77', path], {
      network: network(() => ({ requestId: 'r', callId: '77', url: 'https://app.gong.io/call?id=77' }), 201),
    })
    const sent = requests[0]?.body
    const text = sent !== undefined && isStreamed(sent) ? await textOf(sent.chunks()) : ''
    expect(text).toContain(`filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`)
  })

  it.each([
    ['no file', ['77'], 'missing'],
    ['an id that is none', ['..', 'call.mp3'], '<call>'],
    ['no media', ['77', 'notes.txt'], 'does not end in .wav'],
    ['a file that is not there', ['77', '/nowhere/a.mp4'], 'is not there'],
  ])('refuses %s with nothing sent', async (_, words, reason) => {
    const { exit, sent, err } = await run(['calls', 'upload', ...words])
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(reason)
  })

  it.each([
    ['empty', 0, 'is empty'],
    ['over 1.5 GB', 2 * 1024 ** 3, 'has 2.00 GB'],
  ])('refuses a file that is %s', async (_, size, reason) => {
    const { diskFiles } = await import('../../../src/platform/node/disk/files.ts')
    const open = async (name: string) => ({ name, size, async *chunks() {} })
    const { exit, sent, err } = await run('calls upload 77 a.mkv', { files: { ...diskFiles(), open } })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(reason)
  })

  it('refuses a call that has its media, as Gong does', async () => {
    const { exit } = await run(['calls', 'upload', '3364161517094170228', await media('call.mp3')])
    expect(exit).toBe(5)
  })
})
