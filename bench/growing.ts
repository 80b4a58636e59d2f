import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure.ts'
import { MOST, peakOf } from './pulls.ts'
import { GONG, serve } from './server.ts'

const LINE = [GONG, 'calls', 'list', '--from', '200d', '--quiet', '--rate', '0']
/** A workbook is kept in memory as it is packed, and what is sorted as it comes. */
const MOST_OF_ALL = 1.7

/** The peak of memory where 100,000 rows are added to a file of 100,000, each of which they replace, or are sorted. */
export async function growing(): Promise<Measured[]> {
  const { env, stop } = await serve('--calls', '100000')
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const rows: Measured[] = []
  const measure = async (what: string, words: readonly string[], most = 1) => {
    const peakMegabytes = await peakOf([...LINE, ...words], { ...env, GONG_STATE_DIR: folder })
    rows.push({ what: `memory, 100,000 calls ${what}`, against: `${MOST} MB`, ratio: peakMegabytes / MOST, most })
  }
  for (const [format, most] of [
    ['csv', 1],
    ['xlsx', MOST_OF_ALL],
  ] as const) {
    const words = ['--append', 'id', '-o', join(folder, `calls.${format}`)]
    await peakOf([...LINE, ...words], { ...env, GONG_STATE_DIR: folder })
    await measure(`added to as many as ${format}`, words, most)
  }
  await measure('sorted as csv', ['--sort', '-duration', '-f', 'csv'], MOST_OF_ALL)
  stop()
  rmSync(folder, { recursive: true })
  return rows
}
