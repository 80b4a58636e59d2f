import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure.ts'
import { MOST, peakOf } from './pulls.ts'
import { GONG, serve } from './server.ts'

/** The largest recording that Gong takes (quirk 72). */
export const SIZE = 1.5e9

/** The peak of memory while the largest recording goes up. */
export async function upload(): Promise<Measured[]> {
  const { env, stop } = await serve()
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const file = recording(join(folder, 'call.wav'))
  const call = ['--client-id', 'bench-1', '--direction', 'Conference', '--started', '2026-05-18T09:00:00Z']
  const parties = ['--host', 'p.tran@tallyhouse.example', '--party', 'name=Jo Doe']
  const args = [GONG, 'calls', 'create', ...call, ...parties, '--file', file, '--yes', '--rate', '0', '--quiet']
  const peak = await peakOf(args, env)
  stop()
  rmSync(folder, { recursive: true })
  return [{ what: 'memory, an upload of 1.5 GB', against: `${MOST} MB`, ratio: peak / MOST, most: 1 }]
}

/** A file that begins as a WAV does and takes no room on the disk. */
function recording(path: string): string {
  const file = openSync(path, 'w')
  writeSync(file, 'RIFF\0\0\0\0WAVEfmt ')
  ftruncateSync(file, SIZE)
  closeSync(file)
  return path
}
