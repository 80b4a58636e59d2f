import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { afterAll, describe, expect, it } from 'vitest'
import { KEYS, NOW, type Ran, run } from '../run.ts'

const folder = mkdtempSync(join(tmpdir(), 'gong-publish-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A machine that syncs and asks. */
async function gong(line: string, now = NOW): Promise<Ran> {
  const at = (name: string) => join(folder, name)
  const env = { ...KEYS, GONG_DATA_DIR: folder, GONG_CONFIG_DIR: at('config'), GONG_STATE_DIR: at('state') }
  return await run(line, { env, calls: 40, now })
}

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))

/** Another reader of Parquet, with another zstd. */
async function readElsewhere(path: string): Promise<{ codec: unknown; rows: readonly Record<string, unknown>[] }> {
  const bytes = readFileSync(path)
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const ZSTD = (input: Uint8Array) => new Uint8Array(execFileSync('zstd', ['-dcq'], { input }))
  const { row_groups } = await parquetMetadataAsync(file)
  return {
    codec: row_groups[0]?.columns[0]?.meta_data?.codec,
    rows: await parquetReadObjects({ file, compressors: { ZSTD } }),
  }
}

const hasZstd = existsSync('/usr/bin/zstd')

describe.skipIf(!hasZstd && process.env.CI === undefined)('a copy that is published', () => {
  const lake = join(folder, 'lake')

  it('is Parquet by month, of which what has changed is written anew, and what was named before stays for one run', async () => {
    const first = await gong(`sync calls --since 45d --into parquet:${lake}`)
    const said = expect.stringMatching(/lake: \d+ files written with [\d,]+ rows, 0 unchanged/)
    expect({ exit: first.exit, err: first.err }).toEqual({ exit: 0, err: said })
    const months = ['2026-04', '2026-05'].map((month) => `month=${month}/data.parquet`)
    expect(filesOf(join(lake, 'calls')).sort()).toEqual(months)
    const named = (): string[] =>
      JSON.parse(readFileSync(join(lake, '_manifest.json'), 'utf8')).parts.map(({ file }: { file: string }) => file)
    const before = named()
    await gong(`sync calls transcripts --into parquet:${lake}`, NOW + 60_000)
    const after = named()
    const isTranscript = (file: string) => /^_files\/(turns|sentences|sync_ledger|speakers)-/.test(file)
    expect(after.filter((file) => !before.includes(file)).every(isTranscript)).toBe(true)
    expect(after.some((file) => file.startsWith('_files/sentences-2026-05-'))).toBe(true)
    expect([...before, ...after].every((file) => existsSync(join(lake, file)))).toBe(true)
    const third = await gong(`sync calls transcripts --into parquet:${lake}`, NOW + 120_000)
    expect(third.err).toMatch(/lake: [0-4] files? written/)
    expect(before.filter((file) => !after.includes(file)).some((file) => existsSync(join(lake, file)))).toBe(false)
  })

  it('is read by another reader of Parquet as the copy says', async () => {
    const may = await readElsewhere(join(lake, 'calls/month=2026-05/data.parquet'))
    const sql = 'select call_id, title from calls where started >= $s order by 1'
    const ids = JSON.parse((await gong(`query '${sql}' --set s=2026-05-01`)).out)
    expect(may.codec).toBe('ZSTD')
    expect(may.rows.map(({ call_id, title }) => ({ call_id, title }))).toEqual(ids)
    expect(may.rows[0]?.started).toBeInstanceOf(Date)
  })

  it('answers what the copy answers, and reads nothing else', async () => {
    for (const sql of [
      'select * from calls_wide order by call_id',
      'select * from sentences order by 1, 2, 3',
      'select count(*) as n from flows',
      'select * from data_cloud.calls order by 1',
    ]) {
      const [one, other] = [await gong(`query '${sql}'`), await gong(`query '${sql}' --in parquet:${lake}`)]
      expect(one.exit).toBe(0)
      expect(other.out).toBe(one.out)
    }
    writeFileSync(join(folder, 'x.csv'), 'a\n1\n')
    for (const sql of [
      'select * from read_text("/etc/passwd")',
      `select * from "${folder}/x.csv"`,
      'select * from glob("/*")',
    ])
      expect(await gong(`query '${sql}' --in parquet:${lake}`)).toMatchObject({ exit: 2 })
    const none = await gong(`query 'select 1' --in parquet:${folder}`)
    expect(none).toMatchObject({ exit: 2, err: expect.stringContaining('no published copy') })
    const refused = await gong(`sync calls --into parquet:${folder}`)
    expect(refused).toMatchObject({ exit: 2, err: expect.stringContaining('no published copy') })
  })

  it('is a folder of texts, of which only calls that something came of are written again', async () => {
    const texts = join(folder, 'texts')
    const first = await gong(`sync calls --into folder:${texts}`, NOW + 180_000)
    expect({ exit: first.exit, err: first.err }).toEqual({
      exit: 0,
      err: expect.stringMatching(/texts: 10 files written/),
    })
    const [name = ''] = readdirSync(texts).filter((one) => one.endsWith('.md'))
    const exported = join(folder, 'exported')
    await gong(`transcripts export --from 2026-01-01 --dir ${exported} --as md`)
    const spoken = (at: string) => readFileSync(join(at, name), 'utf8').split('## Transcript')[1]
    expect(spoken(texts)).toBe(spoken(exported))
    const again = await gong(`sync calls --into folder:${texts}`, NOW + 2 * 3_600_000)
    expect(again.err).toContain('texts: 0 files written')
  })
})
