import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { forgetFiles } from './forget-files.ts'
import { type Form, installedForms, rowName } from './forms.ts'
import { type CommandLine, type Measured, timeProcesses } from './measure.ts'
import { GONG } from './server.ts'

const ROUNDS = 11

/**
 * Starts for which the machine reads the program from disk, against such a start of a Node that does nothing. Before each,
 * it forgets the files of all of them. They are copies: what is open elsewhere, such as this Node, is not forgotten.
 */
export async function coldStart(): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  try {
    const node = copied(process.execPath, folder)
    const forms = installedForms()
    const lines = forms.map((form): [string, CommandLine] => [form.name, [...copiedForm(form, folder), '--help']])
    if (!forgetFiles(folder)) return skipped()
    const all: Record<string, CommandLine> = { nothing: [node, '-e', '0'], ...Object.fromEntries(lines) }
    const times = timeProcesses(all, ROUNDS, { beforeEach: () => forgetFiles(folder) })
    return forms.map((form) => ({
      what: rowName(form, 'cold `gong --help`'),
      against: 'a cold `node -e 0`',
      ratio: (times[form.name] ?? 0) / (times.nothing ?? 1),
      most: form.name === 'npm package' ? 1.5 : 1.6,
    }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function copiedForm({ name, program: [path] }: Form, folder: string): CommandLine {
  const program = copied(path, folder)
  if (name === 'single executable') return [program]
  const isRelease = (source: string) => source.includes('release')
  cpSync(dirname(GONG), join(folder, 'dist'), { recursive: true, filter: (source) => !isRelease(source) })
  return [program, join(folder, GONG)]
}

function copied(path: string, folder: string): string {
  const copy = join(folder, basename(path))
  cpSync(path, copy)
  return copy
}

function skipped(): Measured[] {
  process.stderr.write(
    `No cold start is measured: the machine does not forget what it has read of files in ${tmpdir()}. It takes the dd of GNU, and a TMPDIR on a disk.\n`,
  )
  return []
}
