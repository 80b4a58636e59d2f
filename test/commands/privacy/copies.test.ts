import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { once } from '../../../src/lib/once.ts'
import { NOW, type Ran } from '../../run.ts'
import { copyIn, storeIn } from '../../support/duckdb-copy.ts'
import { type Desk, openDesk } from '../../support/privacy-setup.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const HOUR_MS = 3_600_000
const CALLS = 60

const copiesOf = ({ folder }: Desk): string => join(folder, 'state', 'copies.json')

/** Files of a desk whose copy was synced, and the folder that they name. */
const synced = once(async () => {
  const { folder, run } = await openDesk(CALLS)
  expect((await run(['sync', 'calls', '--since', '200d', '--into', join(folder, 'gong.duckdb')])).exit).toBe(0)
  const files = emptyFolder()
  cpSync(folder, files, { recursive: true })
  return { folder, files }
})

/** A desk with a copy of its company, whether that has the buyer, and whether its bytes do where they are not compressed. */
async function deskWithCopy(): Promise<Desk & { readonly copy: string; knows(): Promise<boolean>; holds(): boolean }> {
  const { folder, files } = await synced()
  const desk = await openDesk(CALLS)
  const copy = join(desk.folder, 'gong.duckdb')
  cpSync(files, desk.folder, { recursive: true })
  const list = copiesOf(desk)
  writeFileSync(list, readFileSync(list, 'utf8').replaceAll(folder, desk.folder))
  const sql = `SELECT count(*) AS times FROM parties WHERE email = '${BUYER}'`
  const knows = async () => !(await desk.run(['query', sql, '--in', copy, '-f', 'csv'])).out.includes('\n0\n')
  return { ...desk, copy, knows, holds: () => readFileSync(copy, 'latin1').includes('handiwe.jovanovic@') }
}

const erase = (desk: Desk): Promise<Ran> => desk.run(['privacy', 'erase', BUYER, '--yes', '--confirm', BUYER])

describe('privacy and local copies', () => {
  it('says which copies hold a person, erases them there once Gong has, and verifies both', async () => {
    const desk = await deskWithCopy()
    const found = await desk.run(['privacy', 'find', BUYER])
    expect(found.err).toContain(`the copy ${desk.copy} has of them: 1 call`)
    const dry = await desk.run(['privacy', 'erase', BUYER, '--dry-run'])
    expect(dry.err).toContain(`They leave these copies, too: ${desk.copy}.`)
    expect(await desk.knows()).toBe(true)
    const erased = await erase(desk)
    expect({ exit: erased.exit, err: erased.err }).toEqual({
      exit: 0,
      err: expect.stringContaining(`erased from the copy ${desk.copy}, too: 1 call`),
    })
    expect(await desk.knows()).toBe(false)
    expect(desk.holds()).toBe(false)
    desk.pass(48 * HOUR_MS)
    const verified = await desk.run(['privacy', 'verify', BUYER, '-f', 'json'])
    expect({ exit: verified.exit, rows: JSON.parse(verified.out) }).toEqual({
      exit: 0,
      rows: [expect.objectContaining({ verdict: 'clean', copies: null })],
    })
  })

  it('goes on after a run that died between Gong and the copy, when nobody has the value any more', async () => {
    const desk = await deskWithCopy()
    renameSync(desk.copy, `${desk.copy}.away`)
    const erased = await erase(desk)
    expect({ exit: erased.exit, err: erased.err }).toEqual({
      exit: 0,
      err: expect.stringContaining(
        `the copy ${desk.copy} is not there any more: if it was moved, gong sync purge --person ${BUYER} --into`,
      ),
    })
    renameSync(`${desk.copy}.away`, desk.copy)
    expect(await desk.knows()).toBe(true)
    await desk.run(['sync', 'settings', '--into', desk.copy])
    expect(await desk.knows()).toBe(false)
    expect(desk.holds()).toBe(false)
  })

  it('says what to type for a copy that is locked or published, ends with 8, and verify does what is left', async () => {
    const desk = await deskWithCopy()
    mkdirSync(join(desk.folder, 'lake'))
    const list = copiesOf(desk)
    const from = join(desk.folder, 'other.duckdb')
    const lake = { target: `parquet:${join(desk.folder, 'lake')}`, since: new Date(NOW).toISOString(), from }
    writeFileSync(list, JSON.stringify([...JSON.parse(readFileSync(list, 'utf8')), lake]))
    const store = await storeIn(desk.folder)
    await store.lease('another', NOW, NOW + HOUR_MS / 2)
    await store.close()
    const erased = await erase(desk)
    expect(erased.exit).toBe(8)
    expect(erased.err).toContain(
      `another sync is changing this copy: gong sync purge --person ${BUYER} --into ${desk.copy}`,
    )
    expect(erased.err).toContain(`is as it was then: gong sync --into ${from} --into ${lake.target}`)
    desk.pass(48 * HOUR_MS)
    const verified = await desk.run(['privacy', 'verify', '--all', '-f', 'json'])
    expect(JSON.parse(verified.out)).toEqual([expect.objectContaining({ copies: null })])
    expect(await desk.knows()).toBe(false)
    expect(desk.holds()).toBe(false)
  })

  it('erases in the copies behind one that cannot be used at all, and names that', async () => {
    const desk = await deskWithCopy()
    const list = copiesOf(desk)
    const broken = await copyIn(desk.folder, 'broken.duckdb')
    cpSync(desk.copy, broken.path)
    const { connection, close } = await broken.duckDb.open(broken.path, {})
    await connection.run('DROP TABLE trackers')
    close()
    const known = { target: broken.path, since: new Date(NOW).toISOString() }
    writeFileSync(list, JSON.stringify([known, ...JSON.parse(readFileSync(list, 'utf8'))]))
    const { exit, err } = await erase(desk)
    expect(exit).toBe(8)
    expect(err).toMatch(/defect of gong: .*gong sync purge --person \S+ --into \S+broken\.duckdb/)
    expect(await desk.knows()).toBe(false)
  })
})
