import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { EXECUTABLE, start } from '../support/built-tool.ts'
import { npmEnv, OFFLINE } from '../support/npm-env.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

/** What builds, and what is built in: npm has to install both. The other packages are there, since hundreds take half a minute. */
const LACKING = ['rolldown', 'commander']

it.skipIf(EXECUTABLE !== undefined)(
  'is ready with one command, which shows the main job and writes nothing into the home folder',
  async ({ skip }) => {
    const files = tracked()
    if (files === undefined) return skip('there is no git here to say which files are the project')
    const clone = copied(files)
    // Without npm's own mark of what is installed, and the caches, all of whose names begin with a dot.
    for (const name of readdirSync(join(ROOT, 'node_modules')).filter((name) => !/^\./.test(name)))
      if (!LACKING.includes(name)) linkTree(join(ROOT, 'node_modules', name), join(clone, 'node_modules', name))
    const home = emptyFolder()
    const { exit, out, err } = await start('npm', ['run', 'demo'], { cwd: clone, env: npmEnv(home) }).ended
    if (OFFLINE.test(err)) skip(`npm cannot install here: ${OFFLINE.exec(err)?.[0]}`)
    expect(exit, err).toBe(0)
    expect(out).toMatch(/^id +started +duration +.*title.*\n(─+ *)+\n(\d+ .*\n){12}/m)
    expect(out).toMatch(/^callId +start +speaker +affiliation +text.*\n/m)
    expect(out).not.toContain('Speaker 1')
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^Next: .*gong/)
    expect(readdirSync(home)).toEqual([])
    expect(LACKING.filter((name) => !existsSync(join(clone, 'node_modules', name)))).toEqual([])
  },
  120_000,
)

/** The files that git has, or would take. */
function tracked(): string[] | undefined {
  const { status, stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return status === 0 ? stdout.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path))) : undefined
}

/** A folder with these files of the project and nothing else. */
function copied(files: readonly string[]): string {
  const clone = emptyFolder()
  for (const path of files) {
    mkdirSync(dirname(join(clone, path)), { recursive: true })
    copyFileSync(join(ROOT, path), join(clone, path))
  }
  return clone
}

/** A folder with the same files, which npm replaces and never writes into; copies of them on another disk. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}
