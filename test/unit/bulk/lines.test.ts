import { describe, expect, it } from 'vitest'
import type { BulkChange, SourceLine } from '../../../src/bulk/bulk-change.ts'
import { Failure } from '../../../src/lib/errors.ts'
import { NOW } from '../../run.ts'
import { carryOutBulk, linesOf, oneOperation, outcomesIn, telling, toldIn } from '../../support/bulk-harness.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'

type Line = SourceLine & { readonly text: string }
type Change = BulkChange<Line, 'write'>

const WORDS = ['ada', 'bob', 'cyd', 'dee', 'eve', 'bob', 'fay']
const DAY_MS = 86_400_000

/** A change that tells each line by itself. */
function tell(words: readonly string[], more: Partial<Change> = {}): Change {
  return {
    command: 'tell',
    source: { name: 'words.csv', header: ['word'], lines: linesOf(words) },
    thing: ['word', 'words'],
    request: (lines) => telling(lines.map(({ text }) => text)),
    outcomes: (_, lines) => lines.map(({ text }) => ({ outcome: 'told', id: `id of ${text}` })),
    challenge: () => ({ unasked: 'words are not lost' }),
    ...more,
  }
}

/** One that remembers all that it is told. */
const listener = () =>
  oneOperation((request, done) => {
    done.push(...toldIn(request))
    return {}
  })

/** Asks it what it has heard, as often as it was told. */
const askingBack =
  (more: Partial<Change> = {}) =>
  ({ done }: { readonly done: readonly string[] }): Change => ({
    ...tell(WORDS, more),
    whatIsThere: async (sent) => {
      const left = [...done]
      return sent.map(({ line: { text } }) => {
        const at = left.indexOf(text)
        if (at === -1) return 'absent'
        left.splice(at, 1)
        return { outcome: 'told', id: `id of ${text}` }
      })
    },
  })

const UNIQUE = WORDS.filter((word, at) => WORDS.indexOf(word) === at)
const moments = async (change: Parameters<typeof carryOutBulk<Line, 'write'>>[0]) => {
  const { moments } = await carryOutBulk(change, listener())
  return Array.from({ length: moments }, (_, at) => at)
}

describe('a run that dies is gone on with, and nothing is told twice:', () => {
  const one = ({ done }: { readonly done: readonly string[] }) => ({
    ...askingBack()({ done }),
    source: source(UNIQUE),
  })
  const many = (company: { readonly done: readonly string[] }) => ({ ...one(company), max: 3 })
  const source = (words: readonly string[]) => ({ name: 'words.csv', header: ['word'], lines: linesOf(words) })

  it.each([
    ['a line a request', one],
    ['three lines a request', many],
  ])('%s, at every moment there is', async (_, change) => {
    const whole = await carryOutBulk(change, listener())
    expect(outcomesIn(whole.rows)).toEqual(UNIQUE.map(() => 'told'))
    for (const diesAt of await moments(change)) {
      const [files, company] = [memoryFiles(), listener()]
      await carryOutBulk(change, company, { files, diesAt })
      const again = await carryOutBulk(change, company, { files })
      expect({ diesAt, rows: again.rows, failure: again.failure }).toEqual({
        diesAt,
        rows: whole.rows,
        failure: undefined,
      })
      expect({ diesAt, told: [...company.done].sort() }).toEqual({ diesAt, told: [...UNIQUE].sort() })
    }
  })

  it('also where it dies again and again', async () => {
    const [files, company] = [memoryFiles(), listener()]
    let runs = 0
    let ran = await carryOutBulk(one, company, { files, diesAt: 9 })
    for (; ran.rows.length < UNIQUE.length && runs < 60; runs += 1)
      ran = await carryOutBulk(one, company, { files, diesAt: 6 + (runs % 7) })
    expect(runs).toBeGreaterThan(2)
    expect(outcomesIn(ran.rows)).toEqual(UNIQUE.map(() => 'told'))
    expect([...company.done].sort()).toEqual([...UNIQUE].sort())
  })

  it('where nobody can tell what became of a line, it is unknown, and sent again only with --again', async () => {
    for (const diesAt of await moments(() => tell(UNIQUE))) {
      const [files, company] = [memoryFiles(), listener()]
      await carryOutBulk(() => tell(UNIQUE), company, { files, diesAt })
      const { rows } = await carryOutBulk(() => tell(UNIQUE), company, { files })
      expect(new Set(company.done).size).toBe(company.done.length)
      expect(outcomesIn(rows).filter((outcome) => outcome === 'unknown').length).toBeLessThanOrEqual(1)
      const last = await carryOutBulk(() => tell(UNIQUE, { again: true }), company, { files })
      expect(outcomesIn(last.rows)).toEqual(UNIQUE.map(() => 'told'))
    }
  })
})

