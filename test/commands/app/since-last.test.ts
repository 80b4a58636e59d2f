import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { home, KEYS, NOW, run } from '../../run.ts'
import { network, queryOf } from '../../support/fake-gong.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A list of so many pages of two rows; only the first `most` are given. */
function pages(count: number, most = count) {
  return network((request) => {
    const at = Number(queryOf(request).cursor ?? 0)
    if (at >= most) return '<html>'
    const next = at + 1 < count ? { cursor: String(at + 1) } : {}
    return {
      requestId: 'r',
      records: { totalRecords: 2 * count, ...next },
      calls: [{ id: `${at}a` }, { id: `${at}b` }],
    }
  })
}

async function begin() {
  const { folder, env } = await home()
  const marks = join(folder, 'state', 'since')
  const at = async (line: string, later = 0, setting = {}) => {
    const ran = await run(line, { env: { ...KEYS, ...env }, now: NOW + later, ...setting })
    return { ...ran, windows: ran.requests.map(windowOf) }
  }
  return { folder, marks, at, mark: () => readdirSync(marks).filter((name) => name.endsWith('.json')) }
}

/** The window of a request, as far as whole seconds. */
function windowOf({ url, body }: { readonly url: string; readonly body?: unknown }): string {
  const query = new URL(url).searchParams
  const fields = typeof body === 'string' ? JSON.parse(body).filter : undefined
  const end = (...names: readonly string[]) => names.flatMap((name) => query.get(name) ?? fields?.[name] ?? []).at(0)
  return `${end('fromDateTime', 'fromDate', 'callFromDate', 'from')} ${end('toDateTime', 'toDate', 'callToDate', 'to')}`
}

