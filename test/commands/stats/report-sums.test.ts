import { beforeAll, describe, expect, it } from 'vitest'
import { isRow, type Json, type Row, rowsIn } from '../../../src/lib/rows.ts'
import { run } from '../../run.ts'
import { rawRecords } from '../../support/raw-records.ts'

/** Days of two weeks in New York, where the company is, in daylight saving time. */
const [FROM, MIDDLE, TO] = ['2026-05-08', '2026-05-11', '2026-05-12']
const bounds = (from: string, to: string) => ({
  fromDateTime: `${from}T00:00:00-04:00`,
  toDateTime: `${to}T00:00:00-04:00`,
})

async function report(line: string): Promise<Row[]> {
  return JSON.parse((await run(`report ${line} -f json`)).out)
}

function inside(row: Row, name: string): Row {
  const value = row[name]
  return isRow(value) ? value : {}
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

/** Rounded as reports are; null for nothing. */
function mean(pairs: readonly (readonly [value: number, weight: number])[]): number | null {
  const weight = sum(pairs.map(([, one]) => one))
  return weight === 0 ? null : Math.round((sum(pairs.map(([value, one]) => value * one)) / weight) * 1000) / 1000
}

/** What the raw calls say of one host. */
function expected(calls: readonly Row[], hostId: Json): Row {
  const hosted = calls.filter((call) => inside(call, 'metaData').primaryUserId === hostId)
  const seconds = (call: Row) => Number(inside(call, 'metaData').duration)
  const figure = (name: string, byDuration: boolean) =>
    mean(
      hosted.flatMap((call) =>
        rowsIn(inside(call, 'interaction').interactionStats)
          .filter((one) => one.name === name)
          .map((one) => [Number(one.value), byDuration ? seconds(call) : 1] as const),
      ),
    )
  const asked = hosted.filter((call) => isRow(inside(call, 'interaction').questions))
  const questions = sum(asked.map((call) => Number(inside(inside(call, 'interaction'), 'questions').companyCount)))
  const hours = sum(asked.map(seconds)) / 3600
  return {
    callHours: Math.round((sum(hosted.map(seconds)) / 3600) * 1000) / 1000,
    talkRatio: figure('Talk Ratio', true),
    longestMonologue: figure('Longest Monologue', false),
    longestCustomerStory: figure('Longest Customer Story', false),
    interactivity: figure('Interactivity', true),
    patience: figure('Patience', true),
    questionRate: hours === 0 ? null : Math.round((questions / hours) * 1000) / 1000,
  }
}

let calls: Row[] = []
let cards: Row[] = []
let weeks: Row[] = []

beforeAll(async () => {
  const exposedFields = {
    parties: true,
    content: { trackers: true, trackerOccurrences: true, topics: true },
    interaction: { personInteractionStats: true, questions: true },
  }
  ;[calls, cards, weeks] = await Promise.all([
    rawRecords('/v2/calls/extensive', 'calls', {
      filter: bounds(FROM, TO),
      contentSelector: { exposedFields, context: 'Extended' },
    }),
    rawRecords('/v2/stats/activity/scorecards', 'answeredScorecards', {
      filter: { callFromDate: FROM, callToDate: TO, reviewMethod: 'BOTH' },
    }),
    rawRecords('/v2/stats/activity/aggregate-by-period', 'usersAggregateActivity', {
      filter: { fromDate: FROM, toDate: TO },
      aggregationPeriod: 'WEEK',
    }),
  ])
})

describe('the sandbox agrees with itself:', () => {
  it("what Gong counts as hosted and attended is what the calls of the company's days say", () => {
    for (const [at, from, to] of [
      [0, FROM, MIDDLE],
      [1, MIDDLE, TO],
    ] as const) {
      const { fromDateTime, toDateTime } = bounds(from, to)
      const within = calls.filter((call) => {
        const started = Date.parse(String(inside(call, 'metaData').started))
        return started >= Date.parse(fromDateTime) && started < Date.parse(toDateTime)
      })
      const counted = (name: string) =>
        sum(weeks.map(({ userAggregateActivity }) => Number(rowsIn(userAggregateActivity)[at]?.[name])))
      expect(counted('callsAsHost')).toBe(within.length)
      const attended = within.map((call) => {
        const host = inside(call, 'metaData').primaryUserId
        return new Set(rowsIn(call.parties).flatMap(({ userId }) => (userId === host ? [] : (userId ?? [])))).size
      })
      expect(counted('callsAttended')).toBe(sum(attended))
    }
  })

  it('the interaction of a user is the average over the calls that the user hosted', async () => {
    const people = await rawRecords('/v2/stats/interaction', 'peopleInteractionStats', {
      filter: { fromDate: FROM, toDate: TO },
    })
    expect(people.length).toBeGreaterThan(10)
    // Two fields in a hundred are left out of details at random, so only people whose calls are whole are compared.
    const whole = people.filter(({ userId }) =>
      calls
        .filter((call) => inside(call, 'metaData').primaryUserId === userId)
        .every((call) => rowsIn(inside(call, 'interaction').interactionStats).length === 5),
    )
    expect(whole.length).toBeGreaterThan(5)
    for (const { userId = null, personInteractionStats } of whole) {
      const shown = Object.fromEntries(rowsIn(personInteractionStats).map(({ name, value }) => [String(name), value]))
      const { talkRatio, longestMonologue, patience } = expected(calls, userId)
      expect(shown).toMatchObject({
        'Talk Ratio': talkRatio,
        'Longest Monologue': longestMonologue,
        Patience: patience,
      })
    }
  })
})

describe('report reps', () => {
  it('has for each person what the raw records say', async () => {
    const rows = await report(`reps --from ${FROM} --to ${TO}`)
    expect(rows.length).toBeGreaterThan(35)
    for (const row of rows) {
      expect(row).toMatchObject(expected(calls, row.userId ?? null))
      const counts = rowsIn(weeks.find(({ userId }) => userId === row.userId)?.userAggregateActivity)
      const counted = (name: string) => sum(counts.map((week) => Number(week[name])))
      expect(row).toMatchObject({
        callsHosted: counted('callsAsHost'),
        callsAttended: counted('callsAttended'),
        feedbackGiven: counted('callsGaveFeedback'),
        feedbackReceived: counted('callsReceivedFeedback'),
        listened: counted('othersCallsListenedTo'),
      })
      const own = cards.filter(({ reviewedUserId }) => reviewedUserId === row.userId)
      const scores = own.flatMap((card) =>
        rowsIn(card.answers).filter((one) => one.isOverall === true && one.notApplicable === false),
      )
      expect(row.scorecards).toBe(own.length)
      expect(row.scoreAverage).toBe(mean(scores.map(({ score }) => [Number(score), 1] as const)))
    }
    expect(sum(rows.map((row) => Number(row.callsHosted)))).toBe(calls.length)
  })

  it('cuts the window so that weeks add up to the whole, and averages by what they are averages of', async () => {
    const [whole, byWeek] = await Promise.all([
      report(`reps --from ${FROM} --to ${TO}`),
      report(`reps --from ${FROM} --to ${TO} --per week`),
    ])
    expect(byWeek).toHaveLength(whole.length * 2)
    for (const row of whole) {
      const weeksOf = byWeek.filter(({ userId }) => userId === row.userId)
      expect(weeksOf.map(({ from, to }) => [from, to])).toEqual([
        [FROM, MIDDLE],
        [MIDDLE, TO],
      ])
      for (const name of ['callsHosted', 'callsAttended', 'scorecards', 'feedbackGiven', 'listened'])
        expect(sum(weeksOf.map((week) => Number(week[name])))).toBe(row[name])
      expect(sum(weeksOf.map((week) => Number(week.callHours)))).toBeCloseTo(Number(row.callHours), 2)
    }
  })

  it('keeps a row of zeros and nulls for a period without data', async () => {
    const rows = await report('reps --from 2026-05-09 --to 2026-05-11 --per day --user ingrid@tallyhouse.example')
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      from: '2026-05-09',
      callsHosted: 0,
      callHours: 0,
      talkRatio: null,
      scoreAverage: null,
    })
  })

  it('of a workspace counts its calls alone', async () => {
    const { out } = await run('settings workspaces -f json')
    const [first] = rowsIn(JSON.parse(out))
    const rows = await report(`reps --from ${FROM} --to ${TO} -w ${first?.id}`)
    const within = calls.filter((call) => inside(call, 'metaData').workspaceId === first?.id)
    const ids = new Set(within.map((call) => inside(call, 'metaData').id))
    expect(sum(rows.map((row) => Number(row.callsHosted)))).toBe(within.length)
    expect(sum(rows.map((row) => Number(row.scorecards)))).toBe(
      cards.filter(({ callId }) => ids.has(callId ?? null)).length,
    )
    expect(new Set(rows.map((row) => row.feedbackGiven))).toEqual(new Set([null]))
  })
})

