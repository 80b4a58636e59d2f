import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rowsIn } from '../../../src/lib/rows.ts'
import type { Files } from '../../../src/platform/files.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { home, KEYS, NOW, run } from '../../run.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'

const ENV = { ...KEYS, ...HOME_ENV }
/** A handful of calls, in two months. */
const company = openSandbox({ now: () => NOW, calls: 24, keptCalls: 24, mediaBytes: 500 })
const SPAN = '--from 2026-04-01 --dir a'

const everything = memoryFiles()
const first = await run(`archive ${SPAN} -f json`, { network: company, files: everything, env: ENV })

async function text(files: Files, path: string): Promise<string> {
  return new TextDecoder().decode(await files.read(path))
}

async function manifestOf(files: Files): Promise<readonly Record<string, unknown>[]> {
  const lines = (await text(files, 'a/manifest.jsonl')).trim().split('\n')
  return lines.map((line): Record<string, unknown> => JSON.parse(line))
}

async function paths(files: Files): Promise<readonly string[]> {
  return (await manifestOf(files)).flatMap(({ path }) => (typeof path === 'string' ? [path] : []))
}

function rowsOf(out: string) {
  return rowsIn(JSON.parse(out))
}

describe('an archive', () => {
  it('says first what it takes: requests, days of quota, and room for recordings', () => {
    expect(first.err).toMatch(
      /^\d+ calls from 2026-04-01 to 2026-05-19: about \d+ requests, \d+ minutes? and the recordings; the requests of today are enough\nrecordings: up to \d+, about [\d.]+ kB/,
    )
  })

  it('tells in a dry run what it would bring, and nothing but a fault where there is one', async () => {
    const dry = await run('archive calls --dir b --dry-run -f json', { env: ENV, files: memoryFiles() })
    expect({ sent: dry.sent, parts: rowsOf(dry.out).map(({ what }) => what) }).toEqual({ sent: [], parts: ['calls'] })
    const { exit, err } = await run('archive --dir b --dry-run --fields stat', { env: ENV, files: memoryFiles() })
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringMatching(/^error: --fields: there is no field "stat"/) })
  })

  it('has something of every kind that Gong has, and is whole', async () => {
    expect(first.exit, first.err).toBe(0)
    const tops = new Set((await paths(everything)).map((path) => path.split(/[/.]\d/)[0]?.split('.')[0]))
    for (const kind of [
      ...['people/users', 'people/history', 'settings/workspaces', 'settings/scorecards', 'settings/trackers'],
      ...['permissions/profiles', 'library/folders', 'crm/schema', 'calls', 'media', 'scorecards/answers'],
      ...['stats/daily', 'stats/interaction', 'stats/coaching', 'engage/flows', 'engage/steps', 'logs/AccessLog'],
    ])
      expect(tops).toContain(kind)
  })

  it('names files by ids, days and numbers, and never by a text of an answer', async () => {
    const strange = (await paths(everything)).filter(
      (path) => !/^[a-zA-Z]+(\/[\w-]+)*(\.late-\d+|\.\d{4})*\.\w+$/.test(path),
    )
    expect(strange).toEqual([])
  })

  it('keeps each digit of an id, and the words of a call for people', async () => {
    const all = await paths(everything)
    const page = all.find((path) => path.endsWith('.html') && path.startsWith('calls/')) ?? ''
    const id = /(\d+)\.html$/.exec(page)?.[1]
    const details = all.filter((path) => path.includes('/details.'))
    const lines = await Promise.all(details.map((path) => text(everything, `a/${path}`)))
    expect(lines.join('')).toContain(`"id":"${id}"`)
    expect(await text(everything, `a/${page}`)).toContain('<h2>Transcript</h2>')
    expect(await text(everything, `a/${page.replace('.html', '.md')}`)).toContain('## Transcript')
  })

  it('can be browsed offline: from the index to a month, from there to a call and its recording', async () => {
    expect(await text(everything, 'a/index.html')).toContain('href="browse/2026-05-1.html"')
    const month = await text(everything, 'a/browse/2026-05-1.html')
    const links = [...month.matchAll(/href="\.\.\/([^"]+)"/g)].map(([, path = '']) => path)
    expect(links.filter((path) => /^media\//.test(path)).length).toBeGreaterThan(0)
    for (const path of links) expect(await everything.open(`a/${path}`), path).toBeDefined()
  })

  it('again asks only for what may have come since, and brings nothing twice', async () => {
    const before = (await paths(everything)).filter((path) => /^(calls|media|people)/.test(path))
    const again = await run(`archive ${SPAN}`, { network: company, files: everything, env: ENV })
    expect(again.exit, again.err).toBe(0)
    expect(again.sent).toEqual(['POST /v2/calls/extensive'])
    expect((await paths(everything)).filter((path) => /^(calls|media|people)/.test(path))).toEqual(before)
  })

  it('brings the calls of later days with the same line', async () => {
    const files = memoryFiles()
    const line = 'archive calls transcripts --from 2026-04-01 --dir a'
    await run(line, { network: company, files, env: ENV, now: NOW - 20 * 86_400_000 })
    const later = await run(`${line} -f json`, { network: company, files, env: ENV })
    expect(rowsOf(later.out).map(({ what }) => what)).toContain('calls/2026-05')
    expect((await run('archive --dir a --verify', { files, env: ENV })).exit).toBe(0)
  })
})

