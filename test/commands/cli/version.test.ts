import { expect, it } from 'vitest'
import { run } from '../../run.ts'

it('--version is the bare version', async () => {
  expect(await run('--version')).toMatchObject({ exit: 0, out: '0.0.0-test\n', err: '' })
})

it.each(['--version --json', '--json --version'])('%s also says how and where gong is installed', async (line) => {
  const { exit, out } = await run(line)
  expect(exit).toBe(0)
  expect(JSON.parse(out)).toEqual({
    version: '0.0.0-test',
    form: 'npm package',
    path: '/usr/lib/node_modules/gong-cli/dist/gong.cjs',
    installed: '2026-05-19T12:00:00.000Z',
    runtime: 'node 22.0.0',
    platform: 'linux x64',
  })
})
