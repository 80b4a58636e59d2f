import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { network, queryOf } from '../../support/fake-gong.ts'

const AMERICAS = '10246923550725705'
const ACCOUNT = '001299383106248559'
const asking = `ai ask account:${ACCOUNT} "What worries them?" -w ${AMERICAS}`
const briefing = `ai brief account:${ACCOUNT} --brief "Deal handoff" -w ${AMERICAS}`

describe('ai ask sends', () => {
  it.each([
    ['this year when nothing was said', '', { timePeriod: 'THIS_YEAR' }],
    ['the period in the words of Gong', '--period last-30-days', { timePeriod: 'LAST_30DAYS' }],
    [
      'a range in UTC for dates',
      '--from 2026-05-01 --to 2026-05-02T12:00+02:00',
      {
        timePeriod: 'CUSTOM_RANGE',
        fromDateTime: '2026-04-30T22:00:00Z',
        toDateTime: '2026-05-02T10:00:00Z',
      },
    ],
    [
      'a range until now for a start',
      '--from 7d --period custom-range',
      {
        timePeriod: 'CUSTOM_RANGE',
        fromDateTime: '2026-05-12T12:00:00Z',
        toDateTime: '2026-05-19T12:00:00Z',
      },
    ],
  ])('%s', async (_, flags, period) => {
    const { requests } = await run(`${asking} --yes ${flags}`)
    const subject = { workspaceId: AMERICAS, crmEntityType: 'ACCOUNT', crmEntityId: ACCOUNT }
    expect(requests.map(queryOf)).toEqual([{ ...subject, question: 'What worries them?', ...period }])
  })

  it('ids with colons in them whole', async () => {
    const { requests } = await run('ai ask DEAL:a:b Why? -w 1 --yes')
    expect(queryOf(requests[0])).toMatchObject({ crmEntityType: 'DEAL', crmEntityId: 'a:b' })
  })
})

it('ai ask answers with the calls it comes from', async () => {
  const { exit, out } = await run(`${asking} --yes`)
  const { answer, numOfCallsSearched } = JSON.parse(out)
  expect({ exit, parts: answer.length }).toEqual({ exit: 0, parts: 3 })
  expect(answer[0]).toMatchObject({ answerItems: [expect.any(String)], callFindings: [{ call: {} }] })
  expect(numOfCallsSearched).toBeGreaterThan(5)
})

it('ai ask reads well on a terminal', async () => {
  const { out } = await run(`${asking} --yes -f table`)
  expect(out).toMatch(/^numOfCallsSearched|^answer/m)
  expect(out).toMatch(/• \w/)
  expect(out).toMatch(/ {2}call 2026-\d\d-\d\d: /)
})

it('ai brief shows its sections under their titles', async () => {
  const { exit, out, requests } = await run(`${briefing} --yes -f table`)
  expect(exit).toBe(0)
  expect(queryOf(requests[1])).toMatchObject({ briefName: 'Deal handoff', timePeriod: 'THIS_YEAR' })
  expect(out).toContain('CUSTOMER OVERVIEW')
})

it('ai brief leads to the published briefs when there is none of that name', async () => {
  const { exit, err, sent } = await run(`ai brief account:${ACCOUNT} --brief "Lost deal" -w ${AMERICAS} --yes`)
  expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining('Deal handoff') })
  expect(sent).toEqual(['GET /v2/settings/briefs'])
})

it('ai ask tells that the credits are spent', async () => {
  const { exit, err } = await run(`ai ask account:${ACCOUNT} "no credits?" -w ${AMERICAS} --yes`)
  expect({ exit, err }).toEqual({ exit: 5, err: expect.stringContaining('(402)') })
})

const spends = (request: string) => request.includes('/v2/entities/')

it.each([asking, briefing])('asks before it spends, and sends nothing when refused: %s', async (line) => {
  for (const setting of [{}, { answers: ['n'] }]) {
    const { exit, sent, err } = await run(line, setting)
    expect({ exit, spent: sent.filter(spends) }).toEqual({ exit: 9, spent: [] })
    expect(err).toMatch(/credits|not confirmed/)
  }
  expect((await run(line, { answers: ['y'] })).sent.filter(spends)).toHaveLength(1)
})

it('is never sent twice', async () => {
  const { sent, exit } = await run(`${asking} --yes`, { network: network(() => ({ errors: ['later'] }), 503) })
  expect({ exit, sent }).toEqual({ exit: 7, sent: ['GET /v2/entities/ask-entity'] })
})

describe('nothing is sent or asked for', () => {
  it.each([
    ['a record without a type', 'ai ask 001 Why? -w Nowhere', 'not of the form account:ID'],
    ['a record without an id', 'ai ask account: Why? -w Nowhere', 'not of the form account:ID'],
    ['a misspelt type', 'ai ask acount:1 Why? -w Nowhere', 'did you mean "account"?'],
    ['no question', 'ai ask account:1', 'question'],
    ['no workspace', 'ai ask account:1 Why?', '--workspace'],
    ['a misspelt period', 'ai ask account:1 Why? -w 1 --period this-weak', '--period: "this-weak"'],
    ['a period and dates', 'ai ask account:1 Why? -w Nowhere --period this-week --from 7d', '--period'],
    ['a range without a start', 'ai ask account:1 Why? -w Nowhere --period custom-range', 'needs --from'],
    ['an end without a start', 'ai ask account:1 Why? -w 1 --to today', '--to needs --from'],
    ['no brief', 'ai brief account:1 -w 1', '--brief'],
    ['a misspelt type of a brief', 'ai brief lad:1 --brief X -w 1', 'did you mean "lead"?'],
  ])('%s', async (_, line, said) => {
    const { exit, sent, err, asked } = await run(line, { answers: [] })
    expect({ exit, sent, asked }).toEqual({ exit: 2, sent: [], asked: [] })
    expect(err).toContain(said)
  })
})