describe('a part of an archive', () => {
  it('is named in the question, and its rows and plan have nothing of other parts', async () => {
    const files = memoryFiles()
    const asked = { network: company, files, env: ENV, answers: ['n'] }
    const no = await run('archive settings calls --from 2026-05-01 --dir a', asked)
    expect(no.asked).toEqual(['confirm: Bring settings, calls to a?'])
    const { out, err } = await run('archive calls --from 2026-05-01 --dir b -f json', {
      network: company,
      files,
      env: ENV,
    })
    expect(err).not.toContain('recordings')
    expect(rowsOf(out).map(({ what }) => what)).toEqual(['calls/2026-05', 'calls/2026-05/pages'])
  })
})

describe('a file that was lost', () => {
  const held = memoryFiles()
  const line = `archive ${SPAN}`

  it.each([
    ['a file of calls', /\/details\.0001\.jsonl$/, undefined, ['POST /v2/calls/extensive']],
    ['transcripts', /\/transcripts\.0001\.jsonl$/, '{}', ['POST /v2/calls/extensive', 'POST /v2/calls/transcript']],
    ['a page of a call', /^calls\/.*\.html$/, undefined, ['POST /v2/calls/extensive']],
    ['a page of a call that somebody edited', /^calls\/.*\.md$/, 'mine', ['POST /v2/calls/extensive']],
    ['a recording', /^media\//, 'short', ['POST /v2/calls/extensive']],
    ['settings', /^settings\/trackers/, undefined, ['GET /v2/settings/trackers', 'POST /v2/calls/extensive']],
    ['a page to browse', /^browse\/2026-05-1\.html$/, undefined, ['POST /v2/calls/extensive']],
    ['users', /^people\/users/, undefined, ['GET /v2/users', 'POST /v2/calls/extensive']],
  ])('is brought again by the same line: %s', async (_, pattern, now, asked) => {
    if ((await held.open('a/manifest.jsonl')) === undefined)
      await run(line, { network: company, files: held, env: ENV })
    const path = (await paths(held)).find((one) => pattern.test(one)) ?? ''
    const before = await text(held, `a/${path}`)
    if (now === undefined) await held.remove(`a/${path}`)
    else await held.write(`a/${path}`, now, 0o600)
    const verified = await run('archive --dir a --verify', { files: held, env: ENV })
    expect(verified.exit).toBe(8)
    expect(verified.err).toContain('gong archive --dir a')
    const again = await run(line, { network: company, files: held, env: ENV })
    expect(again.exit, again.err).toBe(0)
    expect(again.err).toContain('1 file missing')
    expect(new Set(again.sent.filter((one) => !one.includes('media')).map((one) => one.replace(/\?.*/, '')))).toEqual(
      new Set(asked),
    )
    expect(await text(held, `a/${path}`)).toBe(before)
    expect((await run('archive --dir a --verify', { files: held, env: ENV })).exit).toBe(0)
    expect((await run(line, { network: company, files: held, env: ENV })).sent).toEqual(['POST /v2/calls/extensive'])
  })

  it('and does not come again, since Gong has it no more, leaves its part not whole', async () => {
    const files = memoryFiles()
    await run('archive settings logs --from 2026-04-01 --dir a', { network: company, files, env: ENV })
    const path = (await paths(files)).find((one) => one.startsWith('logs/AccessLog/2026-05')) ?? ''
    await files.remove(`a/${path}`)
    const later = { network: company, files, env: ENV, now: NOW + 60 * 86_400_000 }
    const again = await run('archive settings --dir a -f json', later)
    expect({ exit: again.exit, states: rowsOf(again.out).map(({ what, state }) => `${what} ${state}`) }).toEqual({
      exit: 8,
      states: ['logs/AccessLog/2026-05 not whole'],
    })
    expect((await run('archive --dir a --verify', { files, env: ENV })).exit).toBe(8)
  })
})

describe('--verify', () => {
  it('names what is missing, changed or extra, sends nothing, and ends with 8', async () => {
    const files = memoryFiles()
    await run('archive settings --from 2026-05-01 --dir a', { network: company, files, env: ENV })
    await files.remove('a/settings/briefs.0001.jsonl')
    await files.write('a/settings/trackers.0001.jsonl', '{}\n', 0o600)
    await files.write('a/notes.txt', 'mine', 0o600)
    const { exit, out, sent } = await run('archive --dir a --verify -f json', { files, env: ENV })
    expect({ exit, sent }).toEqual({ exit: 8, sent: [] })
    expect(rowsOf(out).map(({ what, state }) => `${state} ${what}`)).toEqual([
      'changed settings/trackers.0001.jsonl',
      'missing settings/briefs.0001.jsonl',
      'extra notes.txt',
    ])
  })

  it('says that an archive which was stopped is not whole yet', async () => {
    const files = memoryFiles()
    const line = 'archive settings logs --from 2026-04-01 --dir a --yes'
    await run(`${line} --max-requests 12`, { network: company, files, env: ENV })
    const { exit, out } = await run('archive --dir a --verify -f json', { files, env: ENV })
    expect({ exit, states: [...new Set(rowsOf(out).map(({ state }) => state))] }).toEqual({
      exit: 8,
      states: ['not whole'],
    })
  })
})

describe('an archive that cannot have everything', () => {
  it('ends well when the requests are spent, and goes on with the next run', async () => {
    const files = memoryFiles()
    const line = 'archive settings logs --from 2026-04-01 --dir a'
    const spent = await run(`${line} --max-requests 12`, { network: company, files, env: ENV })
    expect({ exit: spent.exit, sent: spent.sent.length }).toEqual({ exit: 0, sent: 12 })
    expect(spent.err).toContain('the same line goes on with the next run')
    const rest = await run(line, { network: company, files, env: ENV })
    expect(rest.exit, rest.err).toBe(0)
    expect(await run('archive --dir a --verify -f json', { files, env: ENV })).toMatchObject({ exit: 0, out: '[]\n' })
  })

  it('ends at Ctrl-C with what is whole, and goes on with the same line', async () => {
    const files = memoryFiles()
    const line = 'archive calls transcripts --from 2026-04-01 --dir a'
    const setting = { network: company, files, env: ENV }
    const controller = new AbortController()
    let answered = 0
    const stopping: typeof company = (request, signal) => {
      answered += 1
      if (answered === 6) controller.abort()
      return company(request, signal)
    }
    const stopped = await run(line, { ...setting, network: stopping, interrupted: controller.signal })
    expect({ exit: stopped.exit, answered }).toEqual({ exit: 130, answered: 6 })
    const rest = await run(line, setting)
    expect(rest.exit, rest.err).toBe(0)
    expect(await run('archive --dir a --verify -f json', setting)).toMatchObject({ exit: 0, out: '[]\n' })
    const whole = await run(line.replace('--dir a', '--dir b'), setting)
    // The request that was interrupted, and what is asked for before anything is brought.
    expect(stopped.sent.length + rest.sent.length).toBeLessThanOrEqual(whole.sent.length + 3)
  })

  it('leaves a tenth of the day to others', async () => {
    const quota = JSON.stringify({ day: '2026-05-19', spent: { 'calls list': 8990 }, reserved: {}, sent: [] })
    const files = memoryFiles({ [`${HOME_ENV.GONG_STATE_DIR}/pace/api.gong.io.json`]: quota })
    const { exit, err, sent } = await run(`archive people --from 2026-04-01 --dir a`, {
      network: company,
      files,
      env: ENV,
    })
    expect({ exit, few: sent.length < 45 }).toEqual({ exit: 0, few: true })
    expect(err).toContain("the rest of today's requests is left to others; ")
  })

  it('lists what the key may not read, in its rows, in archive.json and on the index, and ends with 8', async () => {
    const files = memoryFiles()
    const env = { ...ENV, GONG_ACCESS_KEY: 'reader', GONG_ACCESS_KEY_SECRET: 'reader-secret' }
    const { exit, out } = await run('archive settings scorecards --from 2026-05-01 --dir a -f json', {
      ...{ network: company, files, env },
    })
    expect(exit).toBe(8)
    const scope = 'api:workspaces:read'
    expect(rowsOf(out).find(({ what }) => what === 'settings/workspaces')).toMatchObject({
      state: 'missing',
      why: `the key lacks the scope ${scope}`,
    })
    expect(rowsIn(JSON.parse(await text(files, 'a/archive.json')).missing)[0]).toMatchObject({ scope })
    expect(await text(files, 'a/index.html')).toContain(scope)
    expect(await text(files, 'a/index.html')).toMatch(/<td>media<\/td><td>it was not asked for/)
  })

  it('asks for late transcripts again, and replaces the pages of their calls', async () => {
    const files = memoryFiles()
    const line = 'archive calls transcripts --from 2026-05-10 --dir a'
    const silent: typeof company = async (request, signal) =>
      request.url.endsWith('/v2/calls/transcript')
        ? await company({ ...request, body: '{"filter":{"callIds":["1"]}}' }, signal)
        : await company(request, signal)
    const early = await run(line, { network: silent, files, env: ENV })
    expect(early.exit, early.err).toBe(0)
    const later = await run(line, { network: company, files, env: ENV })
    expect(later.exit, later.err).toBe(0)
    expect(await paths(files)).toContain('calls/2026-05/transcripts.0001.jsonl')
    expect((await run('archive --dir a --verify', { files, env: ENV })).exit).toBe(0)
  })
})

describe('an archive is refused', () => {
  it.each([
    ['where the folder holds something else', { 'a/thesis.txt': 'x' }, `archive ${SPAN}`],
    ['where both --media and --no-media are typed', {}, `archive ${SPAN} --no-media --media audio`],
    ['where there is none to verify', {}, 'archive --dir a --verify'],
  ])('%s, and nothing is sent', async (_, start, line) => {
    const { exit, sent } = await run(line, { network: company, files: memoryFiles(start), env: ENV })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  })

  it('where it is of another company', async () => {
    const files = memoryFiles()
    await run('archive settings --from 2026-05-01 --dir a', { network: company, files, env: ENV })
    const other = openSandbox({ now: () => NOW, calls: 1, seed: 2 })
    const env = { ...ENV, GONG_BASE_URL: 'https://other.api.gong.io' }
    const { exit, err } = await run('archive settings --dir a', { network: other, files, env })
    expect(exit).toBe(2)
    expect(err).toContain('a is the archive of another company: Sales Americas')
  })

  it('when somebody at the terminal says no', async () => {
    const files = memoryFiles()
    const { exit, asked } = await run(`archive settings ${SPAN}`, { network: company, files, env: ENV, answers: ['n'] })
    expect({ exit, asked }).toEqual({ exit: 9, asked: ['confirm: Bring settings to a?'] })
  })
})

describe('on a disk', () => {
  it('an archive is for its owner alone, and privacy erase names its files', async () => {
    const { folder, env } = await home()
    const dir = join(folder, 'archive')
    const setting = { network: company, env: { ...KEYS, ...env } }
    await run(`archive calls transcripts --no-media --from 2026-05-01 --dir ${dir}`, setting)
    const modes = await Promise.all(
      ['', 'calls', 'manifest.jsonl', 'index.html', 'SHA256SUMS'].map(
        async (name) => (await stat(join(dir, name))).mode & 0o777,
      ),
    )
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o600, 0o600])
    await writeFile(join(dir, 'browse', 'note.txt'), 'ask nobody@nowhere.example')
    const erased = await run('privacy erase nobody@nowhere.example --yes --confirm nobody@nowhere.example', setting)
    expect(erased.err).toContain(join(dir, 'browse', 'note.txt'))
  })
})
