import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sharedPace } from '../../src/api/pace.ts'
import { diskFiles } from '../../src/platform/node/disk/files.ts'
import { ended, program, start } from '../support/child-program.ts'
import { handClock } from '../support/fake-gong.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const files = diskFiles()

const counting = program(`
  import { diskFiles } from './src/platform/node/disk/files.ts'
  const [, , folder, times] = process.argv
  const files = diskFiles({ patience: 60_000 })
  const main = async () => {
    for (let n = 0; n < Number(times); n++) {
      await files.withLock(folder + '/lock', async () => {
        const count = Number(Buffer.from(await files.read(folder + '/count') ?? []).toString())
        await files.write(folder + '/count', String(count + 1), 0o600)
      })
    }
  }
  void main()
`)

const holding = program(`
  import { diskFiles } from './src/platform/node/disk/files.ts'
  const stay = setInterval(() => {}, 1000)
  void diskFiles().withLock(process.argv[2], () => new Promise(() => process.send?.('held')))
`)

async function killedWhileHolding(lock: string): Promise<void> {
  const child = start(await holding, lock)
  await once(child, 'message')
  child.kill('SIGKILL')
  await ended(child)
}

it('heals the lock of a killed process without waiting', async () => {
  const lock = join(emptyFolder(), 'lock')
  await killedWhileHolding(lock)
  expect(existsSync(lock)).toBe(true)
  expect(await diskFiles({ lockWaitMs: 0 }).withLock(lock, async () => 'healed')).toBe('healed')
})

it('heals a lock although a process was killed while it healed it', async () => {
  const lock = join(emptyFolder(), 'lock')
  await killedWhileHolding(lock)
  await killedWhileHolding(`${lock}.heal`)
  expect(await diskFiles({ lockWaitMs: 0 }).withLock(lock, async () => 'healed')).toBe('healed')
})

it('heals under a lock of its own and never removes the lock of a process that was quicker', async () => {
  const folder = emptyFolder()
  const lock = join(folder, 'lock')
  const quicker = '999999999 elsewhere.example token'
  await killedWhileHolding(lock)
  const { outcome } = await files.withLock(`${lock}.heal`, async () => {
    const outcome = expect(diskFiles({ lockWaitMs: 50 }).withLock(lock, async () => {})).rejects.toThrow('999999999')
    while (!readdirSync(folder).some((name) => name.startsWith('.lock.heal.'))) await files.read(lock)
    writeFileSync(lock, quicker)
    return { outcome }
  })
  await outcome
  expect(readFileSync(lock, 'utf8')).toBe(quicker)
})

it('loses no change of eight processes that start at the lock of a dead one', async () => {
  const folder = emptyFolder()
  await killedWhileHolding(join(folder, 'lock'))
  const path = await counting
  const children = Array.from({ length: 8 }, () => start(path, folder, '50'))
  expect(await Promise.all(children.map(ended))).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('400')
  expect(readdirSync(folder)).toEqual(['count'])
})

it('goes on with the pace when a process is killed while it holds the lock of the log', async () => {
  const path = join(emptyFolder(), 'pace.json')
  await killedWhileHolding(`${path}.lock`)
  const turn = sharedPace(handClock(), files, path, { rate: 3, spender: 'calls list' })
  expect(await turn(new AbortController().signal)).toBe(0)
})
