import { expect, it } from 'vitest'
import { NOW, run } from '../../run.ts'
import { network, queryOf } from '../../support/fake-gong.ts'

const ENTRIES = [
  { userId: '1', eventTime: '2026-05-18T09:00:00Z', logRecord: { eventType: 'LoginFailed', ip: '203.0.113.1' } },
  {
    userId: '2',
    impersonatorUserId: '1',
    eventTime: '2026-05-18T10:00:00Z',
    logRecord: { action: 'CALLS_EXPORTED', calls: { list: ['71', 72] } },
  },
  { userId: '3', eventTime: '2026-05-18T11:00:00+02:00', logRecord: { callId: '7', note: null } },
]
const gong = () => network(() => ({ requestId: 'r', records: { totalRecords: 3 }, logEntries: ENTRIES }))

const timesOf = (out: string) => JSON.parse(out).map(({ eventTime }: { eventTime: string }) => eventTime.slice(11, 13))

it.each([
  ['--user 1', ['09', '10']],
  ['--user 3', ['11']],
  ['--call 72', ['10']],
  ['--call 7', ['11']],
  ['--event login-failed', ['09']],
  ['--event LoginFailed,calls-exported', ['09', '10']],
  ['--event calls-exported --user 1', ['10']],
  ['--event login-failed --call 7', []],
])('logs list %s keeps the entries that match, and Gong is asked for the time alone', async (flags, times) => {
  const { exit, out, err, requests } = await run(`logs list activity --from 2026-05-18 --tz UTC ${flags}`, {
    network: gong(),
  })
  expect({ exit, times: timesOf(out) }).toEqual({ exit: 0, times })
  expect(requests.map(queryOf)).toEqual([
    { logType: 'UserActivityLog', fromDateTime: '2026-05-18T00:00:00+00:00', toDateTime: '2026-05-19T12:00:00Z' },
  ])
  expect(err).toContain(`3 entries read, ${times.length} match`)
})

it('logs list names the events that there were, where none matches', async () => {
  const { err } = await run('logs list activity --from 2026-05-18 --event login', { network: gong() })
  expect(err).toContain('events in this window: LoginFailed (1), CALLS_EXPORTED (1)')
})

it('logs list looks users up by their address', async () => {
  const { exit, out } = await run(
    'logs list access --from 3d --user p.tran@tallyhouse.example --fields userEmailAddress',
  )
  expect(exit).toBe(0)
  expect(new Set(JSON.parse(out).map((row: object) => JSON.stringify(row)))).toEqual(
    new Set(['{"userEmailAddress":"p.tran@tallyhouse.example"}']),
  )
})

it.each([
  ['access --from 20d', 'Gong keeps the access log for 14 days: what was logged before 2026-05-05T12:00:00Z is gone'],
  ['AccessLog --from 20d', 'Gong keeps the access log for 14 days'],
  ['activity --from 2020-05-01 --to 2020-06-01', 'Gong keeps the activity log since 2021-03-01'],
])('logs list %s warns that Gong has less than was asked for', async (words, warning) => {
  const { exit, err } = await run(`logs list ${words}`, { network: gong() })
  expect({ exit, err }).toEqual({ exit: 0, err: expect.stringContaining(warning) })
})

it.each(['access --from 14d', 'call-play --from 400d', 'activity --from 2021-03-02'])(
  'logs list %s warns of nothing',
  async (words) => {
    // A moment is seldom a whole second.
    const { err } = await run(`logs list ${words}`, { network: gong(), now: NOW + 999 })
    expect(err).not.toContain('Gong keeps')
  },
)

it('the sandbox keeps the logs as long as Gong', async () => {
  const access = JSON.parse((await run('logs list access --from 30d --fields eventTime --utc')).out)
  expect(access[0].eventTime >= '2026-05-05T12:00:00Z').toBe(true)
  expect((await run('logs list activity --from 2020-01-01 --to 2021-02-01 -f json')).out).toBe('[]\n')
})

it('logs list has a column for each fact, in csv, and with --utc one zone', async () => {
  const { out } = await run('logs list activity --from 2026-05-18 --call 7 --utc -f csv', { network: gong() })
  const [heading = '', row = ''] = out.split('\n')
  expect(heading.split(',').slice(-3)).toEqual(['eventTime', 'logRecord.callId', 'logRecord.note'])
  expect(row.split(',').slice(-3)).toEqual(['2026-05-18T09:00:00.000Z', '7', ''])
})

it.each([
  ['--call x', '--call'],
  ['--call 7 -f raw', 'raw has all entries that were read'],
])('logs list access --from 3d %s is refused', async (flags, reason) => {
  const { exit, sent, err } = await run(`logs list access --from 3d ${flags}`)
  expect({ exit, sent, err }).toEqual({ exit: 2, sent: [], err: expect.stringContaining(reason) })
})
