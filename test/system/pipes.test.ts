import { lstatSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { diskFiles } from '../../src/platform/node/disk/files.ts'
import { run } from '../run.ts'
import { network, paged } from '../support/fake-gong.ts'
import { namedPipe } from '../support/named-pipe.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const files = diskFiles()

it.skipIf(process.platform === 'win32')('writes straight into a named pipe, which stays one', async () => {
  const path = namedPipe()
  const reader = files.read(path)
  const file = await files.create(path)
  await file.write('through')
  await file.commit()
  expect(Buffer.from((await reader) ?? []).toString()).toBe('through')
  expect(statSync(path).isFIFO()).toBe(true)
})

it.skipIf(process.platform === 'win32')(
  'takes a pipe in the place of a lock for no lock, and leaves it alone',
  async () => {
    const lock = namedPipe()
    const before = lstatSync(lock).ino
    await expect(diskFiles({ lockWaitMs: 0, leaseMs: 0 }).withLock(lock, async () => {})).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('stands where a lock of gong goes'),
    })
    expect(lstatSync(lock).ino).toBe(before)
  },
)

it.skipIf(process.platform === 'win32')('is not gone on with when the file is a pipe by now', async () => {
  const path = join(emptyFolder(), 'c.csv')
  const line = `calls list --from 2026-05-01 --to 2026-05-03 --tz UTC -o ${path}`
  const page = { requestId: 'r', records: { totalRecords: 4, cursor: '1' }, calls: [{ id: 'a' }, { id: 'b' }] }
  await run(`${line} --no-retry`, { network: network((_, index) => (index === 0 ? page : '<html>')) })
  renameSync(namedPipe(), path)
  const { exit, sent } = await run(line, { network: paged(2, () => [{ id: 'c' }]) })
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
})