describe('report scorecards', () => {
  it('counts each answer once, and never one that does not apply', async () => {
    const rows = await report(`scorecards --by question --from ${FROM} --to ${TO}`)
    const answers = cards.flatMap((card) => rowsIn(card.answers))
    expect(sum(rows.map((row) => Number(row.notApplicable)))).toBe(
      answers.filter((one) => one.notApplicable === true).length,
    )
    for (const row of rows) {
      const own = answers.filter((one) => one.questionId === row.questionId && one.notApplicable === false)
      const scores = own.flatMap(({ score }) => (typeof score === 'number' ? [score] : []))
      expect(row).toMatchObject({
        answers: scores.length,
        average: mean(scores.map((score) => [score, 1] as const)),
        minimum: scores.length === 0 ? null : Math.min(...scores),
        maximum: scores.length === 0 ? null : Math.max(...scores),
      })
    }
  })

  it('by reviewer tells machines from people', async () => {
    const rows = await report(`scorecards --by reviewer --from ${FROM} --to ${TO}`)
    const machine = rows.filter(({ reviewMethod }) => reviewMethod === 'AUTOMATIC')
    expect(machine).toHaveLength(1)
    expect(machine[0]?.reviewerName).toBeNull()
    expect(rows.every(({ reviewMethod, reviewerName }) => reviewMethod === 'AUTOMATIC' || reviewerName !== null)).toBe(
      true,
    )
  })
})