describe('--since last', () => {
  it('goes on from the end of the window of the last good run, less the overlap', async () => {
    const { at } = await begin()
    await at('calls list --since last --from 2026-05-19T00:00Z')
    const next = await at('calls list --since last', HOUR)
    expect(next.windows).toEqual(['2026-05-19T12:00:00Z 2026-05-19T13:00:00Z'])
    expect(next.err).toContain('since 2026-05-19T12:00:00Z, where the last good run ended')
    const later = await at('calls list --since last --overlap 12h', 2 * HOUR)
    expect(later.windows).toEqual(['2026-05-19T01:00:00Z 2026-05-19T14:00:00Z'])
  })

  it('has --from and --during for the first time alone, so that one line does from the first night on', async () => {
    const { at } = await begin()
    const line = 'calls list --since last --during 2026-05-18 --tz UTC'
    expect((await at(line)).windows[0]).toBe('2026-05-18T00:00:00+00:00 2026-05-19T00:00:00+00:00')
    expect((await at(line)).windows[0]).toBe('2026-05-19T00:00:00Z 2026-05-19T12:00:00Z')
  })

  it('counts whole days where Gong does', async () => {
    const { at } = await begin()
    const line = 'stats activity --since last --overlap 36h --tz UTC'
    await at(`${line} --from 2026-05-10`)
    expect((await at(line, 2 * DAY)).windows[0]).toBe('2026-05-17 2026-05-21')
  })

  it.each([
    'stats activity',
    'stats daily',
    'stats periods --per week',
    'stats interaction',
    'stats scorecards',
    'report reps',
    'report reps --per week',
    'report scorecards --by week',
    'report trackers',
    'report accounts',
    'report coverage',
    'stats coaching --manager 1272893819781835579',
  ])('goes on from the last day of %s', async (words) => {
    const { at } = await begin()
    const line = `${words} --since last --tz UTC`
    expect((await at(`${line} --from 2026-05-17`)).exit).toBe(0)
    const next = await at(line, DAY)
    expect(next.exit).toBe(0)
    expect(next.err).toContain('where the last good run ended')
    // Reports ask for the scorecards of a day more, since days of --tz begin elsewhere than the company's.
    const window = next.windows.findLast((one) => !one.startsWith('undefined'))
    const first = /^report (reps|scorecards)/.test(words) ? '2026-05-18' : '2026-05-19'
    expect(window?.replaceAll(/T(00:00:00.00:00|12:00:00Z)/g, '')).toBe(`${first} 2026-05-20`)
  })

  it('says where to begin the first time, also where a report has a window of its own', async () => {
    const { at } = await begin()
    const { exit, sent, err } = await at('report reps --since last')
    expect([exit, sent]).toEqual([2, []])
    expect(err).toContain('try: gong report reps --since last --from 30d')
  })

  it('says so and asks for nothing where nothing has passed', async () => {
    const { at } = await begin()
    await at('stats activity --since last --from 2026-05-10')
    const { exit, err, sent } = await at('stats activity --since last', HOUR)
    expect([exit, sent]).toEqual([0, []])
    expect(err).toContain('the last good run ended at 2026-05-19, and nothing has passed since')
  })

  it('does not take what is still to come for done', async () => {
    const { at } = await begin()
    await at('calls list --since last --during this-month --tz UTC')
    expect((await at('calls list --since last --tz UTC', DAY)).windows[0]).toBe(
      '2026-05-19T12:00:00Z 2026-05-20T12:00:00Z',
    )
  })

  it('needs a start the first time, and says what to type', async () => {
    const { at } = await begin()
    const { exit, err, sent } = await at('calls list --since last --overlap 3d --append id -o calls.csv')
    expect([exit, sent]).toEqual([2, []])
    expect(err).toContain('gong calls list --since last --overlap 3d --append id -o calls.csv --from 30d')
  })

  it('is not moved by a run that fails, that is partial, or whose reader has gone', async () => {
    const { at, mark } = await begin()
    const line = 'calls list --since last --from 2026-05-01'
    expect((await at(`${line} --max-requests 1`)).exit).toBe(6)
    expect((await at(`${line} --no-retry`, 0, { network: pages(3, 1) })).exit).not.toBe(0)
    expect((await at(line, 0, { gone: () => true })).exit).toBe(0)
    expect((await at(`${line} --dry-run`)).exit).toBe(0)
    expect(mark()).toEqual([])
    expect((await at(line)).exit).toBe(0)
    expect(mark()).toHaveLength(1)
  })

  it('is one for each command, profile and output', async () => {
    const { folder, at, mark } = await begin()
    const lines = [
      'calls list',
      `calls list -o ${folder}/a.csv`,
      `calls list -o ${folder}/b.csv`,
      'calls details',
      'calls list -w "Sales Americas"',
    ]
    for (const line of lines) expect((await at(`${line} --since last --from 2d`)).exit).toBe(0)
    expect(mark()).toHaveLength(lines.length)
    // How it is shown or paced is no other line.
    await at('calls list --since last --from 2d -f jsonl --fields id --rate 3 --tz UTC')
    expect(mark()).toHaveLength(lines.length)
  })

  it('is kept for its owner alone, without a word of what was asked', async () => {
    const { marks, at, mark } = await begin()
    await at('calls find tom@customer.example --since last --from 2d')
    const path = join(marks, mark()[0] ?? '')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(marks).mode & 0o777).toBe(0o700)
    expect(readFileSync(path, 'utf8')).not.toContain('tom')
  })

  it('notices a clock that jumped back, and a file that is damaged', async () => {
    const { marks, at, mark } = await begin()
    const line = 'calls list --since last --from 2026-05-01'
    await at(line)
    const path = join(marks, mark()[0] ?? '')
    const { exit, err, sent } = await at(line, -DAY)
    expect([exit, sent]).toEqual([2, []])
    expect(err).toContain(
      'the clock says 2026-05-18T12:00:00Z, and the last good run of this line began at 2026-05-19T12:00:00Z',
    )
    expect(err).toContain(`rm ${path}`)
    expect((await at(`${line} --overlap 1h`, -60_000)).exit).toBe(0)
    expect(JSON.parse(readFileSync(path, 'utf8')).to).toBe('2026-05-19T12:00:00Z')
    writeFileSync(path, '{')
    expect((await at(line)).exit).toBe(2)
    writeFileSync(path, '{"version":2}')
    expect((await at(line)).err).toContain(`${path} was written by a later version of gong`)
  })

  it('waits for nobody: a second run of the same line ends with 9', async () => {
    const { at } = await begin()
    const second: unknown[] = []
    const network = async () => {
      second.push((await at('calls list --since last --from 2d')).exit)
      throw new Error('enough')
    }
    await at('calls list --since last --from 2d --no-retry', 0, { network })
    expect(second).toEqual([9])
  })

  it.each([
    ['calls list --since 3d --from 2d', '--since'],
    ['calls list --overlap 3d --from 2d', '--overlap goes with --since last'],
    ['calls list --since last --overlap soon --from 2d', '--overlap: "soon" is no span of time'],
    ['calls list --since last --from 2d --limit 3', '--limit leaves some out'],
  ])('%s is refused', async (line, message) => {
    const { at } = await begin()
    const { exit, err, sent } = await at(line)
    expect([exit, sent]).toEqual([2, []])
    expect(err).toContain(message)
  })

  it('goes on with what a night could not finish, then from there', async () => {
    const { folder, at } = await begin()
    const out = join(folder, 'calls.csv')
    const line = `calls list --since last --from 2026-05-01 --overlap 1d --append id --no-retry -o ${out}`
    expect((await at(line, 0, { network: pages(3, 2) })).exit).not.toBe(0)
    const next = await at(line, 9 * DAY, { network: pages(3) })
    expect(next.exit).toBe(0)
    expect(next.err).toContain('2026-05-19T12:00:00Z, and not to now')
    expect((await at(line, 10 * DAY)).windows[0]).toMatch(/^2026-05-18T12:00:00Z /)
  })
})

