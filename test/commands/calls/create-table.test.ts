import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Row, rowsIn } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, run, type Setting } from '../../run.ts'
import { bodyOf } from '../../support/fake-gong.ts'
import { isChange } from '../../support/requests.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const TRAN = 'p.tran@tallyhouse.example'
const NAKAMURA = 'k.nakamura@tallyhouse.example'
const TABLE = `Client ID;Direction;Started;Host;Customer Name;Customer Phone;Internal e-mail;Duration;Cost centre
pbx-1;inbound;18.05.2026 09:00;${TRAN};Jo Doe;020 7946 0912;;00:02:30;4711
pbx-2;Outbound;2026-05-18 10:00;${NAKAMURA};Al Roe;+1 202-555-0178;${TRAN};90;
pbx-3;conference;2026-05-18T11:00Z;${TRAN};;(0)20 7946 0913;${TRAN};;
`

/** A folder with a table and recordings, and a company that stays. */
function office(table = TABLE, recordings: readonly string[] = ['pbx-1.wav', 'pbx-2.MP3', 'pbx-3.flac', 'notes.txt']) {
  const folder = emptyFolder()
  const at = (name: string) => join(folder, name)
  mkdirSync(at('rec'))
  writeFileSync(at('pbx.csv'), table)
  for (const name of recordings) writeFileSync(join(at('rec'), name), `sound of ${name}`)
  const network = openSandbox({ now: () => NOW })
  const line = `calls create --from-file ${at('pbx.csv')} --country GB`
  const create = (flags = '', setting: Setting = {}) => run(`${line} ${flags}`, { network, ...setting })
  return {
    at,
    create,
    withMedia: (flags = '', setting: Setting = {}) => create(`--media-dir ${at('rec')} ${flags}`, setting),
  }
}

const rowsOf = (out: string): readonly Row[] => rowsIn(JSON.parse(out))

