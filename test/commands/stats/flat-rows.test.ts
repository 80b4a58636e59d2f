import { describe, expect, it } from 'vitest'
import { isRow, type Row, rowsIn, textsIn } from '../../../src/lib/rows.ts'
import { FULL_COMPANY, run, type Setting } from '../../run.ts'

const WEEK = '--from 2026-05-04 --to 2026-05-11'
const KALANI = '1272893819781835579'

async function records(line: string, setting: Setting = {}): Promise<Row[]> {
  return JSON.parse((await run(`${line} -f json`, setting)).out)
}

/** The rows of a TSV without quotes, each under its header. */
async function lines(line: string, setting: Setting = {}): Promise<{ [column: string]: string }[]> {
  const [header = '', ...rows] = (await run(`${line} -f tsv`, setting)).out.replace(/\n$/, '').split('\n')
  const names = header.split('\t')
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, at) => [names[at] ?? '', cell])))
}

function inside(row: Row | undefined, name: string): Row {
  const value = row?.[name]
  return isRow(value) ? value : {}
}

describe('what is seen is what is written:', () => {
  it('activity has one row a user, with the window and the zone that Gong counted in', async () => {
    const [all, flat] = await Promise.all([records(`stats activity ${WEEK}`), lines(`stats activity ${WEEK}`)])
    expect(flat).toHaveLength(all.length)
    expect(flat[0]).toMatchObject({ from: '2026-05-04', to: '2026-05-11', timeZone: 'America/New_York' })
    expect(flat.map(({ userId, callsAsHost }) => [userId, Number(callsAsHost)])).toEqual(
      all.map((row) => [row.userId, inside(row, 'userAggregateActivityStats').callsAsHost]),
    )
  })

  it('periods have one row a user and period', async () => {
    const line = 'stats periods --per week --from 2026-05-01 --to 2026-05-19'
    const [all, flat] = await Promise.all([records(line), lines(line)])
    expect(flat).toHaveLength(all.flatMap((row) => rowsIn(row.userAggregateActivity)).length)
    expect(flat.slice(0, 3).map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-05-01 2026-05-04',
      '2026-05-04 2026-05-11',
      '2026-05-11 2026-05-18',
    ])
    expect(new Set(flat.map(({ timeZone }) => timeZone))).toEqual(new Set(['UTC-04:00']))
  })

  it('days have one row a call, with everything that was done with it', async () => {
    const [row] = await lines(`stats daily ${WEEK}`)
    expect(row?.activities).toMatch(/^calls\w+(, \w+)*$/)
    expect(row?.callId).toMatch(/^\d{17,19}$/)
    expect(row?.timeZone).toBe('UTC-04:00')
  })

  it('figures of interaction have names with units', async () => {
    const line = `stats interaction ${WEEK} --user ${KALANI}`
    const [[record], [row]] = await Promise.all([records(line, FULL_COMPANY), lines(line, FULL_COMPANY)])
    const figures = rowsIn(record?.personInteractionStats)
    expect(Number(row?.talkRatio)).toBe(figures.find(({ name }) => name === 'Talk Ratio')?.value)
    expect(Number(row?.longestMonologueSeconds)).toBe(figures.find(({ name }) => name === 'Longest Monologue')?.value)
    expect(row?.timeZone).toBe('America/New_York')
  })

  it('scorecards have one row an answer, and what does not apply has no score', async () => {
    const [all, flat] = await Promise.all([records(`stats scorecards ${WEEK}`), lines(`stats scorecards ${WEEK}`)])
    expect(flat).toHaveLength(all.flatMap((card) => rowsIn(card.answers)).length)
    const empty = flat.filter(({ notApplicable }) => notApplicable === 'true')
    expect(empty.length).toBeGreaterThan(0)
    expect(new Set(empty.map(({ score }) => score))).toEqual(new Set(['']))
  })

  it('coaching has one row a metric, as a count, and the ids of its calls on request', async () => {
    const line = `stats coaching --manager ${KALANI} -w "Sales Americas" --from 30d`
    const [[record], flat, withIds] = await Promise.all([records(line), lines(line), lines(`${line} --call-ids`)])
    const [first] = rowsIn(record?.directReportsMetrics)
    const ids = textsIn(inside(first, 'metrics').callsListenedTo)
    expect(ids.length).toBeGreaterThan(0)
    expect(flat[0]).toMatchObject({ managerId: KALANI, metric: 'callsListenedTo', calls: String(ids.length) })
    expect(flat[0]).not.toHaveProperty('callIds')
    expect(withIds[0]?.callIds).toBe(ids.join(' '))
  })

  it('--fields names the columns of the rows, and those of the records in JSON', async () => {
    const flat = await run(`stats activity ${WEEK} --user ${KALANI} -f csv --fields userId,callsAsHost`)
    expect(flat.out).toMatch(/^userId,callsAsHost\n1272893819781835579,\d+\n$/)
    const wrong = await run(`stats activity ${WEEK} -f csv --fields callsAsHosts`)
    expect({ exit: wrong.exit, sent: wrong.sent }).toEqual({ exit: 2, sent: [] })
    expect(wrong.err).toContain('did you mean "callsAsHost"')
    const nested = await records(`stats activity ${WEEK} --user ${KALANI} --fields userAggregateActivityStats`)
    expect(nested).toHaveLength(1)
  })

  it.each([
    [
      `stats interaction ${WEEK} -f jsonl --fields userId,talkRatio`,
      '--fields: "talkRatio" is a column, and jsonl has',
    ],
    [`stats activity ${WEEK} -f json --sort -callsAsHost`, '--sort: "callsAsHost" is a column, and json has'],
    [`stats daily ${WEEK} -f json --fields userId,day`, '--fields: "day" is a column, and json has'],
  ])('a column that no record has is refused before anything is sent: %s', async (line, message) => {
    const { exit, err, sent } = await run(line)
    expect(err).toContain(message)
    expect(err).toContain('-f csv has the columns')
    expect([exit, sent]).toEqual([2, []])
  })

  it('--limit counts rows, not records', async () => {
    expect(await lines(`stats scorecards ${WEEK} --limit 4`)).toHaveLength(4)
  })
})