describe('lines are known by their content', () => {
  it('so that a table that was sorted and has more lines since goes on', async () => {
    const [files, company] = [memoryFiles(), listener()]
    await carryOutBulk(() => tell(WORDS), company, { files, diesAt: 20 })
    const before = company.done.length
    expect(before).toBeGreaterThan(1)
    const { rows } = await carryOutBulk(() => tell([...WORDS, 'gus'].reverse(), { repeatable: true }), company, {
      files,
    })
    expect(rows.map(({ word }) => word)).toEqual([...WORDS, 'gus'].reverse())
    expect(company.done.length).toBeLessThanOrEqual(WORDS.length + 2)
  })

  it('and two lines alike are two', async () => {
    const company = listener()
    await carryOutBulk(() => tell(['ada', 'ada', 'ada']), company)
    expect(company.done).toEqual(['ada', 'ada', 'ada'])
  })
})

describe('after a run that is over', () => {
  it('an ordinary command forgets it, and does it again', async () => {
    const [files, company] = [memoryFiles(), listener()]
    await carryOutBulk(() => tell(['ada']), company, { files })
    await carryOutBulk(() => tell(['ada']), company, { files })
    expect(company.done).toEqual(['ada', 'ada'])
    expect(await files.list(`${HOME_ENV.GONG_STATE_DIR}/bulk`)).toEqual([])
  })

  it('one that would do it twice remembers, says so, and does it again only with --again', async () => {
    const [files, company] = [memoryFiles(), listener()]
    const once = () => tell(['ada', 'bob'], { once: true })
    await carryOutBulk(once, company, { files })
    const { rows, said } = await carryOutBulk(once, company, { files, now: NOW + 400 * DAY_MS })
    expect(rows[0]).toEqual({
      word: 'ada',
      outcome: 'told',
      why: 'done on 2026-05-19; --again does it once more',
      id: 'id of ada',
    })
    expect(said.join('\n')).toContain(
      '2 of the lines were sent by an earlier run, and are sent again only with --again',
    )
    await carryOutBulk(() => tell(['ada', 'bob'], { once: true, again: true }), company, { files })
    expect(company.done).toEqual(['ada', 'bob', 'ada', 'bob'])
  })

  it('a repetition with --again that dies goes on with --again, and tells nothing a third time', async () => {
    const again = (company: { readonly done: readonly string[] }) => ({
      ...askingBack({ once: true, again: true })(company),
      source: { name: 'words.csv', header: ['word'], lines: linesOf(['ada', 'bob', 'cyd']) },
    })
    const [files, company] = [memoryFiles(), listener()]
    await carryOutBulk(() => tell(['ada', 'bob', 'cyd'], { once: true }), company, { files })
    await carryOutBulk(again, company, { files, diesAt: 8 })
    await carryOutBulk(again, company, { files })
    expect(company.done.filter((word) => word === 'ada')).toHaveLength(2)
  })

  it('what was done by a run that was cut short a month ago is done again, since the world has gone on', async () => {
    const [files, company] = [memoryFiles(), listener()]
    await carryOutBulk(() => tell(['ada', 'bob', 'cyd']), company, { files, diesAt: 9 })
    expect(company.done).toContain('ada')
    await carryOutBulk(() => tell(['ada'], { repeatable: true }), company, { files, now: NOW + 30 * DAY_MS })
    expect(company.done.filter((word) => word === 'ada')).toHaveLength(2)
  })
})

