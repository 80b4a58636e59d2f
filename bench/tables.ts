import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure.ts'
import { MOST, peakOf } from './pulls.ts'

const HEADING = 'Client ID;Name;E-Mail;Phone;Started;Duration;Note\n'

/** The peaks of memory while 100,000 lines are checked and kept, and while a file of 200 MB goes by. */
export async function tables(): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const program = join('.reports', 'read-table.mjs')
  const checked = await peakOf([program, table(join(folder, 'lines.csv'), 100_000, 20), 'check'], {})
  const streamed = await peakOf([program, table(join(folder, 'large.csv'), 1_000_000, 80), 'stream'], {})
  rmSync(folder, { recursive: true })
  const against = `${MOST} MB`
  return [
    { what: 'memory, 100,000 lines of a table checked and kept', against, ratio: checked / MOST, most: 1 },
    { what: 'memory, a table of 200 MB read', against, ratio: streamed / MOST, most: 1 },
  ]
}

/** A table of calls as a telephone system exports it. @param note characters of its last column */
function table(path: string, lines: number, note: number): string {
  const file = openSync(path, 'w')
  const two = (number: number) => String(number).padStart(2, '0')
  let text = HEADING
  for (let at = 0; at < lines; at += 1) {
    const time = `${13 + (at % 15)}.${two(1 + (at % 12))}.2026 ${two(at % 24)}:${two(at % 60)}`
    text += `call-${at};"Person; ${at}";person${at}@customer-${at % 977}.example;+49 30 ${1_000_000 + at};${time};00:0${at % 10}:30;${'x'.repeat(note)}\n`
    if (text.length < 1_000_000 && at < lines - 1) continue
    writeSync(file, text)
    text = ''
  }
  closeSync(file)
  return path
}
