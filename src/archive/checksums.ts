import type { Files } from '../platform/files.ts'
import { claimedFiles } from './verify.ts'

const LINES_AT_ONCE = 1000

/** The checksums of an archive in the form of `sha256sum`, some lines at a time. */
export async function* sha256Lines(files: Files, folder: string): AsyncIterable<string> {
  let lines: string[] = []
  for (const [path, { sha256 = '' }] of await claimedFiles(files, folder)) {
    lines.push(`${sha256}  ${path}\n`)
    if (lines.length < LINES_AT_ONCE) continue
    yield lines.join('')
    lines = []
  }
  if (lines.length > 0) yield lines.join('')
}