describe('what goes wrong', () => {
  const refusing = (failure: (text: string) => Failure | undefined) =>
    oneOperation((request, done) => {
      for (const text of toldIn(request)) {
        const refused = failure(text)
        if (refused !== undefined) return refused
      }
      done.push(...toldIn(request))
      return {}
    })
  const rejected = new Failure('rejected', 'Gong refused the request (400): no', { status: 400 })

  it('with one line is its row, and the others go on', async () => {
    const company = refusing((text) => (text === 'cyd' ? rejected : undefined))
    const { rows, failure } = await carryOutBulk(() => tell(UNIQUE), company)
    expect(failure).toBeUndefined()
    expect(outcomesIn(rows)).toEqual(['told', 'told', 'refused', 'told', 'told', 'told'])
    expect(rows[2]?.why).toBe('Gong refused the request (400): no')
  })

  it('with one line of a request is found by halves where Gong does all or none', async () => {
    const company = refusing((text) => (text === 'cyd' ? rejected : undefined))
    const { rows } = await carryOutBulk(() => tell(UNIQUE, { max: 6, allOrNone: true }), company)
    expect(outcomesIn(rows)).toEqual(['told', 'told', 'refused', 'told', 'told', 'told'])
    expect([...company.done].sort()).toEqual(UNIQUE.filter((word) => word !== 'cyd'))
  })

  it('and is told apart by no line of the request goes the usual way, and is not sent for ever', async () => {
    const company = refusing((text) => (text === 'cyd' ? rejected : undefined))
    const refused = (_: Failure, lines: readonly unknown[]) => lines.map(() => undefined)
    const { rows } = await carryOutBulk(() => tell(UNIQUE, { max: 6, allOrNone: true, refused }), company)
    expect(outcomesIn(rows)).toEqual(['told', 'told', 'refused', 'told', 'told', 'told'])
  })

  it('with all lines is told once to be gone on with', async () => {
    const failure = new Failure('auth', 'no more', { status: 401, hint: 'the same line again: it sets the same' })
    const ended = refusing((text) => (text === 'cyd' ? failure : undefined))
    const { failure: told } = await carryOutBulk(() => tell(UNIQUE), ended, { files: memoryFiles() })
    expect(told).toMatchObject({ hint: 'the same line again: it sets the same' })
  })

  it.each([
    ['auth', 401],
    ['limited', 429],
  ] as const)(
    'with all lines (%s) ends the run: each line has its row, and the same line goes on',
    async (kind, status) => {
      const files = memoryFiles()
      const failure = new Failure(kind, 'no more', { status, hint: 'come back tomorrow' })
      const ended = refusing((text) => (text === 'cyd' ? failure : undefined))
      const first = await carryOutBulk(() => tell(UNIQUE), ended, { files })
      expect(outcomesIn(first.rows)).toEqual(['told', 'told', 'not sent', 'not sent', 'not sent', 'not sent'])
      expect(first.failure).toMatchObject({
        kind,
        message: 'no more; 2 of 6 lines have their outcome',
        hint: 'come back tomorrow; the same line goes on where this ended, and sends nothing twice',
      })
      const company = listener()
      const second = await carryOutBulk(() => tell(UNIQUE), company, { files })
      expect(outcomesIn(second.rows)).toEqual(UNIQUE.map(() => 'told'))
      expect(company.done).toEqual(['cyd', 'dee', 'eve', 'fay'])
    },
  )

  it('on the way is cleared up at once: what Gong has is not sent again, and what it has not is', async () => {
    const lost = new Failure('unreachable', 'the connection broke', {
      cause: Object.assign(new Error(), { code: 'ECONNRESET' }),
    })
    let broken = 0
    const company = oneOperation((request, done) => {
      const isLost = toldIn(request).includes('bob') && broken++ < 1
      if (isLost) return lost
      done.push(...toldIn(request))
      return toldIn(request).includes('dee') && broken++ < 2 ? lost : {}
    })
    const change = (one: typeof company) => ({
      ...askingBack()(one),
      source: { name: 'w', header: ['word'], lines: linesOf(UNIQUE) },
    })
    const { rows, failure } = await carryOutBulk(change, company)
    expect({ failure, outcomes: outcomesIn(rows) }).toEqual({ failure: undefined, outcomes: UNIQUE.map(() => 'told') })
    expect(company.done).toEqual(UNIQUE)
  })

  it('on the way ends the run where nobody can tell, and nothing is sent twice', async () => {
    const lost = new Failure('unreachable', 'the connection broke', {
      cause: Object.assign(new Error(), { code: 'ECONNRESET' }),
    })
    const { rows, failure } = await carryOutBulk(
      () => tell(UNIQUE),
      refusing((text) => (text === 'bob' ? lost : undefined)),
    )
    expect(outcomesIn(rows)).toEqual(['told', 'unknown', 'not sent', 'not sent', 'not sent', 'not sent'])
    expect(failure).toMatchObject({ kind: 'unreachable' })
  })

  it('says how often a request was sent, when all of its answers are lost', async () => {
    const lost = new Failure('unreachable', 'no answer. Whether Gong has done it is not known; it was not sent again', {
      cause: Object.assign(new Error(), { code: 'ECONNRESET' }),
    })
    const change = (one: { readonly done: readonly string[] }) => ({
      ...askingBack()(one),
      source: { name: 'w', header: ['word'], lines: linesOf(UNIQUE) },
    })
    const { rows, failure } = await carryOutBulk(
      change,
      refusing((text) => (text === 'bob' ? lost : undefined)),
    )
    expect(rows.slice(1, 3)).toMatchObject([
      { outcome: 'unknown', why: expect.stringContaining('the same line clears that up') },
      { outcome: 'not sent', why: 'no answer' },
    ])
    expect(failure).toMatchObject({
      message: 'no answer. Whether Gong has done it is not known; it was sent 3 times; 1 of 6 lines has its outcome',
    })
  })

  it('by Ctrl-C leaves a row for each line', async () => {
    const stop = new AbortController()
    const company = oneOperation((request, done) => {
      done.push(...toldIn(request))
      if (done.length === 2) stop.abort()
      return {}
    })
    const { rows, failure } = await carryOutBulk(() => tell(UNIQUE), company, { interrupted: stop.signal })
    expect(outcomesIn(rows)).toEqual(['told', 'told', 'not sent', 'not sent', 'not sent', 'not sent'])
    expect(failure).toMatchObject({ kind: 'interrupted' })
  })
})

