import { type ExecFileSyncOptions, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandLine, type Measured, timeProcesses } from './measure.ts'
import { GONG, serve } from './server.ts'

const ROUNDS = 21
/** A tenth is what a busy machine does by itself. */
const MOST = 1.1

const LINES = {
  '`gong calls list --help`': ['calls', 'list', '--help'],
  'one API call on loopback': ['settings', 'workspaces', '--rate', '0'],
  '10,000 calls as jsonl': ['calls', 'list', '--from', '200d', '-f', 'jsonl', '--rate', '0', '--quiet'],
}

/**
 * What this tree takes against a release, which is built in a folder of its own.
 *
 * @param ref a tag or a commit; the last tag when there is none
 */
export async function release({ ref = lastTag() }: { readonly ref?: string | undefined }): Promise<Measured[]> {
  if (ref === undefined) {
    process.stderr.write(
      'No release is compared with: there is no tag yet. Name a commit: npm run bench -- --release main~1\n',
    )
    return []
  }
  const folder = mkdtempSync(join(tmpdir(), 'gong-release-'))
  const server = await serve('--calls', '10000')
  try {
    const times = timeProcesses(commandLines(built(ref, folder)), ROUNDS, {
      env: { ...server.env, GONG_STATE_DIR: folder },
    })
    return Object.keys(LINES).map((what) => {
      const ratio = (times[what] ?? 0) / (times[`${what} before`] ?? 1)
      return { what, against: ref, ratio, most: MOST }
    })
  } finally {
    server.stop()
    git('worktree', 'remove', '--force', join(folder, 'tree'))
    rmSync(folder, { recursive: true })
  }
}

/** Every line for this tree, and the same for the other. */
function commandLines(other: string): Record<string, CommandLine> {
  return Object.fromEntries(
    Object.entries(LINES).flatMap(([what, args]): [string, CommandLine][] => [
      [what, [process.execPath, GONG, ...args]],
      [`${what} before`, [process.execPath, other, ...args]],
    ]),
  )
}

/** The path of the tool as it was. */
function built(ref: string, folder: string): string {
  const tree = join(folder, 'tree')
  git('worktree', 'add', '--detach', tree, ref)
  const quiet: ExecFileSyncOptions = { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] }
  execFileSync('npm', ['install', '--no-save', '--prefer-offline', '--loglevel=error'], quiet)
  execFileSync('npm', ['run', 'build'], quiet)
  return join(tree, GONG)
}

function lastTag(): string | undefined {
  const [tag] = git('tag', '--sort=-version:refname', '--merged', 'HEAD').split('\n')
  return tag || undefined
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}
