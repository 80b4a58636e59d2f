import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Form, installedForms, rowName } from './forms.ts'
import { type CommandLine, type Measured, timeProcesses } from './measure.ts'
import { serve } from './server.ts'

const ROUNDS = 31

/** What a person waits for before anything happens. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  '`gong --version`': ['--version'],
  '`gong --help`': ['--help'],
  '`gong calls list --help`': ['calls', 'list', '--help'],
  'one API call on loopback': ['settings', 'workspaces', '--rate', '0'],
}

/** The starts of each form of the tool, against a Node that does nothing. */
export async function startup(): Promise<Measured[]> {
  const forms = installedForms()
  const server = await serve()
  const state = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const times = timeProcesses(commandLines(forms), ROUNDS, { env: { ...server.env, GONG_STATE_DIR: state } })
  server.stop()
  rmSync(state, { recursive: true })
  return forms.flatMap((form) =>
    Object.keys(LINES).map((line, index) => ({
      what: rowName(form, line),
      against: '`node -e 0`',
      ratio: (times[rowName(form, line)] ?? 0) / (times.nothing ?? 1),
      most: budgets(form)[index] ?? 0,
    })),
  )
}

function commandLines(forms: readonly Form[]): Readonly<Record<string, CommandLine>> {
  const lines = forms.flatMap((form) =>
    Object.entries(LINES).map(([line, args]): [string, CommandLine] => [
      rowName(form, line),
      [...form.program, ...args],
    ]),
  )
  return { nothing: [process.execPath, '-e', '0'], ...Object.fromEntries(lines) }
}

/** The budgets of the lines, in their order. Node 22 keeps what V8 has compiled, and Node 20 compiles it at every start. */
function budgets({ name }: Form): readonly number[] {
  if (name === 'single executable') return [0.6, 0.8, 0.8, 1]
  const [help, call] = Number.parseInt(process.versions.node, 10) < 22 ? [1.8, 2.4] : [1.6, 2]
  return [1.15, help, help, call]
}