describe('a line of two requests', () => {
  const twice =
    (words: readonly string[]) =>
    (company: { readonly done: readonly string[] }): Change => ({
      ...tell(words),
      outcomes: (_, lines) =>
        lines.map(({ text }) => ({
          next: {
            id: `id of ${text}`,
            request: telling([`${text}!`]),
            outcome: () => ({ outcome: 'told', id: `id of ${text}` }),
          },
        })),
      whatIsThere: async (sent) =>
        sent.map(({ line: { text }, id }) => {
          if (company.done.includes(`${text}!`)) return { outcome: 'told', id: id ?? 'lost' }
          return company.done.includes(text) && id === undefined ? 'unknown' : 'absent'
        }),
      preview: (lines) => [telling(lines.map(() => '<id>!'))],
    })

  it('sends the second after the first, and has one row', async () => {
    const company = listener()
    const { rows } = await carryOutBulk(twice(['ada', 'bob']), company)
    expect(company.done).toEqual(['ada', 'ada!', 'bob', 'bob!'])
    expect(rows.map(({ outcome, id }) => [outcome, id])).toEqual([
      ['told', 'id of ada'],
      ['told', 'id of bob'],
    ])
  })

  it('remembers what the first has made, for a run that dies before the second', async () => {
    for (const diesAt of await moments(twice(['ada', 'bob']))) {
      const [files, company] = [memoryFiles(), listener()]
      await carryOutBulk(twice(['ada', 'bob']), company, { files, diesAt })
      await carryOutBulk(twice(['ada', 'bob']), company, { files })
      expect(company.done.filter((word) => word === 'ada!').length).toBeLessThanOrEqual(1)
    }
  })
})

it('keeps nothing in its journal that says who or what it was about', async () => {
  const [files, company] = [memoryFiles(), listener()]
  await carryOutBulk(() => tell(['ada@example.com', 'bob@example.com'], { once: true }), company, { files })
  const folder = `${HOME_ENV.GONG_STATE_DIR}/bulk`
  const [name = ''] = (await files.list(folder)) ?? []
  const text = Buffer.from((await files.read(`${folder}/${name}`)) ?? []).toString()
  expect(text).toContain('kept')
  expect(text).not.toMatch(/ada|bob|example|told|id of/)
  expect(await files.mode(`${folder}/${name}`)).toBe(0o600)
  expect(await files.mode(`${HOME_ENV.GONG_CONFIG_DIR}/journal-key.json`)).toBe(0o600)
})

it('refuses a journal that was written with another key, rather than send all again', async () => {
  const [files, company] = [memoryFiles(), listener()]
  await carryOutBulk(() => tell(['ada'], { once: true }), company, { files })
  const path = `${HOME_ENV.GONG_STATE_DIR}/bulk`
  const [name = ''] = (await files.list(path)) ?? []
  const text = Buffer.from((await files.read(`${path}/${name}`)) ?? []).toString()
  await files.write(`${path}/${name}`, text.replace(/"key":"\w+"/, '"key":"00000000"'), 0o600)
  const { failure } = await carryOutBulk(() => tell(['ada'], { once: true }), company, { files })
  expect(failure).toMatchObject({ kind: 'usage' })
  expect(company.done).toEqual(['ada'])
})
