import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fences } from '../../src/docs/markdown.ts'
import { systemdUnits } from '../../src/schedule/systemd-units.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const isThere = spawnSync('systemd-analyze', ['--version']).status === 0

it.skipIf(!process.env.CI && !isThere)('takes the units of a timer', () => {
  const folder = emptyFolder()
  const program = join(folder, '100% of $it')
  writeFileSync(program, '', { mode: 0o755 })
  const schedule = { name: 'x', cron: '*/15 6 */2 * 1', zone: 'America/New_York' }
  const units = systemdUnits(schedule, [program, '$HOME', '"a";b', ';', 'é\\'], { GONG_STATE_DIR: '/a b/$HOME\n"%h' })
  for (const [name, text] of Object.entries(units)) writeFileSync(join(folder, name), text)
  const runtime = join(folder, 'runtime')
  mkdirSync(runtime, { mode: 0o700 })
  const paths = Object.keys(units).map((name) => join(folder, name))
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--user', '--man=no', ...paths], {
    encoding: 'utf8',
    env: { ...process.env, XDG_RUNTIME_DIR: runtime },
  })
  expect([status, stderr]).toEqual([0, ''])
})

it.skipIf(!process.env.CI && !isThere)('takes the service of docs/webhooks.md', () => {
  const [unit] = fences(readFileSync(join(ROOT, 'docs/webhooks.md'), 'utf8')).filter(
    ({ language }) => language === 'ini',
  )
  const path = join(emptyFolder(), 'gong-webhooks.service')
  writeFileSync(path, (unit?.text ?? '').replaceAll('/usr/bin/gong', process.execPath))
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})