describe('report trackers', () => {
  const zone = '--tz America/New_York'

  it('adds up what each call says', async () => {
    const rows = await report(`trackers --from ${FROM} --to ${TO} ${zone}`)
    const heard = calls.flatMap((call) => rowsIn(inside(call, 'content').trackers))
    for (const row of rows) {
      const own = heard.filter(({ id }) => id === row.trackerId)
      expect(row).toMatchObject({ calls: own.length, occurrences: sum(own.map(({ count }) => Number(count))) })
    }
    expect(sum(rows.map((row) => Number(row.occurrences)))).toBe(sum(heard.map(({ count }) => Number(count))))
  })

  it('has with --quotes a row for each occurrence, with the very sentence', async () => {
    const rows = await report(`trackers --quotes --tracker Competitors --from 2026-05-10 --to ${TO} ${zone}`)
    const late = calls.filter((call) => {
      return Date.parse(String(inside(call, 'metaData').started)) >= Date.parse('2026-05-10T00:00:00-04:00')
    })
    const heard = late.flatMap((call) =>
      rowsIn(inside(call, 'content').trackers).filter(({ name }) => name === 'Competitors'),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows).toHaveLength(sum(heard.map(({ count }) => Number(count))))
    for (const { sentence, phrase, link, at, speakerName } of rows) {
      expect(String(sentence).toLowerCase()).toContain(String(phrase).toLowerCase())
      expect(decodeURIComponent(String(link))).toContain(`"from":${Math.floor(Number(at))}`)
      // Who dialled in has a number for a name.
      expect(typeof speakerName).toBe('string')
    }
  })
})

describe('report accounts', () => {
  it('adds up the calls with each account', async () => {
    const rows = await report(`accounts --from ${FROM} --to ${TO} --tz America/New_York`)
    const ofAccount = (id: Json | undefined) =>
      calls.filter((call) =>
        rowsIn(call.context).some(({ objects }) =>
          rowsIn(objects).some(({ objectId, objectType }) => objectType === 'Account' && objectId === id),
        ),
      )
    expect(rows.length).toBeGreaterThan(8)
    for (const row of rows) {
      const own = ofAccount(row.accountId)
      const starts = own.map((call) => Date.parse(String(inside(call, 'metaData').started)))
      expect(row.calls).toBe(own.length)
      expect(row.minutes).toBeCloseTo(sum(own.map((call) => Number(inside(call, 'metaData').duration))) / 60, 2)
      expect(Date.parse(String(row.lastCall))).toBe(Math.max(...starts))
    }
  })
})

describe('report coverage', () => {
  it('has one row a day, and what Gong counts and did not give is nothing here', async () => {
    const rows = await report(`coverage --from ${FROM} --to ${TO}`)
    expect(rows).toHaveLength(4)
    expect(sum(rows.map((row) => Number(row.calls)))).toBe(calls.length)
    expect(rows.every(({ counted, calls: came, missing }) => counted === came && missing === 0)).toBe(true)
    const isPrivate = calls.filter((call) => inside(call, 'metaData').isPrivate === true)
    expect(sum(rows.map((row) => Number(row.private)))).toBe(isPrivate.length)
    const analysed = calls.filter((call) => isRow(call.content))
    expect(sum(rows.map((row) => Number(row.analysed)))).toBe(analysed.length)
  })
})
