import { expect, it } from 'vitest'
import type { DuckDb } from '../../../src/platform/duckdb.ts'
import { SCHEMA_VERSION } from '../../../src/store/schema.ts'
import { home, KEYS, NOW, run, testSandbox } from '../../run.ts'
import { copyIn, storeIn } from '../../support/duckdb-copy.ts'

/** A clock by which all that was put off is done whenever something sleeps, or is said to take long. */
function slowClock() {
  const waiting = new Set<() => void>()
  const pass = () => {
    const told = [...waiting]
    waiting.clear()
    for (const tell of told) tell()
  }
  let nowMs = NOW
  const clock = {
    now: () => nowMs,
    async sleep(ms: number) {
      nowMs += ms
      pass()
    },
    later(_: number, tell: () => void) {
      waiting.add(tell)
      return () => void waiting.delete(tell)
    },
  }
  return { clock, pass }
}

/** A folder with a copy, and DuckDB whose files do what a test wants before they open. */
async function copyWhere(beforeOpening: (file: () => ReturnType<DuckDb['open']>) => ReturnType<DuckDb['open']>) {
  const { folder, env } = await home()
  const copy = await copyIn(folder)
  await (await storeIn(folder)).close()
  const open: DuckDb['open'] = (...how) => beforeOpening(() => copy.duckDb.open(...how))
  const loadDuckDb = async () => ({ ...copy.duckDb, open })
  const gong = (line: string, clock: ReturnType<typeof slowClock>['clock']) =>
    run(line, { env: { ...env, ...KEYS }, network: testSandbox(), clock, loadDuckDb })
  return { copy, folder, gong }
}

it.each(['sync status --into', 'sync users --into', 'query "SELECT 1 AS one" --in'])(
  'gong %s says after five seconds which process has the copy open',
  async (line) => {
    const taken = [new Error('IO Error: Could not set lock on file "x": held in /usr/bin/node (PID 7).')]
    const { copy, gong } = await copyWhere(async (file) => {
      const error = taken.pop()
      if (error !== undefined) throw error
      return await file()
    })
    const { exit, err } = await gong(`${line} ${copy.path}`, slowClock().clock)
    expect({ exit, err }).toEqual({ exit: 0, err: expect.any(String) })
    expect(err.split('\n').filter((said) => said.includes('waiting'))).toEqual([
      `waiting for process 7, which has ${copy.path} open`,
    ])
  },
)

it('says nothing of a copy that opens at once', async () => {
  const { copy, gong } = await copyWhere((file) => file())
  const { err } = await gong(`sync status --into ${copy.path}`, slowClock().clock)
  expect(err).not.toMatch(/waiting|upgrading/)
})

it('says after five seconds that a copy of an older version is upgraded', async () => {
  const { clock, pass } = slowClock()
  const { copy, gong } = await copyWhere(async (file) => {
    const opened = await file()
    const runStatement = opened.connection.run.bind(opened.connection)
    opened.connection.run = async (sql, ...values) => {
      if (sql.startsWith('INSERT INTO sync_marks')) pass()
      return await runStatement(sql, ...values)
    }
    return opened
  })
  const file = await copy.duckDb.open(copy.path, {})
  await file.connection.run("UPDATE sync_marks SET value = '5' WHERE name = 'schema_version'")
  file.close()
  const { exit, err } = await gong(`sync status --into ${copy.path}`, clock)
  expect({ exit, err }).toEqual({
    exit: 0,
    err: expect.stringContaining(
      `upgrading ${copy.path} to schema version ${SCHEMA_VERSION}: half a minute for a million turns\n`,
    ),
  })
})

it('says after five seconds that another sync changes the copy, which has the file meanwhile', async () => {
  let opened = 0
  const { copy, folder, gong } = await copyWhere((file) => {
    opened += 1
    return file()
  })
  const other = await storeIn(folder)
  await other.lease('another', NOW, NOW + 10_000)
  await other.close()
  const { exit, err } = await gong(`sync users --lock-wait 1m --into ${copy.path}`, slowClock().clock)
  expect({ exit, err }).toEqual({
    exit: 0,
    err: expect.stringContaining('waiting for another sync, which is changing this copy\n'),
  })
  // It looks five times in ten seconds.
  expect(opened).toBeGreaterThan(5)
})
