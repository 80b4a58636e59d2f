import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'esbuild'
import { emptyFolder } from './temporary-folder.ts'

/** Bundles a TypeScript program, whose imports start at the root of the project, for processes of its own. */
export async function program(source: string): Promise<string> {
  const outfile = join(emptyFolder(), 'program.cjs')
  await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '../..'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  })
  return outfile
}

/** Starts a program in a process of its own. */
export function start(path: string, ...args: string[]): ChildProcess {
  return fork(path, args, { execArgv: [] })
}

/** The exit code of a process, once it is gone; `null` for one that was killed. */
export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
