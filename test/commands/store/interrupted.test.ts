import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import { loadDuckDb } from '../../../src/platform/node/duckdb.ts'
import { NOW } from '../../run.ts'
import { storeIn } from '../../support/duckdb-copy.ts'
import { openDesk } from '../../support/privacy-setup.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'

/** DuckDB, and Ctrl-C that is pressed as soon as a line has the lease of a copy. */
function interruptedWithLease() {
  const controller = new AbortController()
  const load = async () => {
    const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
    if (duckDb === undefined) throw new Error('the tests have DuckDB')
    const open: typeof duckDb.open = async (...given) => {
      const file = await duckDb.open(...given)
      const run = file.connection.run.bind(file.connection)
      file.connection.run = async (sql, ...values) => {
        const result = await run(sql, ...values)
        if (sql.startsWith('INSERT INTO lease')) controller.abort(new Failure('interrupted', 'interrupted'))
        return result
      }
      return file
    }
    return { ...duckDb, open }
  }
  return { interrupted: controller.signal, loadDuckDb: load }
}

it('gives the lease of a copy back at Ctrl-C, whatever line has it', async () => {
  const desk = await openDesk(12)
  const copy = join(desk.folder, 'gong.duckdb')
  await desk.run(['sync', 'calls', '--since', '200d', '--into', copy])
  const ended: unknown[] = []
  for (const line of [
    ['sync', 'settings', '--into', copy],
    ['sync', 'purge', '--older-than', '1d', '--yes', '--into', copy],
    ['privacy', 'erase', BUYER, '--yes', '--confirm', BUYER],
  ]) {
    const { exit } = await desk.run(line, interruptedWithLease())
    const store = await storeIn(desk.folder)
    ended.push([line[1], exit, await store.lease('another', NOW, NOW + 1000)])
    await store.lease('another', NOW, NOW)
    await store.close()
  }
  expect(ended).toEqual([
    ['settings', 130, true],
    ['purge', 130, true],
    ['erase', 130, true],
  ])
})
