import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { failures } from '../../../src/lib/errors.ts'
import { KEYS, run } from '../../run.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'

const commands = commandsIn(await tree(entries)).filter(
  ({ path }) => path !== 'sandbox serve' && path !== 'webhooks listen',
)

/** The examples of queries, which have nothing to ask, are run by test/commands/cli/help.test.ts. */
const changing = commands.map(({ command }) => command).filter(({ effect }) => effect !== 'read')

/** It counts how a line ends, and not its rows. */
const FEW_CALLS = 520

/** A run with nobody there: no terminal, nothing on stdin. */
async function alone(line: string | readonly string[], env: Readonly<Record<string, string>>) {
  return await run(line, { env: { ...HOME_ENV, ...env }, stdin: '', files: memoryFiles(), calls: FEW_CALLS })
}

/** Whether a run that ended so has said why, and has asked nobody. */
function expectAnEnd({ exit, err, asked }: Awaited<ReturnType<typeof alone>>): void {
  expect(asked).toEqual([])
  expect([0, ...Object.values(failures).map((kind) => kind.exit)]).toContain(exit)
  expect(exit).not.toBe(failures.bug.exit)
  if (exit !== 0) expect(err).toMatch(/^error: ./m)
}

describe('without a terminal, with nothing on stdin, nobody is asked and nobody waits', () => {
  it.each(commands.map(({ path }) => path))('gong %s, as it stands', async (path) => {
    expectAnEnd(await alone(path, KEYS))
    expectAnEnd(await alone(`${path} -`, KEYS))
  })

  it.each(commands.map(({ path }) => path))('gong %s, without a credential', async (path) => {
    const ran = await alone(path, {})
    expectAnEnd(ran)
    expect(ran.sent).toEqual([])
  })

  it.each(changing.flatMap(({ examples }) => examples.filter((line) => !/[|<>]/.test(line))))('%s', async (line) => {
    expectAnEnd(await alone(line.replace(/^gong /, ''), KEYS))
  })
})
