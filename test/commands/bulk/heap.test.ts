import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import type { Context } from '../../../src/platform/ports.ts'
import { run, testSandbox } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'
import { isChange } from '../../support/requests.ts'

const [FEW, MANY] = [1_000, 6_000]
/** For each line; an object with a text of its own is more, and lists of numbers and what the machine keeps are less. */
const MOST_BYTES = 112

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** What lives on the heap when the first change of a table is about to leave, in bytes. */
async function heapAtFirstChange(line: string, files: Context['files']): Promise<number> {
  const sandbox = testSandbox(() => Date.parse('2026-05-19T12:00:00Z'))
  let bytes: number | undefined
  const stop = new AbortController()
  const { err } = await run(`${line} --from-file table.csv --yes`, {
    files,
    interrupted: stop.signal,
    async network(request, signal) {
      if (!isChange(request)) return await sandbox(request, signal)
      // What the first one finds to be finalized, the second frees.
      collectGarbage()
      collectGarbage()
      bytes ??= process.memoryUsage().heapUsed
      stop.abort()
      throw stop.signal.reason
    },
  })
  if (bytes === undefined) throw new Error(err)
  return bytes
}

function tableOf(heading: string, text: (at: number) => string, lines: number): Context['files'] {
  return memoryFiles({ 'table.csv': [heading, ...Array.from({ length: lines }, (_, at) => text(at)), ''].join('\n') })
}

it.each([
  {
    line: 'calls access grant',
    heading: 'call,user,reason',
    text: (at: number) => `${7e15 + Math.floor(at / 100)},${8e15 + (at % 100)},handed over on Monday`,
  },
  {
    line: 'flows bulk-assign 7 --owner owner@example.com',
    heading: 'first name,last name,email,company',
    text: (at: number) => `Jo,Doe ${at},jo.doe.${at}@example.com,Company ${at}`,
  },
])('$line holds no object for each line of a table', async ({ line, heading, text }) => {
  // What is compiled and kept for all lines is there afterwards.
  await heapAtFirstChange(line, tableOf(heading, text, FEW))
  const bytesOfLine = async () => {
    const few = await heapAtFirstChange(line, tableOf(heading, text, FEW))
    const many = await heapAtFirstChange(line, tableOf(heading, text, MANY))
    return (many - few) / (MANY - FEW)
  }
  const first = await bytesOfLine()
  // What V8 compiles meanwhile can be as much as is held for a few thousand lines.
  const measured = first < MOST_BYTES ? [first] : [first, await bytesOfLine(), await bytesOfLine()]
  expect(measured.toSorted((a, b) => a - b)[measured.length >> 1]).toBeLessThan(MOST_BYTES)
})
