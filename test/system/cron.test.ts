import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { gong } from '../support/built-tool.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const crontab = (args: readonly string[], input?: string) =>
  spawnSync('crontab', args, {
    encoding: 'latin1',
    ...(input !== undefined && { input: Buffer.from(input, 'latin1') }),
  })

/** The crontab byte for byte, as an editor gets it: a listing shows a carriage return as two characters. */
const exact = () => spawnSync('crontab', ['-e'], { encoding: 'latin1', env: { ...process.env, VISUAL: 'cat' } }).stdout

const isThere = spawnSync('sh', ['-c', 'command -v cron crontab faketime']).status === 0
/** Only root may start the daemon, and where one runs its crontabs are somebody's. */
const canRun = isThere && process.getuid?.() === 0 && spawnSync('pgrep', ['-x', 'cron']).status !== 0

/** The environment of a daemon for which the minute is over in 3 s. What it starts has an environment and a clock of its own. */
function lateInTheMinute(): Record<string, string | undefined> {
  const { stdout } = spawnSync('faketime', ['-f', '+1s', 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' })
  const seconds = 57 - new Date().getSeconds()
  return { ...process.env, LD_PRELOAD: stdout.trim(), FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s` }
}

const MINE = '# caf\xe9\nMAILTO=""\n\n0 0 31 2 * /bin/true  # 100\\%\r\n'

/** Resolves as soon as a file is there. */
function appears(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    if (existsSync(join(folder, name))) return resolve()
    const watcher = watch(folder, () => {
      if (!existsSync(join(folder, name))) return
      watcher.close()
      resolve()
    })
  })
}

it.skipIf(!process.env.CI && !canRun)('a schedule is fired by the cron of the system', async () => {
  const before = crontab(['-l'])
  onTestFinished(() => void (before.status === 0 ? crontab(['-'], before.stdout) : crontab(['-r'])))
  expect(crontab(['-'], MINE).status).toBe(0)
  const [folder, state] = [emptyFolder(), emptyFolder()]
  const work = join(folder, 'a folder, 100%')
  mkdirSync(work)
  const env = { GONG_CONFIG_DIR: join(state, 'config'), GONG_STATE_DIR: join(state, 'state'), HOME: folder }
  const at = { env, cwd: work }
  const line = ['--', 'users', 'list', '--sandbox', '--append', 'id', '-o', 'users.csv']
  // Proved once, then without its file: that it comes again is cron's doing.
  const added = await gong(['schedule', 'add', 'minutely', '--cron', '* * * * *', ...line], at)
  expect([added.exit, added.err]).toEqual([0, expect.stringContaining('runs next at')])
  const proved = readFileSync(join(work, 'users.csv'), 'utf8')
  const state1 = JSON.parse((await gong('schedule list -f jsonl', at)).out)
  expect(state1).toMatchObject({ name: 'minutely', state: 'never run', by: 'cron' })
  // A daemon sees no change in the second in which it has read the crontab, so it begins after that.
  const daemon = spawn('cron', ['-f'], { stdio: 'ignore', env: lateInTheMinute() })
  onTestFinished(() => void daemon.kill())
  await appears(join(state, 'state', 'schedules'), 'minutely.log')
  expect(readFileSync(join(work, 'users.csv'), 'utf8')).toBe(proved)
  const { out: log } = await gong('schedule log minutely', at)
  expect(log).toMatch(/ begins\n[\s\S]*rows in all\n[\s\S]* ends with 0\n$/)
  expect((await gong('schedule remove minutely', at)).exit).toBe(0)
  expect(exact()).toBe(MINE)
})
