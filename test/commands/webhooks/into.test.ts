import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { home, KEYS, run, testSandbox } from '../../run.ts'
import { listening } from '../../support/listener.ts'
import { eventBody, SHOWN_KEY } from '../../support/signed-event.ts'

it('notes calls in the ledger of a copy, which the next sync fetches', async () => {
  const { folder, env: folders } = await home()
  const env = { ...KEYS, ...folders }
  const network = testSandbox()
  const disk = diskFiles()
  const read = async (path: string) => (path === 'gong.pub' ? Buffer.from(SHOWN_KEY) : await disk.read(path))
  const copy = join(folder, 'gong.duckdb')
  const flags = `--into ${copy} --reconcile 0s`
  const { post, metric, clock, end } = await listening({ flags, files: { ...disk, read }, network, env })
  for (const call of ['7782342274025937895', '7782342274025937896'])
    await post(eventBody(call, { started: '2026-05-18T09:00:00Z', media: 'Video' }))
  const done = 'gong_webhook_deliveries_total{sink="into",outcome="done"}'
  // A copy is locked, and a company asked, with waits of their own.
  while ((await metric(done)) !== 2) await clock.pass(100)
  expect(await end()).toMatchObject({ exit: 0 })
  const { out } = await run(`sync status --into ${copy} -f json`, { env, network })
  expect(JSON.parse(out)).toMatchObject([{ month: '2026-05', calls: 2, awaitDetails: 2 }])
})

it.each([
  ['--out FOLDER', /^error: cannot read .*: it is a folder\n/],
  ['--out FOLDER/missing/events.jsonl', /^error: .*missing/],
  ['--into FOLDER', /^error: .* is no DuckDB database/],
  ['--into FOLDER/missing/gong.duckdb', /^error: there is no folder .*missing\n/],
  ['--into FOLDER/notes.duckdb', /^error: .* is no DuckDB database/],
])('refuses at once what no event could be written to: %s', async (flags, reason) => {
  const { folder, env } = await home()
  writeFileSync(join(folder, 'gong.pub'), SHOWN_KEY)
  writeFileSync(join(folder, 'notes.duckdb'), 'no copy')
  const line = `webhooks listen --public-key ${folder}/gong.pub --reconcile 0s --port 0 ${flags.replace('FOLDER', folder)}`
  const { exit, out, err } = await run(line, { env })
  expect({ exit, out, err }).toEqual({ exit: 2, out: '', err: expect.stringMatching(reason) })
})
