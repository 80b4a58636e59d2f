import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../../src/platform/http.ts'
import { home, KEYS, NOW, type Ran, run, type Setting, testSandbox } from '../../../run.ts'
import { bare, network } from '../../../support/fake-gong.ts'

const CALLS = 16

/** A machine with a data folder, and a company of few calls. */
async function machine(): Promise<(line: string, setting?: Setting) => Promise<Ran>> {
  const { folder, env } = await home()
  const all = { ...KEYS, ...env, GONG_DATA_DIR: folder }
  return (line, setting) => run(line, { calls: CALLS, ...setting, env: { ...all, ...setting?.env } })
}

/** The sandbox, with another title for each call that has this one. */
function retitling(title: string): HttpTransport {
  const sandbox = testSandbox(() => NOW, CALLS)
  return async (request, signal) => {
    const answer = await sandbox(request, signal)
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8').replaceAll(title, 'Edited in Gong')
    const { 'content-length': _, ...headers } = answer.headers
    return {
      ...answer,
      headers,
      body: (async function* () {
        yield Buffer.from(text)
      })(),
    }
  }
}

async function damage(path: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  for (const sql of statements) await connection.run(sql)
  connection.closeSync()
  instance.closeSync()
}

describe('gong sync', () => {
  it('keeps a copy to the company of its first sync', async () => {
    const gong = await machine()
    await gong('sync calls')
    const other = network((request) => ({ ...bare(request), workspaces: [{ id: '9', name: 'Other GmbH' }] }))
    for (const line of ['sync calls', 'sync check']) {
      const { exit, err, sent } = await gong(line, { network: other, env: { GONG_ACCESS_KEY: 'x' } })
      expect({ exit, read: sent.filter((request) => request !== 'GET /v2/workspaces') }).toEqual({ exit: 2, read: [] })
      expect(err).toMatch(/gong\.duckdb is a copy of Sales Americas and \d more, and this is Other GmbH \(/)
      expect(err).toContain('--into other.duckdb')
    }
  })

  it('makes a copy, says what it has, asks little when it runs again, and proves it or names what is otherwise', async () => {
    const gong = await machine()
    const first = await gong('sync calls transcripts -f jsonl --fields subject,state,requests,new')
    expect(first.exit).toBe(0)
    expect(first.err).toMatch(
      /^about 4 requests \(calls 3, transcripts 1\), less than a minute at \d+ a second, less than 1 % of the day's 10,000\n/,
    )
    expect(first.out).toBe(
      '{"subject":"calls","state":"done","requests":4,"new":8}\n{"subject":"transcripts","state":"done","requests":1,"new":8}\n',
    )
    const status = await gong('sync status -f csv --fields month,calls,gone')
    const months = 'month,calls,gone\n2026-05,2,0\n2026-04,2,0\n2026-03,3,0\n2026-02,1,0\n'
    expect({ out: status.out, sent: status.sent }).toEqual({ out: months, sent: [] })
    const again = await gong('sync calls transcripts', { now: NOW + 60_000 })
    expect(again.sent).toEqual(['GET /v2/workspaces', 'POST /v2/calls/extensive', 'POST /v2/calls/extensive'])
    const whole = await gong('sync check --sample 100%')
    expect({ exit: whole.exit, err: whole.err }).toEqual({
      exit: 0,
      err: '2026-05: 2 of 2\n2026-04: 2 of 2\n2026-03: 3 of 3\n2026-02: 1 of 1\n8 of 8 calls, 8 of them compared: all as in Gong\n4 rows, 12 requests\n',
    })
    const shown = await gong('sync check --sample 0%', { terminal: true })
    expect(shown.out).toMatch(/^month +gong +copy .*\n.+\n2026-05 +2 +2 .*\n2026-04 +2 +2 /)
    expect(shown.err.replace(/\[.*?\]/g, '')).toBe(
      '8 of 8 calls, none of them compared: as many as in Gong\n4 rows, 4 requests\n',
    )
    const [{ id, title }] = JSON.parse((await gong('calls list --from 30d -f json')).out)
    const other = await gong('sync check --sample 100% -f json --jq "map(.differs[])"', { network: retitling(title) })
    expect({ exit: other.exit, out: other.out, err: other.err }).toMatchObject({
      exit: 8,
      out: expect.stringContaining(`"${id} calls.title","${id} calls.raw.metaData.title"`),
    })
  })

  it('makes no file before it knows a credential', async () => {
    const { folder, env } = await home()
    const { exit } = await run('sync calls', { env: { ...env, GONG_DATA_DIR: folder } })
    expect({ exit, isThere: existsSync(join(folder, 'gong.duckdb')) }).toEqual({ exit: 3, isThere: false })
  })

  it('adds what is excluded to what was before, says all of it, and lifts it with none', async () => {
    const gong = await machine()
    await gong('sync calls --exclude private')
    expect((await gong('sync calls --exclude domain:acme.example')).err).toContain(
      'kept out: private, domain:acme.example; --exclude none lifts all of it',
    )
    const counts = async () =>
      JSON.parse((await gong('sync status -f json --jq "[map(.calls,.excluded)]|flatten"')).out)
    expect((await gong('sync calls --exclude none,private')).err).toMatch(/^kept out: private; /)
    expect((await gong('sync calls --exclude none')).err).toContain('nothing is kept out any more')
    expect(await counts()).toEqual([2, 0, 2, 0, 3, 0, 1, 0])
  })

  it('finds rows that were changed or are missing, and has the next sync read them again', async () => {
    const { folder, env } = await home()
    const all = { ...KEYS, ...env, GONG_DATA_DIR: folder }
    const gong = (line: string) => run(line, { calls: CALLS, env: all })
    await gong('sync calls transcripts')
    const [edited, lost, silent] = (await gong('query "select call_id from calls order by call_id" -f csv')).out
      .split('\n')
      .slice(1)
    await damage(join(folder, 'gong.duckdb'), [
      `UPDATE calls SET title = 'tampered' WHERE call_id = '${edited}'`,
      `UPDATE parties SET name = 'tampered' WHERE call_id = '${edited}'`,
      `DELETE FROM calls WHERE call_id = '${lost}'`,
      `DELETE FROM sentences WHERE call_id = '${silent}'`,
    ])
    const check = await gong('sync check --sample 100% -f json --fields gong,copy,differs')
    const months: { gong: number; copy: number; differs: string[] }[] = JSON.parse(check.out)
    const found = months.flatMap(({ differs }) => differs).sort()
    expect(check.exit).toBe(8)
    expect(found).toEqual([
      `${edited} calls.title`,
      `${edited} parties.name`,
      `${lost} calls: 0 of 1 rows`,
      expect.stringMatching(new RegExp(`^${silent} sentences: 0 of [1-9]\\d* rows$`)),
    ])
    const sum = (of: 'gong' | 'copy') => months.reduce((total, month) => total + month[of], 0)
    expect(sum('gong') - sum('copy')).toBe(1)
    expect(check.err).toContain("3 calls differ: the next 'gong sync' reads them again".replaceAll("'", ''))
    await gong('sync calls transcripts')
    expect(await gong('sync check --sample 100%')).toMatchObject({ exit: 0 })
  })

  it('keeps what was committed when the network breaks (7) and when its requests are spent (0), and goes on', async () => {
    const gong = await machine()
    const sandbox = testSandbox(() => NOW, CALLS)
    let answered = 0
    const breaking: HttpTransport = async (...request) => {
      answered += 1
      if (answered > 2) throw Object.assign(new Error('reset'), { code: 'ECONNRESET' })
      return await sandbox(...request)
    }
    const broken = await gong('sync calls transcripts -f csv --fields subject,state', { network: breaking })
    expect({ exit: broken.exit, out: broken.out }).toEqual({
      exit: 7,
      out: 'subject,state\ncalls,broken off\ntranscripts,broken off\n',
    })
    const spent = await gong('sync calls transcripts -f csv --fields subject,state,new --max-requests 3')
    expect({ exit: spent.exit, out: spent.out }).toEqual({
      exit: 0,
      out: 'subject,state,new\ncalls,goes on,8\ntranscripts,goes on,0\n',
    })
    expect(spent.err).toContain('--max-requests is reached after 3 requests; what is here is whole')
    const rest = await gong('sync calls transcripts -f csv --fields subject,state,new')
    expect(rest.out).toBe('subject,state,new\ncalls,done,0\ntranscripts,done,8\n')
  })

  it('lets no second sync change a copy meanwhile: that one ends with 9, and sends nothing', async () => {
    const gong = await machine()
    const sandbox = testSandbox(() => NOW, CALLS)
    const second: Ran[] = []
    const network: HttpTransport = async (...request) => {
      if (second.length === 0)
        second.push(await gong('sync calls', { random: (count) => new Uint8Array(count).fill(7) }))
      return await sandbox(...request)
    }
    expect((await gong('sync calls', { network })).exit).toBe(0)
    expect(second.map(({ exit, sent }) => ({ exit, sent }))).toEqual([{ exit: 9, sent: [] }])
  })

  it('keeps all else, too, and reads it again when it is time', async () => {
    const gong = await machine()
    const { exit, out } = await gong('sync scorecards settings crm -f csv --fields subject,state')
    expect({ exit, out }).toEqual({
      exit: 0,
      out: 'subject,state\nscorecards,done\nsettings,done\ncrm,done\n',
    })
    const soon = await gong('sync --dry-run -f jsonl --fields subject,requests', { now: NOW + 3_600_000 })
    expect(soon.out).toContain('{"subject":"scorecards","requests":0}\n')
    const later = await gong('sync --dry-run -f jsonl --fields subject,requests', { now: NOW + 25 * 3_600_000 })
    expect(later.out).toMatch(/{"subject":"scorecards","requests":[1-9]\d*}\n/)
  })

  it('makes no folder but that of the data: another one that is missing is a mistake', async () => {
    const gong = await machine()
    const { exit, sent, err } = await gong('sync calls --into /nowhere/x.duckdb')
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('there is no folder /nowhere\n  try: mkdir -p /nowhere')
  })

  it('is a command itself, and names those below it', async () => {
    const gong = await machine()
    const { out } = await gong('sync --help')
    expect(out).toMatch(/^Usage: gong sync \[what\.\.\.\] \[flags\]/)
    expect(out).toContain('\n  status ')
  })

  it('plans a first run by what Gong counts, in numbers that add up, and makes nothing', async () => {
    const { folder, env } = await home()
    const gong = (line: string) => run(line, { calls: CALLS, env: { ...KEYS, ...env, GONG_DATA_DIR: folder } })
    const plan = await gong('sync --dry-run -f json')
    const rows: { subject: string; requests: number; percentOfDay: number }[] = JSON.parse(plan.out)
    const requests = rows.reduce((sum, row) => sum + row.requests, 0)
    expect(plan.sent).toEqual(['POST /v2/calls/extensive', 'GET /v2/users'])
    expect(plan.err).toContain(`about ${requests} requests (calls 4, transcripts 1, users 41, `)
    expect(rows[0]).toEqual({
      ...{ subject: 'calls', requests: 4, minutes: 0.02, percentOfDay: 0.04 },
      why: 'about 8 new; 3 before all else',
    })
    expect(existsSync(join(folder, 'gong.duckdb'))).toBe(false)
    const table = await gong('sync --dry-run -f table')
    expect(table.out).toMatch(/^subject +requests +minutes +percentOfDay +why\n.+\ncalls +4 +0\.02 +0\.04 +about 8 new/)
  })

  it('has as many requests in its rows as it has sent', async () => {
    const gong = await machine()
    for (const line of ['sync calls transcripts settings -f json', 'sync calls transcripts -f json']) {
      const { out, sent } = await gong(line)
      const rows: { requests: number }[] = JSON.parse(out)
      expect(rows.reduce((sum, { requests }) => sum + requests, 0)).toBe(sent.length)
    }
  })

  it.each(['sync --since ever', 'sync check --sample 200%', 'sync cals', 'sync --overlap 3', 'sync status'])(
    'refuses %s with nothing sent',
    async (line) => {
      const gong = await machine()
      const { exit, sent } = await gong(line)
      expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    },
  )
})
