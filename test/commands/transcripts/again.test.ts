import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { NOW, run, type Setting } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

interface Holding {
  /** What was said, by call; null for a transcript that is still to come. */
  readonly said: Readonly<Record<string, string | null>>
  /** Details besides those of every call. */
  readonly more?: object
}

const sentence = (text: string) => ({ speakerId: '2', topic: null, sentences: [{ start: 0, end: 900, text }] })

/** The ids of calls that a request asks for; undefined where it asks for a window. */
function idsOf(request: HttpRequest): readonly string[] | undefined {
  const { filter } = JSON.parse(String(request.body))
  return filter.callIds
}

function gong({ said, more = {} }: Holding) {
  const details = Object.keys(said).map((id) => ({
    metaData: { id, title: `Call ${id}`, started: '2026-05-18T10:00:00Z', duration: 60 },
    parties: [{ speakerId: '2', name: 'Mara Lindt', affiliation: 'External' }],
    ...more,
  }))
  return network((request) => {
    const callIds = idsOf(request)
    const isAsked = (id: string) => callIds === undefined || callIds.includes(id)
    if (request.url.endsWith('/extensive'))
      return { requestId: 'r', records: {}, calls: details.filter(({ metaData }) => isAsked(metaData.id)) }
    const found = Object.entries(said).filter(([id, text]) => isAsked(id) && text !== null)
    const callTranscripts = found.map(([callId, text]) => ({ callId, transcript: [sentence(text ?? '')] }))
    return { requestId: 'r', records: { totalRecords: found.length }, callTranscripts }
  })
}

const DAY_MS = 86_400_000

async function exported(flags: string, holding: Holding, folder = emptyFolder(), setting: Setting = {}) {
  const ran = await run(`transcripts export ${flags} --dir ${folder}`, { network: gong(holding), ...setting })
  const rows: { callId: string; status: string }[] = ran.exit === 2 ? [] : JSON.parse(ran.out)
  const index = readdirSync(folder).includes('index.csv') ? readFileSync(join(folder, 'index.csv'), 'utf8') : ''
  const entries: Record<string, string>[] = parse(index, { columns: true })
  const files = readdirSync(folder).filter((name) => name !== 'index.csv')
  return {
    ...ran,
    folder,
    status: rows.map(({ callId, status }) => `${callId} ${status}`),
    index: entries.map(({ callId, status, files: names }) => [callId, status, names]),
    files,
    text: files.map((name) => readFileSync(join(folder, name), 'utf8')).join(''),
  }
}

describe('the index of a folder', () => {
  const written: string[] = []
  const disk = diskFiles()
  const files = { ...disk, create: (path: string) => disk.create(path).finally(() => written.push(basename(path))) }
  const again = async (holding: Holding, folder?: string) => {
    written.length = 0
    return await exported('--from 3d', holding, folder, { files })
  }
  const said = { '71': 'Hello there', '72': null }

  it('is left as it is where nothing is new, and tells what somebody removed', async () => {
    const { folder, index } = await again({ said })
    expect(written).toContain('index.csv')
    await again({ said }, folder)
    expect(written).toEqual([])
    expect((await again({ said: { '71': 'Hello there', '72': 'Hi' } }, folder)).index).toMatchObject([
      index[0] ?? [],
      ['72', 'exported', expect.stringContaining('[72].md')],
    ])
    for (const name of readdirSync(folder).filter((one) => one.includes('[71]'))) rmSync(join(folder, name))
    expect((await again({ said: { '72': 'Hi' } }, folder)).index.map(([id]) => id)).toEqual(['72'])
  })

  it('has a row for each of more calls than are written at once', async () => {
    const many = Object.fromEntries(Array.from({ length: 1200 }, (_, at) => [`${1000 + at}`, null]))
    const { index } = await again({ said: many })
    expect(index.map(([id]) => id)).toEqual(Object.keys(many))
  })
})

