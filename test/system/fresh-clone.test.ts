import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { EXECUTABLE, start } from '../support/built-tool.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

/** What npm says where it cannot install for reasons of the machine. */
const OFFLINE = /npm error code (ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|E40\d|E50\d)/

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
    expect(out).toMatch(/^callId +at +speaker +text.*\n/m)
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

/** Another home for the same user: npm keeps its cache, its settings and its way out to the registry. */
function npmEnv(home: string): Record<string, string> {
  const cache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim()
  const ways = Object.entries(process.env).filter(([name]) =>
    /_proxy$|^(npm_config_registry|NODE_EXTRA_CA_CERTS)$/i.test(name),
  )
  return {
    ...Object.fromEntries(ways.map(([name, value]) => [name, value ?? ''])),
    HOME: home,
    npm_config_cache: cache,
    npm_config_userconfig: join(homedir(), '.npmrc'),
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
  }
}
