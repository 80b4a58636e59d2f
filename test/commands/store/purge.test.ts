import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import { planPurge } from '../../../src/store/purge/plan-purge.ts'
import { purgeCopy } from '../../../src/store/purge/purge-copy.ts'
import { breaksRule, parseRules } from '../../../src/store/purge/rules.ts'
import { REMOVED, soughtByDigest, soughtPerson } from '../../../src/store/purge/sought.ts'
import { withoutExcluded } from '../../../src/store/purge/without-excluded.ts'
import type { LedgerEntry } from '../../../src/store/store.ts'
import { home, KEYS, NOW, type Ran, run, type Setting } from '../../run.ts'
import { memoryStore } from '../../support/memory-store.ts'

const BUYER = 'petra.kowalczyk@greyfriarenergy.example'
const DAY_MS = 86_400_000

async function machine(): Promise<{ folder: string; gong: (line: string, setting?: Setting) => Promise<Ran> }> {
  const { folder, env } = await home()
  const all = { ...KEYS, ...env, GONG_DATA_DIR: join(folder, 'data') }
  return { folder, gong: (line, setting) => run(line, { env: all, calls: 20, ...setting }) }
}

/** The bytes of everything in a folder. */
function bytesIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join('\n')
}

const entry = (callId: string, startedMs: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ callId, startedMs, state: 'settled', isPrivate: false, firstSeenMs: NOW, lastSeenMs: NOW, fingerprint: 'a.b.c' },
  steps: {
    details: { state: 'done', attempts: 0 },
    transcript: { state: 'done', attempts: 0 },
    summary: { state: 'done', attempts: 0 },
    media: { state: 'none', attempts: 0 },
  },
  ...more,
})

