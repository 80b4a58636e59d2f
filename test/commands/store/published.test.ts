import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { idIn } from '../../../src/lib/file-name.ts'
import { dueAgain } from '../../../src/store/ledger/transitions.ts'
import { KEYS, run } from '../../run.ts'
import { storeIn } from '../../support/duckdb-copy.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

describe('a copy that was published as Parquet', () => {
  const folder = emptyFolder()
  const lake = join(folder, 'lake')
  const gong = (words: readonly string[]) =>
    run(words, {
      calls: 12,
      env: {
        ...KEYS,
        GONG_DATA_DIR: folder,
        GONG_CONFIG_DIR: join(folder, 'config'),
        GONG_STATE_DIR: join(folder, 'state'),
      },
    })
  beforeAll(async () => {
    const synced = await gong(['sync', 'calls', 'transcripts', '--into', `parquet:${lake}`])
    expect(synced.exit, synced.err).toBe(0)
  })

  it('is searched with the hits of the copy', async () => {
    const line = ['search', 'last', 'year', '-f', 'json']
    const [copy, published] = [await gong(line), await gong([...line, '--in', `parquet:${lake}`])]
    expect(JSON.parse(copy.out).length).toBeGreaterThan(0)
    expect(published.exit, published.err).toBe(0)
    expect(JSON.parse(published.out)).toEqual(JSON.parse(copy.out))
  })

  it.each([
    ['mine.csv', 'mine.csv'],
    ['_manifest.json', '_manifest.json'],
    ['_files/mine.csv', '_files/../mine.csv'],
  ])('lets no query read another file of its folder: %s', async (_, path) => {
    writeFileSync(join(lake, 'mine.csv'), 'a\n1\n')
    const { exit, out } = await gong(['query', `select * from '${lake}/${path}'`, '--in', `parquet:${lake}`])
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
  })

  it.each([
    ['search', 'year'],
    ['query', 'select count(*) from calls'],
  ])('is named with parquet: before it, which %s says', async (...words) => {
    const { exit, err } = await gong([...words, '--in', lake])
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(`--in parquet:${lake}`) })
  })

  it.each(['folder', 'parquet'])('is not published to a file, where a %s was meant', async (kind) => {
    writeFileSync(join(folder, 'mine.txt'), 'mine')
    const { exit, err } = await gong(['sync', 'calls', '--into', `${kind}:${join(folder, 'mine.txt')}`])
    expect({ exit, err }).toEqual({ exit: 10, err: expect.stringContaining('mine.txt: something else has this name') })
    expect(err).toContain('try: once that is mended, the same line goes on')
  })
})

describe('a folder with the transcripts of a copy', () => {
  const folder = emptyFolder()
  const files = join(folder, 'files')
  const sync = (what: string) =>
    run(`sync ${what} --into folder:${files}`, {
      calls: 12,
      env: { ...KEYS, GONG_DATA_DIR: folder, GONG_STATE_DIR: folder },
    })

  it('keeps what is asked for anew until that comes', async () => {
    await sync('calls transcripts')
    const before = readdirSync(files)
    const store = await storeIn(folder)
    for (const id of before.map((name) => idIn(name)?.id ?? '')) {
      const [entry] = await store.ledger.get([id])
      const moment = { nowMs: 0, random: () => 0, giveUpMs: 0 }
      if (entry !== undefined) await store.commit({ ledger: [dueAgain(entry, new Set(['transcript']), moment)] })
    }
    await store.close()
    expect((await sync('calls')).err).toContain('0 files written\n')
    expect(readdirSync(files)).toEqual(before)
  })

  it('keeps what another copy has published', async () => {
    await sync('calls transcripts')
    const before = readdirSync(files)
    expect((await sync(`calls --into ${join(folder, 'other.duckdb')}`)).exit).toBe(0)
    expect(readdirSync(files)).toEqual(before)
  })
})
