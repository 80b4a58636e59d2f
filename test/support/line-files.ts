import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FILES } from './changing-lines.ts'

/** The files of the lines in a new folder. */
export async function lineFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'gong-dry-'))
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text)
  return {
    /** The line with paths for its `{name}`. */
    fill: (line: string) => line.replace(/\{(.+?)\}/g, (_, name: string) => join(folder, name)),
    remove: () => rm(folder, { recursive: true }),
  }
}