describe('gong sync purge', () => {
  it('removes a person with their calls, byte for byte, and no sync fetches them again', async () => {
    const { folder, gong } = await machine()
    await gong('sync calls transcripts --since 100d')
    const count = (sql: string) => gong(['query', sql, '-f', 'csv'].join(' '))
    const data = join(folder, 'data')
    expect(bytesIn(data).includes('greyfriarenergy')).toBe(true)
    const { exit, out, err } = await gong(
      `sync purge --person ${BUYER} --exclude domain:greyfriarenergy.example -y -f json`,
    )
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringMatching(/goes? whole|go whole/) })
    const removed: readonly { table: string; removed: number }[] = JSON.parse(out)
    expect(removed.find(({ table }) => table === 'calls')?.removed).toBeGreaterThan(0)
    expect(removed.length).toBeGreaterThan(2)
    expect(readdirSync(data)).toEqual(['gong.duckdb'])
    expect(statSync(join(data, 'gong.duckdb')).mode & 0o777).toBe(0o600)
    expect(bytesIn(data).includes('petra.kowalczyk')).toBe(false)
    expect(bytesIn(data).toLowerCase().includes('petra.kowalczyk')).toBe(false)
    // All calls are read again by the sweep of the week.
    expect((await gong('sync calls transcripts', { now: NOW + 8 * DAY_MS })).exit).toBe(0)
    expect(bytesIn(data).includes('petra.kowalczyk')).toBe(false)
    expect(
      (await count('"select count(*) from parties where email_domain=\'greyfriarenergy.example\'"')).out,
    ).toContain('0')
    const status = await gong('sync status -f csv --fields excluded')
    expect(status.out).toContain('\n1\n')
    expect(status.err).toContain('never stored: domain:greyfriarenergy.example')
    expect(status.err).toContain('kept free of: p***@g***.example')
    expect((await gong('sync check --sample 100%', { now: NOW + 8 * DAY_MS })).exit).toBe(0)
  })

  it('leaves no byte in the file itself where the copy is a link to it', async () => {
    const { folder, gong } = await machine()
    const [link, disk] = [join(folder, 'data', 'gong.duckdb'), join(folder, 'disk')]
    await gong('sync calls transcripts')
    mkdirSync(disk)
    renameSync(link, join(disk, 'kept.duckdb'))
    symlinkSync(join(disk, 'kept.duckdb'), link)
    const { exit } = await gong(`sync purge --person ${BUYER} -y`)
    expect({ exit, isLeft: bytesIn(disk).includes('petra.kowalczyk') }).toEqual({ exit: 0, isLeft: false })
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
  })

  it('leaves nothing in what was published from the copy, at once, and names what it could not write', async () => {
    const { folder, gong } = await machine()
    const [lake, texts] = [join(folder, 'lake'), join(folder, 'texts')]
    await gong(`sync calls transcripts --since 100d --into parquet:${lake}`)
    await gong(`sync calls transcripts --into folder:${texts}`)
    const files = (of: string) =>
      readdirSync(of, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    const calls = () => files(texts).filter(({ name }) => name.endsWith('.md')).length
    const before = calls()
    const { exit } = await gong(`sync purge --person ${BUYER} -y`)
    expect({ exit, calls: calls() }).toEqual({ exit: 0, calls: before - 1 })
    const parties = await gong(
      `query "select count(*) n from parties where email = '${BUYER}'" --in parquet:${lake} -f csv`,
    )
    expect(parties.out).toBe('n\n0\n')
    const kept = files(join(lake, '_files')).map(({ name }) => name)
    const manifest = readFileSync(join(lake, '_manifest.json'), 'utf8')
    expect(kept.filter((name) => !manifest.includes(name))).toEqual([])
    writeFileSync(join(lake, '_manifest.json'), 'no manifest')
    const failed = await gong('sync purge --older-than 1d -y')
    expect({ exit: failed.exit, err: failed.err }).toEqual({
      exit: 8,
      err: expect.stringContaining(`gong sync --into parquet:${lake}`),
    })
  })

  it('leaves what another copy has published, also where it was made from that one, unless that one is gone', async () => {
    const { folder, gong } = await machine()
    const [texts, copy, twin] = ['texts', 'data/gong.duckdb', 'twin.duckdb'].map((name) => join(folder, name))
    await gong(`sync calls transcripts --since 100d --into folder:${texts}`)
    const calls = () => readdirSync(String(texts)).filter((name) => name.endsWith('.md')).length
    const before = calls()
    copyFileSync(String(copy), String(twin))
    expect((await gong(`sync purge --older-than 30d -y --into ${twin}`)).exit).toBe(0)
    expect(calls()).toBe(before)
    rmSync(String(copy))
    expect((await gong(`sync purge --older-than 20d -y --into ${twin}`)).exit).toBe(0)
    expect(calls()).toBeLessThan(before)
  })

  it('leaves nothing in what was published under another name of the copy', async () => {
    const { folder, gong } = await machine()
    const [texts, copy, link] = ['texts', 'data/gong.duckdb', 'link.duckdb'].map((name) => join(folder, name))
    await gong(`sync calls transcripts --since 100d --into folder:${texts}`)
    symlinkSync(String(copy), String(link))
    const calls = () => readdirSync(String(texts)).filter((name) => name.endsWith('.md')).length
    const before = calls()
    expect((await gong(`sync purge --older-than 30d -y --into ${link}`)).exit).toBe(0)
    expect(calls()).toBeLessThan(before)
  })

  it('removes figures about people that are as old as the calls, and takes them no more', async () => {
    const { gong } = await machine()
    await gong('sync stats scorecards')
    const ages = async (now = NOW) => {
      const sql =
        'select (select min(day) from stats_daily) a, (select min(from_day) from interaction) b, (select min(call_started)::date from answered_scorecards) c, (select count(*) from scorecard_answers) d'
      const [row] = JSON.parse((await gong(`query "${sql}" -f json`, { now })).out)
      return row
    }
    const before = await ages()
    expect(before.a < '2026-04-01' && before.b < '2026-04-01').toBe(true)
    const { exit, err } = await gong('sync purge --older-than 30d -y')
    expect({ exit, err }).toEqual({
      exit: 0,
      err: expect.stringMatching(/\d+ rows of figures about people as old as that go/),
    })
    const after = await ages()
    expect([after.a >= '2026-04-19', after.b >= '2026-04-19', after.c === null || after.c >= '2026-04-19']).toEqual([
      true,
      true,
      true,
    ])
    expect((await gong('sync purge --older-than 30d -y')).err).toContain('nothing of that is in the copy')
    await gong('sync stats scorecards')
    expect(await ages()).toEqual(after)
  })

  it('never stores what is excluded, also not in raw', async () => {
    const { folder, gong } = await machine()
    const first = await gong('sync calls --since 200d --exclude domain:greyfriarenergy.example')
    expect(first.exit).toBe(0)
    expect(bytesIn(join(folder, 'data')).includes('@greyfriarenergy')).toBe(false)
  })

  it('asks first, and away from a terminal needs --yes; what is nothing, or a user, or there is no copy, changes nothing', async () => {
    const { gong } = await machine()
    expect((await gong('sync purge --older-than 1w')).exit).toBe(2)
    await gong('sync calls')
    const declined = await gong('sync purge --older-than 1w')
    expect({ exit: declined.exit, sent: declined.sent }).toEqual({ exit: 9, sent: [] })
    expect(declined.err).toMatch(/goes? whole|go whole/)
    const no = await gong('sync purge --older-than 1w', { terminal: true, answers: ['n'] })
    expect(no.exit).toBe(9)
    expect((await gong('sync purge --person nobody@else.example -f json')).out).toBe('[]\n')
    for (const line of [
      'sync purge',
      'sync purge --older-than soon',
      'sync purge --exclude acme',
      'sync --exclude acme',
    ])
      expect((await gong(line)).exit).toBe(2)
  })
})

