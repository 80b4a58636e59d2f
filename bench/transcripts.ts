import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure.ts'
import { MOST, peakOf } from './pulls.ts'
import { GONG, serve } from './server.ts'

/** The peak of memory for 60 days of transcripts: as rows, and as a file for each call. */
export async function transcripts(): Promise<Measured[]> {
  const { env, stop } = await serve()
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const peak = (...words: readonly string[]) =>
    peakOf([GONG, 'transcripts', ...words, '--from', '60d', '--rate', '0', '--quiet'], env)
  const got = await peak('get', '-f', 'jsonl')
  const exported = await peak('export', '--dir', folder)
  stop()
  rmSync(folder, { recursive: true })
  const against = `${MOST} MB`
  return [
    { what: 'memory, 60 days of transcripts as jsonl', against, ratio: got / MOST, most: 1.3 },
    { what: 'memory, 60 days of transcripts exported', against, ratio: exported / MOST, most: 1.3 },
  ]
}
