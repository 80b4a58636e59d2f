import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCompany } from '../src/sandbox/company/company.ts'
import { openSandbox } from '../src/sandbox/handle.ts'
import { SANDBOX_KEYS } from '../src/sandbox/keys.ts'
import { serveSandbox } from '../src/sandbox/server.ts'
import { installedForms, rowName } from './forms.ts'
import type { Measured } from './measure.ts'
import { MOST, peakOfForm } from './pulls.ts'
import { SIZE } from './uploads.ts'

/** The peak of memory while the largest recording comes down, from a store in this process. */
export async function download(): Promise<Measured[]> {
  const today = Date.now()
  const { id } = openCompany({ seed: 1, today, calls: 1 }).call(0)
  const server = await serveSandbox(openSandbox({ now: Date.now, today, calls: 1, mediaBytes: SIZE }), { port: 0 })
  const { accessKey, secret } = SANDBOX_KEYS.full
  const env = { GONG_BASE_URL: server.url, GONG_ACCESS_KEY: accessKey, GONG_ACCESS_KEY_SECRET: secret }
  const rows: Measured[] = []
  for (const form of installedForms()) {
    const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
    const words = ['calls', 'download', id, '--audio', '--dir', folder, '--rate', '0', '--quiet']
    const ratio = (await peakOfForm(form, words, env)) / MOST
    rmSync(folder, { recursive: true })
    rows.push({ what: rowName(form, 'memory, a download of 1.5 GB'), against: `${MOST} MB`, ratio, most: 1 })
  }
  await server.close()
  return rows
}