describe('what a purge is made of', () => {
  it('goes on after it died in the middle, and removes what refers to a call from elsewhere, too', async () => {
    let isDying = true
    const store = memoryStore((commits) => {
      if (isDying && commits === 2) throw new Error('killed')
    })
    await store.commit({
      ledger: [entry('1', NOW - 900 * DAY_MS), entry('2', NOW)],
      upsert: [
        { table: 'calls', rows: [{ call_id: '1' }, { call_id: '2' }] },
        { table: 'library_calls', rows: [{ folder_id: 'f', place: 0, call_id: '1', title: 'Old' }] },
      ],
    })
    const purge = async () =>
      await purgeCopy(store, await planPurge(store, { beforeMs: NOW - 700 * DAY_MS }), { hold: async () => undefined })
    await expect(purge()).rejects.toThrow('killed')
    isDying = false
    await purge()
    expect(store.rows('calls')).toEqual([{ call_id: '2' }])
    expect(store.rows('library_calls')).toEqual([])
    expect(store.entries().map(({ state, excludedBy }) => ({ state, excludedBy }))).toEqual([
      { state: 'excluded', excludedBy: 'purge' },
      { state: 'settled', excludedBy: undefined },
    ])
    const folder = { table: 'library_calls' as const, of: 'folder_id', ids: ['f'] }
    const row = { folder_id: 'f', place: 0, call_id: '1', title: 'Old' }
    await withoutExcluded(store).commit({ replace: [{ ...folder, rows: [row, { ...row, place: 1, call_id: '2' }] }] })
    expect(store.rows('library_calls').map(({ call_id }) => call_id)).toEqual(['2'])
  })

  it('says that all is removed where there is no room to write the copy anew', async () => {
    const store = memoryStore()
    await store.commit({ upsert: [{ table: 'calls', rows: [{ call_id: '1' }] }], ledger: [entry('1', 0)] })
    const isFull = new Failure('local', 'the disk of gong.duckdb is full')
    const full = { ...store, compact: () => Promise.reject(isFull) }
    const plan = await planPurge(full, { beforeMs: 1 })
    await expect(purgeCopy(full, plan, { hold: async () => undefined })).rejects.toMatchObject({
      kind: 'local',
      message: 'all of it is removed, but its bytes are not gone yet: the disk of gong.duckdb is full',
    })
    expect(store.rows('calls')).toEqual([])
  })

  it('takes the value out of rows that stay: texts, JSON, and folded texts', async () => {
    const store = memoryStore()
    const said = 'Write to Jo.Doe@acme.example, or call (202) 555-0178. Not xjo.doe@acme.example.'
    await store.commit({
      ledger: [entry('2', NOW)],
      upsert: [
        { table: 'calls', rows: [{ call_id: '2', raw: JSON.stringify({ note: said, id: '7782342274025937895' }) }] },
        { table: 'turns', rows: [{ call_id: '2', turn: 0, text: said, folded: 'whatever it was' }] },
        {
          table: 'crm_objects',
          rows: [{ integration_id: 'i', object_type: 'LEAD', object_id: 'jo.doe@acme.example', raw: '{}' }],
        },
      ],
    })
    const people = [soughtPerson({ email: 'jo.doe@acme.example' }), soughtPerson({ phone: '+12025550178' })]
    const plan = await planPurge(store, { people })
    expect(plan.counts).toEqual([
      { table: 'calls', removed: 0, redacted: 0 + 1 },
      { table: 'turns', removed: 0, redacted: 1 },
      { table: 'crm_objects', removed: 1, redacted: 0 },
    ])
    await purgeCopy(store, plan, { hold: async () => undefined })
    const left = `Write to ${REMOVED}, or call (202) 555-0178. Not xjo.doe@acme.example.`
    expect(store.rows('turns')[0]).toMatchObject({
      text: left,
      folded: expect.not.stringContaining('jo doe acme example or'),
    })
    expect(store.rows('calls')[0]?.raw).toBe(JSON.stringify({ note: left, id: '7782342274025937895' }))
    expect(store.rows('crm_objects')).toEqual([])
  })

  it('recognizes a person by a digest alone, asked only for what looks like them', () => {
    const asked: string[] = []
    const sought = soughtByDigest({ kind: 'email', masked: 'j***@a***.example' }, (value) => {
      asked.push(value)
      return value === 'jo.doe@acme.example'
    })
    expect(sought.redact('Jo.Doe@acme.example jane@acme.example bo@acme.example')).toBe(
      `${REMOVED} jane@acme.example bo@acme.example`,
    )
    expect(asked).toEqual(['jo.doe@acme.example', 'jane@acme.example'])
    const phone = soughtByDigest({ kind: 'phone', masked: '***78' }, (value) => value === '+12025550178')
    expect(phone.redact('call +1 (202) 555-0178, id 7782342274025937895')).toBe(
      `call ${REMOVED}, id 7782342274025937895`,
    )
  })

  it.each([
    [
      'account:acme',
      { context: [{ objects: [{ objectType: 'Account', objectId: '1', fields: [{ name: 'Name', value: 'ACME' }] }] }] },
      true,
    ],
    ['account:1', { parties: [{ context: [{ objects: [{ objectType: 'Account', objectId: '1' }] }] }] }, true],
    ['account:1', { context: [{ objects: [{ objectType: 'Lead', objectId: '1' }] }] }, false],
    ['domain:acme.com', { parties: [{ emailAddress: 'Jo@mail.ACME.com' }] }, true],
    ['domain:acme.com', { parties: [{ emailAddress: 'jo@notacme.com' }] }, false],
    ['private', { metaData: { isPrivate: true } }, true],
  ])('%s', (text, record, expected) => {
    expect(parseRules([text]).some((rule) => breaksRule(record, rule))).toBe(expected)
  })
})
