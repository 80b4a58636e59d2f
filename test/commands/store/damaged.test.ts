import { copyFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEYS, run } from '../../run.ts'
import { copyIn } from '../../support/duckdb-copy.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const folder = emptyFolder()
const copy = join(folder, 'gong.duckdb')
const lake = join(folder, 'lake')
const gong = (words: Parameters<typeof run>[0]) =>
  run(words, {
    calls: 12,
    env: {
      ...KEYS,
      GONG_DATA_DIR: folder,
      GONG_CONFIG_DIR: join(folder, 'config'),
      GONG_STATE_DIR: join(folder, 'state'),
    },
  })
const publish = () => gong(['sync', 'calls', 'transcripts', '--into', `parquet:${lake}`])
const asked = (sql: string) => gong(['query', sql, '--in', `parquet:${lake}`])

beforeAll(async () => {
  const synced = await publish()
  expect(synced.exit, synced.err).toBe(0)
})

describe('a copy that is damaged', () => {
  let whole: Uint8Array
  beforeAll(() => {
    whole = readFileSync(copy)
  })
  beforeEach(() => {
    writeFileSync(copy, whole)
    return () => rmSync(`${copy}.wal`, { force: true })
  })

  const lines = [
    'sync --into',
    'sync status --into',
    'sync check --into',
    'sync purge --older-than 1d --yes --into',
    'query "select 1" --in',
    'search year --in',
  ]
  it.each(lines)('is told by gong %s, with what to do', async (line) => {
    truncateSync(copy, 100_000)
    const { exit, err } = await gong(`${line} ${copy}`)
    expect({ exit, err }).toEqual({ exit: 10, err: expect.stringContaining(`error: ${copy} is damaged: `) })
    expect(err).toContain('  try: put a backup in its place; or move it')
  })

  it('is one that has the log of another file beside it', async () => {
    const other = await copyIn(emptyFolder())
    const file = await other.duckDb.open(other.path, {})
    await file.connection.run('CREATE TABLE calls (call_id VARCHAR)')
    copyFileSync(`${other.path}.wal`, `${copy}.wal`)
    file.close()
    const { exit, err } = await gong('query "select 1"')
    expect({ exit, err }).toEqual({ exit: 10, err: expect.stringContaining(`error: ${copy} is damaged: `) })
  })
})

describe('what was published as Parquet', () => {
  const partOf = (table: string) => {
    const name = readdirSync(join(lake, '_files')).find((file) => file.startsWith(`${table}-`))
    return join(lake, '_files', String(name))
  }
  const count = async () => (await asked('select count(*) as n from turns')).out

  it.each([
    ['lost', (path: string) => rmSync(path)],
    ['cut', (path: string) => truncateSync(path, 200)],
  ])(
    'says that it is damaged where a file of it is %s, and is whole again after what it says to do',
    async (_, damage) => {
      const before = await count()
      damage(partOf('turns'))
      const { exit, err } = await asked('select count(*) as n from turns')
      expect({ exit, err }).toEqual({ exit: 10, err: expect.stringContaining(`error: ${lake} is damaged: `) })
      expect(err).toContain(`try: remove _files in it, and gong sync --into parquet:${lake} writes all of it again`)
      rmSync(join(lake, '_files'), { recursive: true })
      expect((await publish()).exit).toBe(0)
      expect(await count()).toBe(before)
    },
  )

  it('is written again under the names without a manifest, too', async () => {
    const byName = () => readFileSync(join(lake, 'turns', String(readdirSync(join(lake, 'turns'))[0]), 'data.parquet'))
    const before = byName()
    for (const name of readdirSync(join(lake, '_files'))) truncateSync(join(lake, '_files', name), 20)
    rmSync(join(lake, '_files'), { recursive: true })
    expect(byName().length).toBe(20)
    await publish()
    expect(byName()).toEqual(before)
  })
})