describe('calls create --from-file', () => {
  it('registers each line, and then uploads the recording that is called by its client id', async () => {
    const { exit, out, err, requests } = await office().withMedia()
    const calls = rowsOf(out)
    expect(exit).toBe(0)
    expect(err).toContain('3 lines; 3 calls in 6 requests')
    expect(calls.map(({ outcome, media, 'Cost centre': centre }) => [outcome, media, centre])).toEqual([
      ['created', 'uploaded', '4711'],
      ['created', 'uploaded', ''],
      ['created', 'uploaded', ''],
    ])
    expect(requests.filter(isChange).map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual(
      calls.flatMap(({ id }) => ['POST /v2/calls', `PUT /v2/calls/${id}/media`]),
    )
  })

  it('looks each host up once, and makes the parties of its columns', async () => {
    const { sent, requests } = await office().create()
    expect(sent.filter((one) => one.startsWith('GET')).length).toBeLessThanOrEqual(2)
    const bodies = requests.filter(isChange).map(bodyOf)
    expect(bodies[0]).toMatchObject({
      clientUniqueId: 'pbx-1',
      direction: 'Inbound',
      actualStart: '2026-05-18T09:00:00+02:00',
      duration: 150,
      parties: [{ name: 'Jo Doe', phoneNumber: '+442079460912' }, { userId: bodies[0]?.primaryUser }],
    })
    expect(bodies[1]).toMatchObject({
      duration: 90,
      parties: [{ name: 'Al Roe' }, { emailAddress: TRAN }, { userId: bodies[1]?.primaryUser }],
    })
    expect(bodies[2]?.parties).toEqual([
      { phoneNumber: '+442079460913' },
      { emailAddress: TRAN, userId: bodies[2]?.primaryUser },
    ])
  })

  it('takes a call that Gong has for a success with its id, and does nothing twice', async () => {
    const { withMedia } = office()
    const first = rowsOf((await withMedia()).out)
    const again = await withMedia()
    expect(again.exit).toBe(0)
    expect(rowsOf(again.out).map(({ id, outcome, media }) => [id, outcome, media])).toEqual(
      first.map(({ id }) => [id, 'already there', 'already there']),
    )
  })

  it('takes recordings from a column, and parties in the notation of --party', async () => {
    const table = `clientId,direction,started,host,party,party,recording\nc1,inbound,2026-05-18T09:00Z,${TRAN},"name=Doe, Jo,phone=020 7946 0912","name=Al,email=al@c.example; name=Bo",pbx-1.wav\n`
    const { exit, requests } = await office(table).withMedia()
    expect(exit).toBe(0)
    expect(bodyOf(requests.find(isChange)).parties).toEqual([
      { name: 'Doe, Jo', phoneNumber: '+442079460912' },
      { name: 'Al', emailAddress: 'al@c.example' },
      { name: 'Bo' },
      { userId: expect.any(String) },
    ])
    expect(requests.filter(isChange)).toHaveLength(2)
  })

  it('uses what is typed for each line that does not say otherwise', async () => {
    const table = 'client id,started,title,party\nc1,2026-05-18T09:00Z,Own,name=Al\nc2,2026-05-18T09:00Z,,name=Bo\n'
    const { requests } = await office(table).create('--host 1 --direction inbound --title Common')
    expect(requests.filter(isChange).map((one) => bodyOf(one).title)).toEqual(['Own', 'Common'])
  })

  it('makes a row of the line that Gong refuses, and goes on', async () => {
    const { at, create } = office(
      TABLE.replace('inbound;18.05.2026 09:00;p.tran@tallyhouse.example', 'inbound;2026-05-18;12345'),
    )
    const { exit, out } = await create(`--failed ${at('failed.csv')}`)
    expect(exit).toBe(8)
    expect(rowsOf(out).map(({ outcome }) => outcome)).toEqual(['refused', 'created', 'created'])
    expect(readFileSync(at('failed.csv'), 'utf8').split('\n')).toHaveLength(3)
  })
})

describe('calls create --from-file, whose second recording', () => {
  it.each([
    ['vanishes', (path: string) => rmSync(path, { force: true }), /cannot read .*pbx-2\.MP3: it is not there$/],
    ['is emptied', (path: string) => writeFileSync(path, ''), /^pbx-2\.MP3 has changed since it was opened$/],
    [
      'grows',
      (path: string) => writeFileSync(path, 'more than it was'),
      /^pbx-2\.MP3 has changed since it was opened$/,
    ],
  ])('%s on the way, tells it of that line with the id of its call, and goes on', async (_, change, why) => {
    const { at, withMedia } = office()
    const answering = openSandbox({ now: () => NOW })
    const network: HttpTransport = async (request, signal) => {
      if (isChange(request)) change(join(at('rec'), 'pbx-2.MP3'))
      return await answering(request, signal)
    }
    const { exit, out } = await withMedia('', { network })
    expect(exit).toBe(8)
    expect(rowsOf(out)).toMatchObject([
      { outcome: 'created', media: 'uploaded' },
      { outcome: 'not finished', media: 'not uploaded', id: expect.any(String), why: expect.stringMatching(why) },
      { outcome: 'created', media: 'uploaded' },
    ])
  })

  it('has no answer, has an unknown outcome with the id of its call; what comes behind was not sent', async () => {
    const answering = openSandbox({ now: () => NOW })
    let uploads = 0
    const network: HttpTransport = async (request, signal) => {
      const answer = await answering(request, signal)
      if (request.method !== 'PUT') return answer
      uploads += 1
      if (uploads > 1) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
      return answer
    }
    const { exit, out } = await office().withMedia('', { network })
    expect(exit).toBe(7)
    const [, second, third] = rowsOf(out)
    expect(second).toMatchObject({ outcome: 'unknown', id: expect.any(String) })
    expect(third).toMatchObject({ outcome: 'not sent', id: null, why: expect.stringMatching(/connection broke off$/) })
  })
})

describe('calls create --from-file sends nothing', () => {
  it.each([
    ['a recording that is missing', { recordings: ['pbx-1.wav', 'pbx-2.mp3'] }, 'line 4, Client ID: '],
    [
      'two recordings of a call',
      { recordings: ['pbx-1.wav', 'pbx-1.mp3', 'pbx-2.wav', 'pbx-3.wav'] },
      'line 2, Client ID: ',
    ],
    [
      'a client id that comes twice',
      { table: TABLE.replace('pbx-3', 'pbx-1') },
      'line 4, Client ID: has the client id "pbx-1" of line 2',
    ],
    [
      'a host whom Gong does not know',
      { table: TABLE.replace(NAKAMURA, 'nobody@tallyhouse.example') },
      'line 3, Host: ',
    ],
    ['a phone number that is none', { table: TABLE.replace('+1 202-555-0178', '12') }, 'line 3, Customer Phone'],
    ['a party column beyond the ninth', { table: TABLE.replace('Cost centre', 'Party 12 name') }, 'Party 12 name'],
    [
      'a table without parties',
      { table: 'clientId,direction,started,host,Phone\na,inbound,2026-05-18,1,+1202\n', recordings: ['a.wav'] },
      '--map "customerPhone=Phone"',
    ],
    ['a table without hosts', { table: TABLE.replace('Host', 'Whose') }, 'has no column for host'],
  ])('for %s', async (_, { table, recordings }: { table?: string; recordings?: string[] }, message) => {
    const { exit, err, requests } = await office(table, recordings).withMedia()
    expect(err).toContain(message)
    expect({ exit, changes: requests.filter(isChange) }).toEqual({ exit: 2, changes: [] })
  })

  it('for a recording that is a folder', async () => {
    const { at, withMedia } = office(TABLE, ['pbx-1.wav', 'pbx-3.wav'])
    mkdirSync(join(at('rec'), 'pbx-2.wav'))
    const { exit, err, requests } = await withMedia()
    expect(err).toContain('line 3, Client ID: ')
    expect(err).toContain('pbx-2.wav" is no regular file')
    expect({ exit, changes: requests.filter(isChange) }).toEqual({ exit: 2, changes: [] })
  })

  it('and tells what is wrong with cells, recordings and client ids at once', async () => {
    const table = TABLE.replace('pbx-3', 'pbx-1').replace('inbound', 'sideways')
    const { err } = await office(table, ['pbx-2.mp3']).withMedia()
    expect(err).toContain('line 2, Direction: "sideways" is not ')
    expect(err).toContain('line 2, Client ID: ')
    expect(err).toContain('line 4, Client ID: has the client id "pbx-1" of line 2')
  })

  it('for a --file that would be the recording of all', async () => {
    const { at, create } = office()
    const { exit, err, sent } = await create(`--file ${at('rec')}/pbx-1.wav`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('--file is the recording of one call')
  })

  it('for a flag of tables without a table', async () => {
    const { exit, err, sent } = await run(
      'calls create --client-id a --direction inbound --started now --host 1 --party name=A --media-dir rec',
    )
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('--media-dir is for the lines of a table')
  })
})
