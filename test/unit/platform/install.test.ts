import { mkdirSync, realpathSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { installOf } from '../../../src/platform/node/install.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const PACKED = new Date('1985-10-26T08:15:00Z')
const folder = realpathSync(emptyFolder())

function fileAt(path: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), '')
  return join(folder, path)
}

const program = fileAt('lib/node_modules/gong-cli/dist/gong.cjs')
mkdirSync(join(folder, 'bin'))
symlinkSync(program, join(folder, 'bin/gong'))

it('what npm installed is found through its link, and is no other than the one a shell starts', () => {
  // The date of modification that npm gives to all files.
  utimesSync(program, PACKED, PACKED)
  const { form, path, installedMs, ...rest } = installOf(join(folder, 'bin/gong'), { PATH: join(folder, 'bin') })
  const command = [process.execPath, program]
  expect({ form, path, rest }).toEqual({ form: 'npm package', path: program, rest: { command } })
  expect(installedMs).toBe(statSync(program).ctimeMs)
  expect(installedMs).toBeGreaterThan(PACKED.getTime())
})

it('what lies in no node_modules is a checkout', () => {
  expect(installOf(fileAt('work/gong/dist/gong.cjs'), {}).form).toBe('checkout')
})

it('an executable says so itself', () => {
  expect(installOf(fileAt('usr/bin/gong'), {}, 'executable').form).toBe('executable')
})

it.skipIf(process.platform === 'win32')('the first gong on the path is named when it is another one', () => {
  const other = fileAt('home/bin/gong')
  const PATH = `${join(folder, 'nowhere')}:${dirname(other)}:${join(folder, 'bin')}`
  expect(installOf(program, { PATH }).other).toBe(other)
})
