import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { network, paged } from '../../support/fake-gong.ts'

const LOGS = 'logs list access --from 2026-05-01 -f csv'

/** Three pages of a log, whose records have others fields each. */
const logs = () => {
  const records = [
    { action: 'LOGIN' },
    { action: 'EXPORT', exportedFile: 'salaries.csv', rows: 812 },
    { action: 'CHANGE', from: 'none', to: 'all' },
  ]
  return paged(
    3,
    (page) => [{ userId: `${page}`, eventTime: `2026-05-0${page + 1}T10:00:00Z`, logRecord: records[page] }],
    'logEntries',
  )
}

describe('CSV of a log', () => {
  it('has a column for each field that the record of the log has on the first page', async () => {
    const { out } = await run(LOGS, { network: logs() })
    expect(out.split('\n')[0]).toMatch(/,eventTime,logRecord\.action$/)
  })

  it('says which fields had no column, once, and how to keep them', async () => {
    const { exit, err } = await run(LOGS, { network: logs() })
    const names = 'logRecord.exportedFile, logRecord.rows, logRecord.from, logRecord.to'
    expect(exit).toBe(0)
    expect(err).toContain(`no column in csv for ${names}; -f jsonl keeps every field, --fields those it names\n`)
    expect(err.match(/exportedFile/g)).toHaveLength(1)
  })

  it('says so for a path without a command, too', async () => {
    const { err } = await run('api GET /v2/logs --paginate -f csv', { network: logs() })
    expect(err).toContain('no column in csv for logRecord.exportedFile, logRecord.rows, ')
  })

  it('keeps them as --fields names them, and then says nothing', async () => {
    const { out, err } = await run(`${LOGS} --fields eventTime,logRecord.exportedFile`, { network: logs() })
    expect(out.split('\n')[2]).toBe('2026-05-02T10:00:00Z,salaries.csv')
    expect(err).not.toContain('no column')
  })

  it('also names them when the pull breaks', async () => {
    const broken = network((_, page) => (page < 2 ? page1(page) : 'no JSON'))
    const { exit, err } = await run(`${LOGS} --no-retry`, { network: broken })
    expect([exit, err]).toEqual([7, expect.stringContaining('no column in csv for logRecord.late;')])
  })
})

function page1(page: number): unknown {
  const logRecord = page === 0 ? { action: 'LOGIN' } : { late: true }
  return {
    requestId: 'r',
    records: { totalRecords: 3, cursor: `c${page}` },
    logEntries: [{ userId: `${page}`, eventTime: '2026-05-01T10:00:00Z', logRecord }],
  }
}

describe('CSV of users', () => {
  const users: readonly unknown[] = [
    { id: '1', settings: { webConferencesRecorded: true }, emailAliases: ['a@b.example'] },
    { id: '2', settings: {}, spokenLanguages: null },
    { id: '3', settings: null, emailAliases: null, managerId: '1' },
  ]

  it('has the same columns whichever comes first', async () => {
    const orders = [users, [...users].reverse(), [users[1]], []]
    const ran = await Promise.all(
      orders.map((some) => run('users list -f csv', { network: paged(1, () => some, 'users') })),
    )
    const headers = new Set(ran.map(({ out }) => out.split('\n')[0]))
    expect([...headers]).toEqual([expect.stringMatching(/^id,.*,settings\.webConferencesRecorded,/)])
  })
})

describe.each([
  'users list',
  'calls list --from 1d',
  'calls details --from 1d --with all --crm extended',
  'calls details --from 7d --with comments,outcome',
  'calls find acme --from 7d',
  'calls outcomes',
  'transcripts get --from 1d',
  'logs list call-play --from 1d',
  'logs list shared-play --from 2d',
  'stats activity --from 30d',
  'stats daily --from 10d',
  'stats interaction --from 30d',
  'stats scorecards --from 30d',
  'library folders -w "Sales Americas"',
  'settings workspaces',
  'settings scorecards',
  'settings trackers',
  'settings briefs',
  'flows list --owner k.nakamura@tallyhouse.example',
  'privacy find thandiwe.jovanovic@nettlecombefoods.example',
  'operations',
])('CSV of %s', (line) => {
  it('has each column once, and one for each field that comes', async () => {
    const { exit, out, err } = await run(`${line} -f csv`)
    const header = out.split('\n')[0]?.split(',') ?? []
    expect([exit, header.length > 1, new Set(header).size]).toEqual([0, true, header.length])
    expect(err).not.toContain('no column')
  })
})

describe('CSV of calls details', () => {
  const header = async (flags: string, calls: readonly unknown[] = []) => {
    const { out } = await run(`calls details --from 1d -f csv ${flags}`, { network: paged(1, () => calls) })
    return out
      .split('\n')[0]
      ?.split(',')
      .filter((name) => !name.startsWith('metaData.'))
  }

  it.each([
    ['parties,topics', ['parties', 'content.topics']],
    ['outcome', ['content.callOutcome.id', 'content.callOutcome.category', 'content.callOutcome.name']],
    ['tracker-occurrences', ['content.trackers']],
    ['stats,media', ['interaction.interactionStats', 'media.audioUrl', 'media.videoUrl']],
    ['brief --crm extended', ['context', 'content.brief']],
    ['brief --crm none', ['content.brief']],
  ])('has the columns of --with %s and the basic facts, whatever comes', async (flags, columns) => {
    const calls = [{ metaData: { id: '1' }, parties: [], content: { topics: [] } }]
    expect(await header(`--with ${flags}`)).toEqual(columns)
    expect(await header(`--with ${flags}`, calls)).toEqual(columns)
    expect((await run(`calls details --from 1d -f csv --with ${flags}`)).out).toMatch(
      /^metaData\.id,.*metaData\.title,/,
    )
  })

  it('has all columns where no part was named, or all were', async () => {
    const all = await header('')
    expect(all).toHaveLength(21)
    expect(await header('--with all')).toEqual(all)
    expect(await header('--with topics,all')).toEqual(all)
  })
})

it('guards what a spreadsheet would run, and not for a program that asks for it as it is', async () => {
  const titles = paged(1, () => [{ id: '1', title: '=1+1' }])
  const line = 'calls list --from 2026-05-01 -f csv --fields id,title'
  const [guarded, bare] = [
    await run(line, { network: titles }),
    await run(`${line} --no-guard`, { network: paged(1, () => [{ id: '1', title: '=1+1' }]) }),
  ]
  expect([guarded.out, bare.out]).toEqual(["id,title\n1,'=1+1\n", 'id,title\n1,=1+1\n'])
})
