import fs, { readdirSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { home, KEYS, run } from '../../run.ts'

/** A disk on which a file can be begun, and no byte of it has room. */
function fillDisk(path: RegExp) {
  const { writeFileSync } = fs
  fs.writeFileSync = (file, ...rest) => {
    if (!path.test(String(file))) return writeFileSync(file, ...rest)
    writeFileSync(file, '')
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })
  }
  syncBuiltinESMExports()
  onTestFinished(() => {
    fs.writeFileSync = writeFileSync
    syncBuiltinESMExports()
  })
}

it('ends with 10 where a full disk has no room for a lock, and leaves nothing there', async () => {
  const { folder, env } = await home()
  fillDisk(/\.gong-lock\./)
  const out = join(folder, 'a.csv')
  const { exit, err, sent } = await run(`users list -o ${out}`, { env: { ...KEYS, ...env } })
  expect(err).toContain(`cannot lock ${out}.gong-lock: no space is left on the disk`)
  expect([exit, sent]).toEqual([10, []])
  expect(readdirSync(folder).filter((name) => name.includes('gong-lock'))).toEqual([])
})
