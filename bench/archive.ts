import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure.ts'
import { MOST, peakOf } from './pulls.ts'
import { GONG, serve } from './server.ts'

/** The peak of memory of an archive without recordings, and of its check. */
export async function archive(): Promise<Measured[]> {
  const { env, stop } = await serve('--calls', '1000')
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const line = [GONG, 'archive', 'calls', 'transcripts', '--from', '30d', '--dir', folder, '--rate', '0', '--quiet']
  const archived = await peakOf(line, env)
  const verified = await peakOf([GONG, 'archive', '--dir', folder, '--verify', '--quiet'], env)
  stop()
  rmSync(folder, { recursive: true })
  const against = `${MOST} MB`
  return [
    { what: 'memory, an archive of 30 days of calls and transcripts', against, ratio: archived / MOST, most: 1.3 },
    { what: 'memory, checking that archive', against, ratio: verified / MOST, most: 1 },
  ]
}