describe('an export into the same folder', () => {
  const window = '--from 3d'

  it('writes what is missing, late or changed, and says the rest is there', async () => {
    const first = await exported(window, { said: { 1: 'Kept.', 2: 'Old.', 3: null } })
    expect(first.status).toEqual(['1 exported', '2 exported', '3 no transcript yet'])
    const said = { 1: 'Kept.', 2: 'New.', 3: 'Late.', 4: 'More.' }
    const second = await exported(window, { said }, first.folder)
    expect(second.status).toEqual(['1 already there', '2 changed', '3 exported', '4 exported'])
    expect(second.text).toContain('New.')
    expect(second.text).not.toContain('Old.')
  })

  it('asks by id for what was late, also when its window has passed', async () => {
    const first = await exported(window, { said: { 3: null } })
    const network = gong({ said: { 3: 'Late.' } })
    const onlyById: typeof network = (request, signal) =>
      network(idsOf(request) ? request : { ...request, body: '{"filter":{"callIds":[]}}' }, signal)
    const setting = { network: onlyById, now: NOW + 5 * DAY_MS }
    const { status, requests } = await exported('--from 1d', { said: {} }, first.folder, setting)
    expect(status).toEqual(['3 exported'])
    expect(requests.map((request) => idsOf(request))).toContainEqual(['3'])
  })

  it('gives up what has none after --give-up, says so, and asks for it no more', async () => {
    const first = await exported(window, { said: { 3: null } })
    const later = { now: NOW + 5 * DAY_MS }
    const second = await exported('--from 1d --give-up 4d', { said: { 3: null } }, first.folder, later)
    expect([second.status, second.err]).toEqual([['3 given up'], expect.stringContaining('given up, and not asked')])
    const third = await exported('--from 1d', { said: { 3: 'Too late.' } }, first.folder, {
      ...later,
      network: network((request) => {
        expect(idsOf(request)).toBeUndefined()
        return { requestId: 'r', records: { totalRecords: 0 }, callTranscripts: [], calls: [] }
      }),
    })
    expect([third.status, third.index]).toEqual([[], [['3', 'given up', '']]])
    expect((await exported('3 --again', { said: { 3: 'At last.' } }, first.folder, later)).status).toEqual([
      '3 exported',
    ])
  })

  it('keeps an index that is true: what came, what is awaited, and nothing that was removed', async () => {
    const first = await exported(`${window} --as md,txt`, { said: { 1: 'One.', 2: null } })
    expect(first.index).toEqual([
      ['1', 'exported', '2026-05-18 1200 Call 1 [1].md\n2026-05-18 1200 Call 1 [1].txt'],
      ['2', 'no transcript yet', ''],
    ])
    for (const name of first.files) rmSync(join(first.folder, name))
    const second = await exported('2', { said: { 2: 'Two.' } }, first.folder)
    expect(second.index).toEqual([['2', 'exported', '2026-05-18 1200 Call 2 [2].md']])
  })
})

describe('--speakers', () => {
  const parties = [
    { speakerId: '1', name: 'Jane Doe', affiliation: 'Internal' },
    { speakerId: '2', name: 'Mara Lindt', affiliation: 'External' },
    { speakerId: '3', name: 'Caller', affiliation: 'Unknown' },
  ]

  it.each([
    ['external', ['Theirs.']],
    ['internal', ['Ours.']],
    ['all', ['Ours.', 'Theirs.', 'Whose?']],
  ])('%s writes what this side says, and guesses no side', async (side, expected) => {
    const all = ['Ours.', 'Theirs.', 'Whose?']
    const transcript = all.map((text, at) => ({ ...sentence(text), speakerId: String(at + 1) }))
    const both = network(({ url }) =>
      url.endsWith('/extensive')
        ? { records: {}, calls: [{ metaData: { id: '1', title: 'T', started: '2026-05-18T10:00:00Z' }, parties }] }
        : { records: { totalRecords: 1 }, callTranscripts: [{ callId: '1', transcript }] },
    )
    const { text } = await exported(`1 --speakers ${side} --as txt`, { said: {} }, emptyFolder(), { network: both })
    expect(all.filter((one) => text.includes(one))).toEqual(expected)
  })

  it('never mixes with a folder of another form', async () => {
    const { folder } = await exported('1', { said: { 1: 'One.' } })
    for (const flags of ['--speakers external', '--anonymize']) {
      const { exit, sent, err } = await exported(`1 ${flags}`, { said: { 1: 'One.' } }, folder)
      expect([exit, sent]).toEqual([2, []])
      expect(err).toContain('a folder of its own')
    }
  })
})
