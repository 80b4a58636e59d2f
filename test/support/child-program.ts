import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.ts'
import { emptyFolder } from './temporary-folder.ts'

/** Bundles a TypeScript program, whose imports start at the root of the project, for processes of its own. */
export async function program(source: string): Promise<string> {
  const path = join(emptyFolder(), 'program.cjs')
  writeFileSync(path, await bundle(source, 'cjs'))
  return path
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
