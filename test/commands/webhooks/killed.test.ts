import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { temporaryPathOf } from '../../../src/platform/temporary-name.ts'
import { run } from '../../run.ts'
import { DONE, listening } from '../../support/listener.ts'
import { eventBody, SHOWN_KEY } from '../../support/signed-event.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const UUID = '7d1e2a34-5b6c-4d7e-8f90-123456789abc'

/** What a process has left that was killed while it wrote a file. */
const left = (path: string) => writeFileSync(temporaryPathOf(path, UUID), '{"i')

/** A listener whose data folder is on the disk, and what lies in the folders of its spool. */
async function listeningOnDisk(before: (spool: string) => void = () => undefined) {
  const data = emptyFolder()
  const spool = join(data, 'webhooks')
  mkdirSync(join(spool, 'again'), { recursive: true })
  before(spool)
  const disk = diskFiles()
  const read = async (path: string) => (path === 'gong.pub' ? Buffer.from(SHOWN_KEY) : await disk.read(path))
  const files = { ...disk, read }
  const env = { GONG_DATA_DIR: data }
  const listener = await listening({ files, env, runProgram: async () => DONE })
  return { ...listener, spool, replay: () => run('webhooks replay --since 2020-01-01', { files, env }) }
}

it('removes what a replay that was killed has left with the next one, whose request is taken in', async () => {
  const { post, replay, clock, runs, spool } = await listeningOnDisk()
  await post(eventBody('7782342274025937895'))
  left(join(spool, 'again', '1780000000000-0011223344556677.json'))
  expect(await replay()).toMatchObject({ exit: 0 })
  expect(readdirSync(join(spool, 'again'))).toEqual([expect.stringMatching(/^\d+-[\da-f]{16}\.json$/)])
  while (runs.length < 2) await clock.pass(1000)
  expect(readdirSync(join(spool, 'again'))).toEqual([])
})

it('removes what a server that was killed as it made its spool has left', async () => {
  const { spool } = await listeningOnDisk((folder) => left(join(folder, 'spool.json')))
  expect(readdirSync(spool).filter((name) => name.includes(UUID))).toEqual([])
})
