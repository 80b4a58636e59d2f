import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure.ts'
import { MOST, peakOf } from './pulls.ts'
import { GONG } from './server.ts'
import { type Asked, standIn } from './stand-in.ts'

/** The largest file that Gong takes. */
const SIZE = 199 * 1024 * 1024

/** The peak of memory while the largest file of objects goes up, as lines of JSON and as a table. */
export async function objects(): Promise<Measured[]> {
  const { env: server, stop } = await standIn(answerTo)
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const home = { GONG_STATE_DIR: join(folder, 'state'), GONG_CONFIG_DIR: join(folder, 'config') }
  const env = { ...server, ...home }
  const line = [GONG, 'crm', 'objects', 'upload', 'account']
  const measured: Measured[] = []
  for (const form of ['ldjson', 'csv'] as const) {
    const file = written(join(folder, `accounts.${form}`), form)
    const peak = await peakOf([...line, file, '--rate', '0', '--quiet'], env)
    measured.push({ what: `memory, 200 MB of objects as ${form}`, against: `${MOST} MB`, ratio: peak / MOST, most: 1 })
  }
  stop()
  rmSync(folder, { recursive: true })
  return measured
}

const LINES = {
  ldjson: (at: number) =>
    `{"objectId":"001${at}","modifiedDate":"2026-05-18T10:00:00Z","name":"Company ${at}, Incorporated","domains":["company-${at}.example"],"tier":"Named"}\n`,
  csv: (at: number) =>
    `001${at},"Company ${at}, Incorporated",${modified(at)},company-${at}.example,named,said to be about to buy\n`,
}

function modified(at: number): string {
  return `2026-05-${10 + (at % 20)}T1${at % 10}:${10 + (at % 50)}:00Z`
}

function written(path: string, form: keyof typeof LINES): string {
  const file = openSync(path, 'w')
  if (form === 'csv') writeSync(file, 'Account ID,Account Name,Last Modified,Domain,Tier,Notes\n')
  for (let [size, at] = [0, 0]; size < SIZE; ) {
    const text = Array.from({ length: 10_000 }, () => LINES[form](++at)).join('')
    size += writeSync(file, text)
  }
  closeSync(file)
  return path
}

/** A Gong that takes every upload and keeps nothing of it. */
function answerTo({ method, path, query }: Asked): object {
  if (path === '/v2/crm/integrations') return { integrations: [{ integrationId: '1', name: 'Bench' }] }
  if (path === '/v2/workspaces') return {}
  if (method === 'POST') return { clientRequestId: query.get('clientRequestId') }
  const tier = { uniqueName: 'tier', label: 'Tier', type: 'PICKLIST', orderedValueList: ['Strategic', 'Named'] }
  return { objectTypeToSelectedFields: { ACCOUNT: [tier] } }
}