describe('the mark of --since last', () => {
  const two = async (one: string, other: string, otherEnv = {}) => {
    const { folder } = await begin()
    const env = { ...KEYS, GONG_CONFIG_DIR: join(folder, 'config'), GONG_STATE_DIR: join(folder, 'state') }
    await run(`calls list --since last --from 2d ${one}`, { env })
    return await run(`calls list --since last --from 2d ${other}`, { env: { ...env, ...otherEnv } })
  }

  it.each([
    ['the same line with another --jq', "--jq '.[].id'", "--jq '.[].title'", {}],
    ['the same line without --jq', "--jq 'map(select(.duration > 3000))'", '', {}],
    ['another credential at the same host', '', '', { GONG_ACCESS_KEY: 'sandbox2', GONG_ACCESS_KEY_SECRET: 'other' }],
  ])('is none of %s', async (_, one, other, otherEnv) => {
    const { requests, err } = await two(one, other, otherEnv)
    expect(err).not.toContain('where the last good run ended')
    expect(requests.map(windowOf)[0]).toMatch(/^2026-05-17/)
  })

  it('is that of the same line, however its rows are shown', async () => {
    expect((await two('--fields id', '--fields title -f csv')).err).toContain('nothing has passed since')
  })
})

describe('--since last into a file that is made anew each time', () => {
  it('names no key that the rows of the line lack', async () => {
    const { err } = await (await begin()).at('report reps --since last --from 2026-05-01 -o reps.csv')
    expect(err).toContain('--append <field,...> adds them')
  })

  it.each(['-o calls.csv', '-o calls.json', "-o 'calls-{profile}.csv'", '-o a-{from}.csv -o b.csv'])(
    'is refused with %s, and nothing is sent',
    async (outs) => {
      const { exit, err, sent } = await (await begin()).at(`calls list --since last --from 1d ${outs}`)
      expect(err).toMatch(/each run would replace the rows of the one before in/)
      expect(err).toContain('--append id adds them')
      expect([exit, sent]).toEqual([2, []])
    },
  )

  it.each([
    '--append id -o %/calls.csv',
    '--if-exists replace -o %/calls.csv',
    '-o %/calls-{from}.csv',
    '-f csv -o /dev/null',
  ])('is taken with %s', async (outs) => {
    const { folder, at } = await begin()
    const { err, exit } = await at(`calls list --since last --from 1d ${outs.replace('%', folder)}`)
    expect([exit, err]).toEqual([0, expect.not.stringContaining('error')])
  })
})
