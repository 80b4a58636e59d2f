import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it, onTestFinished } from 'vitest'
import { xlsxPrinter } from '../../src/output/xlsx/xlsx.ts'
import type { HttpTransport } from '../../src/platform/http.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { testSandbox } from '../run.ts'
import { at, beginningWith, gong, type Running, startGong } from '../support/built-tool.ts'
import { look } from '../support/output-sample.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'
import { sheetRows } from '../support/workbook.ts'

const LINE = 'users list --fields id,firstName,lastName,emailAddress --append id'

/** A file of so many people, none of whom the sandbox has. */
function people(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, at) => `${10 ** 17 + at},Ann,"Lee, ""the ${at}th""",ann.${at}@old.example\n`,
  )
  return `id,firstName,lastName,emailAddress\n${rows.join('')}`
}

/** The same as a workbook. */
function peopleBook(count: number): Buffer {
  const [pick = [], ...cells]: string[][] = parse(people(count))
  const about = { heading: 'gong users list', facts: [['Times', 'UTC'] as const] }
  const print = xlsxPrinter({ ...look, pick, columns: [], about })
  const rows = cells.map((row) => Object.fromEntries(row.map((text, at) => [pick[at] ?? '', text])))
  return Buffer.concat([print.page({ rows }), print.end()])
}

/** A kind of file that is added to, and its rows as one text: a workbook also says when it was written. */
const FILES = [
  { ending: 'csv', kills: 3, make: () => Buffer.from(people(8000)), textOf: (bytes: Buffer) => bytes.toString() },
  {
    ending: 'xlsx',
    kills: 3,
    make: () => peopleBook(2000),
    textOf: (bytes: Buffer) => JSON.stringify(sheetRows(bytes)),
  },
]

/** A server that tells when it has answered. */
async function serving(answered: () => void = () => undefined) {
  const sandbox = testSandbox()
  const send: HttpTransport = async (request, signal) => {
    const answer = await sandbox(request, signal)
    answered()
    return answer
  }
  const server = await serveSandbox(send, { port: 0 })
  onTestFinished(() => server.close())
  return at(server.url)
}

// The moments are random; that the file is the old or the new one after each is not.
it.each(FILES)(
  'leaves the old or the new $ending when it is killed, at any moment',
  { timeout: 240_000 },
  async ({ ending, kills, make, textOf }) => {
    const folder = emptyFolder()
    const out = join(folder, `people.${ending}`)
    const victim: { running?: Running; delayMs: number; answeredMs: number } = {
      delayMs: Number.POSITIVE_INFINITY,
      answeredMs: 0,
    }
    const env = await serving(() => {
      const { running, delayMs } = victim
      victim.answeredMs = performance.now()
      if (Number.isFinite(delayMs)) setTimeout(() => running?.kill('SIGKILL'), delayMs)
    })
    const begun = make()
    const old = textOf(begun)
    const text = () => textOf(readFileSync(out))
    const run = async () => {
      victim.running = startGong(`${LINE} -o ${out}`, { env })
      return (await victim.running.ended).exit
    }
    writeFileSync(out, begun)
    expect(await run()).toBe(0)
    const writingMs = performance.now() - victim.answeredMs
    const fresh = text()
    expect(fresh.startsWith(old.slice(0, -1)) && fresh.length > old.length).toBe(true)
    const seen = { killed: 0, left: new Set<boolean>() }
    for (let kill = 0; kill < kills; kill++) {
      writeFileSync(out, begun)
      victim.delayMs = (writingMs * kill) / kills
      if ((await run()) === 'SIGKILL') seen.killed += 1
      const now = text()
      expect(now === old || now === fresh).toBe(true)
      seen.left.add(now === fresh)
      // What it left behind is in nobody's way.
      victim.delayMs = Number.POSITIVE_INFINITY
      expect(await run()).toBe(0)
      expect(text() === fresh || now === fresh).toBe(true)
      expect(readdirSync(folder).filter((name) => name !== `people.${ending}`)).toEqual([])
      rmSync(out)
    }
    expect(seen.killed).toBeGreaterThan(kills / 4)
  },
)

it('adds to a file of 200,000 rows in the memory that a small one takes', async () => {
  const env = await serving()
  const peak = async (rows: number) => {
    const out = join(emptyFolder(), 'people.csv')
    writeFileSync(out, people(rows))
    const before = statSync(out).size
    const { exit, err } = await gong(`${LINE} -o ${out}`, {
      env: { ...env, ...beginningWith(join(ROOT, 'bench/peak.cjs')) },
    })
    expect(exit).toBe(0)
    expect(statSync(out).size).toBeGreaterThan(before)
    return Number(/peak (\d+)/.exec(err)?.[1]) / 1000
  }
  const [small, large] = [await peak(10), await peak(200_000)]
  expect(large).toBeLessThan(150)
  expect(large - small).toBeLessThan(60)
})
