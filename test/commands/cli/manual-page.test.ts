import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { run } from '../../run.ts'

it('help --man prints the manual page, for where nothing else is installed', async () => {
  const { exit, out, err } = await run('help --man')
  expect([exit, err]).toEqual([0, ''])
  expect(out).toBe(readFileSync('man/gong.1', 'utf8'))
})
