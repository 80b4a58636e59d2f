import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { EXECUTABLE, start } from '../support/built-tool.ts'
import { npmEnv, OFFLINE } from '../support/npm-env.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

it.skipIf(EXECUTABLE !== undefined)(
  'is ready with one command, which shows the main job and writes nothing into the home folder',
  async ({ skip }) => {
    const files = tracked()
    if (files === undefined) return skip('there is no git here to say which files are the project')
    const clone = copied(files)
    const home = emptyFolder()
    const { exit, out, err } = await start('npm', ['run', 'demo'], { cwd: clone, env: npmEnv(home) }).ended
    if (OFFLINE.test(err)) skip(`npm cannot install here: ${OFFLINE.exec(err)?.[0]}`)
    expect(exit, err).toBe(0)
    expect(out).toMatch(/^id +started +duration +.*title.*\n(─+ *)+\n(\d+ .*\n){12}/m)
    expect(out).toMatch(/^callId +start +speaker +affiliation +text.*\n/m)
    expect(out).not.toContain('Speaker 1')
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^Next: .*gong/)
    expect(readdirSync(home)).toEqual([])
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
