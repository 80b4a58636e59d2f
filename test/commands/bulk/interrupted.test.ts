import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { Failure } from '../../../src/lib/errors.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { KEYS, NOW, run, testSandbox } from '../../run.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { isChange } from '../../support/requests.ts'
import { TABLES_OF_COMMANDS } from '../../support/tables-of-commands.ts'

/** What a line that is no dry run needs besides. */
const AGREED: { readonly [path: string]: string } = {
  'privacy erase-list': '--confirm 2',
}

const writing = commandsIn(await tree(entries)).filter(
  ({ path, command }) => path in TABLES_OF_COMMANDS && 'plan' in command,
)
const waits = writing.filter(({ command }) => 'wait' in command.inputs)
const lines = [...writing.map(({ path }) => [path, ''] as const), ...waits.map(({ path }) => [path, '--wait'] as const)]

/** A moment from the first change on: a request, before it leaves or when its answer is there, or a pause. */
type Stop = (moment: number) => boolean

/** Runs a command over its two lines, with Ctrl-C at a moment. */
async function runUntil(path: string, flags: string, isLast: Stop) {
  const [rest = '', ...cells] = TABLES_OF_COMMANDS[path] ?? []
  const table = cells.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
  const files = memoryFiles({ 'table.csv': `${table}\n` })
  let [now, moments, hasChanged] = [NOW, 0, false]
  const answering = testSandbox(() => now)
  const stop = new AbortController()
  const pass = () => {
    if (hasChanged && isLast(moments++)) stop.abort(new Failure('interrupted', 'interrupted'))
    stop.signal.throwIfAborted()
  }
  const network: HttpTransport = async (request, signal) => {
    hasChanged ||= isChange(request)
    pass()
    const answer = await answering(request, signal)
    if (hasChanged && isLast(moments++)) stop.abort(new Failure('interrupted', 'interrupted'))
    return answer
  }
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      pass()
      now += ms
    },
  }
  const command = `${path} ${rest} ${flags} --yes ${AGREED[path] ?? ''}`
  const { exit, err } = await run(`${command} --from-file table.csv --results rows.jsonl --failed failed.csv`, {
    ...{ files, network, clock, interrupted: stop.signal, env: { ...KEYS, ...HOME_ENV } },
  })
  const textOf = async (name: string) => Buffer.from((await files.read(name)) ?? '').toString()
  const rows = (await textOf('rows.jsonl')).split('\n').filter((line) => line !== '')
  return { exit, err, moments, rows: rows.length, failed: (await textOf('failed.csv')).split('\n')[0] }
}

describe.each(lines)('gong %s %s, interrupted at any moment from the first change on,', (path, flags) => {
  it('writes a row for each line, and the lines that failed', async () => {
    const whole = await runUntil(path, flags, () => false)
    expect(whole.moments, whole.err).toBeGreaterThan(1)
    for (let at = 0; at < whole.moments; at += 1) {
      const { exit, err, rows, failed } = await runUntil(path, flags, (moment) => moment === at)
      expect([0, 8, 130], err).toContain(exit)
      expect({ at, rows, failed }, err).toEqual({ at, rows: 2, failed: whole.failed })
    }
  })
})
