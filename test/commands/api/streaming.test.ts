import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/output/printer.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import type { Context } from '../../../src/platform/ports.ts'
import { run } from '../../run.ts'
import { handClock, network, paged } from '../../support/fake-gong.ts'

const LIST = 'calls list --from 2026-05-01 --rate 0'
const hundred = (page: number) => Array.from({ length: 100 }, (_, index) => ({ id: String(page * 100 + index) }))

describe.each(formats)('as %s', (format) => {
  // A workbook is compressed: what is in it is read back in its own tests.
  const isText = format !== 'xlsx'

  it.runIf(isText)('the first row is out before the second page is asked for', async () => {
    const { outAtRequest } = await run(`${LIST} -f ${format}`, { network: paged(3, (page) => [{ id: `row${page}` }]) })
    expect(outAtRequest[1]).toContain('row0')
    expect(outAtRequest[1]).not.toContain('row1')
    expect(outAtRequest[2]).toContain('row1')
  })

  it.runIf(isText)('ids past 2^53 keep every digit, also where Gong sends bare numbers', async () => {
    const answer = network(
      () => '{"requestId":"r","calls":[{"id":9007199254740993,"primaryUserId":-9223372036854775807}]}',
    )
    const { out } = await run(
      `${LIST} -f ${format} --fields ${format === 'raw' ? '' : 'id,primaryUserId'}`.replace(/ --fields $/, ''),
      { network: answer },
    )
    expect(out).toContain('9007199254740993')
    expect(out).toContain('9223372036854775807')
  })
})

/** By how much the heap grows between the tenth page and the last, bytes. */
async function growthOfHeap(output: string): Promise<number> {
  const rows = (page: number) => hundred(page).map((row) => ({ ...row, title: 'x'.repeat(2000) }))
  const heap = new Map<number, number>()
  const endless = network((_, index) => {
    if (index === 10 || index === 25) heap.set(index, heapAfterSweep())
    return { requestId: 'r', records: index < 25 ? { cursor: `cursor-${index}` } : {}, calls: rows(index) }
  })
  const { exit } = await run(`${LIST} ${output}`, { network: endless, files: nowhere })
  expect(exit).toBe(0)
  return (heap.get(25) ?? Infinity) - (heap.get(10) ?? 0)
}

/** Formats that an ending stands for, which one run writes side by side: a sweep takes longer than to write. */
const ENDINGS: readonly string[] = ['json', 'jsonl', 'csv', 'tsv', 'md', 'html', 'xlsx']

describe('memory does not grow with the number of records', () => {
  it('in files of every ending', async () => {
    expect(await growthOfHeap(ENDINGS.map((ending) => `-o rows.${ending}`).join(' '))).toBeLessThan(1_000_000)
  })

  it.each(formats.filter((format) => !ENDINGS.includes(format)))('as %s', async (format) => {
    expect(await growthOfHeap(`-f ${format} -o anywhere`)).toBeLessThan(1_000_000)
  })
})

const nothing = async () => undefined

/** Also without a lock, which would lie in the working folder, where the tests of the doctor look. */
const nowhere: Context['files'] = {
  ...diskFiles(),
  lockOutput: nothing,
  create: async () => ({
    size: 0,
    regular: true,
    resumable: false,
    write: nothing,
    flush: nothing,
    commit: nothing,
    keep: nothing,
    discard: nothing,
  }),
}

function heapAfterSweep(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

it('a slow reader delays the next request', async () => {
  const happened: string[] = []
  const pages = paged(3, hundred)
  await run(LIST, {
    network: (...request) => {
      happened.push('asked')
      return pages(...request)
    },
    reading: async () => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
      happened.push('read')
    },
  })
  expect(happened).toEqual(['asked', 'read', 'asked', 'read', 'asked', 'read', 'read'])
})

it.each([
  [0, 0],
  [1, 1],
  [100, 1],
  [101, 2],
  [999, 5],
])('--limit %i takes %i requests', async (limit, requests) => {
  const { sent, out } = await run(`${LIST} --limit ${limit}`, { network: paged(5, hundred) })
  expect(sent).toHaveLength(requests)
  expect(JSON.parse(out)).toHaveLength(Math.min(limit, 500))
})

it('jq sees each record of jsonl at once, and the whole array of json', async () => {
  const lines = await run(`${LIST} -f jsonl --jq .id`, { network: paged(2, (page) => [{ id: `row${page}` }]) })
  const array = await run(`${LIST} --jq length`, { network: paged(2, hundred) })
  expect(lines.outAtRequest).toEqual(['', 'row0\n'])
  expect(array.out).toBe('200\n')
})

describe('an empty list', () => {
  it.each([
    ['json', '[]\n'],
    ['jsonl', ''],
    ['csv', /^id,url,title,[\w,]+\n$/],
    ['tsv', /^id\turl\ttitle\t[\w\t]+\n$/],
    ['table', ''],
    ['raw', /No calls found/],
  ])('as %s', async (format, text) => {
    const { exit, out } = await run(`calls list --from 2020-01-01 --to 2020-01-02 -f ${format}`)
    expect(exit).toBe(0)
    if (typeof text === 'string') expect(out).toBe(text)
    else expect(out).toMatch(text)
  })
})

describe('progress', () => {
  const watched = (flags: string, terminal: boolean, firstMs = 400) => {
    const clock = handClock()
    const pages = paged(10, hundred)
    let asked = 0
    return run(`${LIST} ${flags}`, {
      terminal,
      clock,
      network: async (...request) => {
        await clock.pass(asked === 0 ? firstMs : 400)
        asked += 1
        return await pages(...request)
      },
    })
  }

  it('tells rows, total, requests, rate and time left, once a second has gone by', async () => {
    const { err } = await watched('', true)
    const [first, second] = err.split('][')
    expect(first).toBe('[200 of 1,000 rows · 3 requests · 2.5/s')
    expect(second).toMatch(/^(200|300) of 1,000 rows/)
    expect(err).toContain('900 of 1,000 rows · 9 requests · 2.5/s · 1 s left')
  })

  it('counts towards the limit that was set', async () => {
    const { err } = await watched('--limit 850', true)
    expect(err).toContain('[600 of 850 rows · 6 requests · 2.5/s · 1 s left]')
  })

  it.each([400, 8000])('guesses the time left by the pages that came, after a first one of %d ms', async (firstMs) => {
    const { err } = await watched('', true, firstMs)
    const shown = [...err.matchAll(/\[(\d)00 of 1,000 rows [^\]]* (\d+) s left\]/g)]
    expect(shown.length).toBeGreaterThan(2)
    for (const [, pages, left] of shown) {
      expect(Number(pages)).toBeGreaterThanOrEqual(6)
      expect(Number(left)).toBe(Math.ceil((10 - Number(pages)) * 0.4))
    }
  })

  it.each([
    ['off a terminal', '', false],
    ['with --quiet', '-q', true],
    ['with --no-progress', '--no-progress', true],
    ['with --log json', '--log json', true],
  ])('is silent %s', async (_, flags, terminal) => {
    const { err } = await watched(flags, terminal)
    expect(err).not.toContain('/s ·')
    expect(err).not.toContain('[')
  })

  it('is silent for what is quick', async () => {
    const { err } = await run(`${LIST} --limit 1`, { terminal: true, clock: handClock(), network: paged(1, hundred) })
    expect(err).toBe('')
  })
})