describe('coaching without a manager and a workspace', () => {
  it('has days where it was asked for by days, and instants otherwise', async () => {
    const window = async (typed: string) => {
      const [row] = await lines(`stats coaching ${typed}`)
      return [row?.from, row?.to]
    }
    expect(await window('--from 2026-05-01 --to 2026-05-10')).toEqual(['2026-05-01', '2026-05-10'])
    expect(await window('--from 7d')).toEqual(['2026-05-12T12:00:00Z', '2026-05-19T12:00:00Z'])
  })

  it('asks for each manager in each workspace, and says where each row belongs', async () => {
    const { sent } = await run('stats coaching --from 7d')
    expect(sent.slice(0, 2)).toEqual(['GET /v2/workspaces', 'GET /v2/users'])
    const flat = await lines('stats coaching --from 7d')
    const places = new Set(flat.map(({ workspaceName, managerId }) => `${workspaceName} ${managerId}`))
    expect(sent.filter((one) => one === 'GET /v2/coaching').length).toBeGreaterThanOrEqual(places.size)
    expect(flat.filter(({ metric, calls }) => metric === null || Number(calls) === 0 || calls === null)).toEqual([])
    expect(new Set(flat.map(({ workspaceName }) => workspaceName)).size).toBe(3)
  })
})

describe('--all-users', () => {
  const quiet = '--from 2026-05-16 --to 2026-05-17'

  it.each([
    ['activity', 'callsAsHost', '0'],
    ['periods --per day', 'callsAsHost', '0'],
    ['interaction', 'talkRatio', ''],
  ])('of %s keeps those who did nothing', async (words, column, nothing) => {
    const [usual, all] = await Promise.all([
      lines(`stats ${words} ${quiet}`),
      lines(`stats ${words} ${quiet} --all-users`),
    ])
    const active = (await records('users list')).filter((user) => user.active === true)
    expect(usual.length).toBeLessThan(active.length)
    expect(new Set(all.map(({ userId }) => userId)).size).toBeGreaterThanOrEqual(active.length)
    expect(all.slice(usual.length).every((row) => row[column] === nothing)).toBe(true)
    expect(new Set(all.map(({ from }) => from))).toEqual(new Set(['2026-05-16']))
  })

  it.each([
    ['activity', ['2015-11-05 2015-11-11']],
    ['periods --per week', ['2015-11-05 2015-11-09', '2015-11-09 2015-11-11']],
    ['interaction', ['2015-11-05 2015-11-11']],
  ])('of %s says the days where nobody did anything', async (words, days) => {
    const all = await lines(`stats ${words} --from 2015-11-05 --to 2015-11-11 --all-users`)
    expect([...new Set(all.map(({ from, to }) => `${from} ${to}`))]).toEqual(days)
  })
})
