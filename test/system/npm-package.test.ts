import { join } from 'node:path'
import { expect, it } from 'vitest'
import { EXECUTABLE, start } from '../support/built-tool.ts'
import { npmEnv, OFFLINE } from '../support/npm-env.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

it.skipIf(EXECUTABLE !== undefined)(
  'the file of npm pack runs by npx on a machine that has never seen it, jq included',
  async ({ skip }) => {
    const folder = emptyFolder()
    const home = emptyFolder()
    const env = npmEnv(home)
    const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
    const [{ filename }] = JSON.parse((await start('npm', pack, { cwd: ROOT, env }).ended).out)
    const line = ['calls', 'list', '--sandbox', '--limit', '2', '--jq', 'length']
    const { exit, out, err } = await start('npx', ['--yes', `file:${join(folder, filename)}`, ...line], {
      cwd: folder,
      env,
    }).ended
    if (OFFLINE.test(err)) skip(`npm cannot install here: ${OFFLINE.exec(err)?.[0]}`)
    expect({ exit, out }).toEqual({ exit: 0, out: '2\n' })
  },
  120_000,
)
