import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../../src/platform/http.ts'
import { openSandbox } from '../../../../src/sandbox/handle.ts'
import { home, KEYS, NOW, type Ran, run, type Setting } from '../../../run.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BYTES = 3000

function company(now = NOW): HttpTransport {
  return openSandbox({ now: () => now, today: NOW, calls: 16, mediaBytes: BYTES })
}

async function machine() {
  const { folder, env } = await home()
  const all = { ...KEYS, ...env, GONG_DATA_DIR: folder }
  const gong = (line: string, setting: Setting = {}): Promise<Ran> =>
    run(line, { network: company(setting.now), ...setting, env: all })
  const media = join(folder, 'gong-media')
  const names = () =>
    existsSync(media)
      ? readdirSync(media).flatMap((month) => readdirSync(join(media, month)).map((name) => join(media, month, name)))
      : []
  return { gong, names, copy: join(folder, 'gong.duckdb') }
}

/** The company, whose answers and recordings come otherwise. */
function otherwise(now: number, change: { text?: (text: string) => string; cutAt?: number }): HttpTransport {
  const sandbox = company(now)
  return async (request, signal) => {
    const answer = await sandbox(request, signal)
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const { 'content-length': length, ...headers } = answer.headers
    if (!request.url.includes('/v2/'))
      return {
        ...answer,
        body: (async function* () {
          yield bytes.subarray(0, change.cutAt)
          if (change.cutAt !== undefined) throw Object.assign(new Error('reset'), { code: 'ECONNRESET' })
        })(),
      }
    const text = change.text?.(bytes.toString('utf8')) ?? bytes.toString('utf8')
    return {
      ...answer,
      headers,
      body: (async function* () {
        yield Buffer.from(text)
      })(),
    }
  }
}

const LINE = 'sync calls transcripts --media -f csv --fields subject,state,requests,new,awaited'

describe('gong sync --media', () => {
  it('puts recordings beside the copy for their owner alone, knows them, and proves them', async () => {
    const { gong, names } = await machine()
    const plan = await gong('sync calls --media --dry-run -f jsonl')
    expect(plan.out).toContain('{"subject":"media","requests":1,"why":"up to')
    const first = await gong(LINE)
    const count = names().length
    expect(count).toBeGreaterThan(4)
    expect(first.out.split('\n')[3]).toBe(`media,done,1,${count},0`)
    expect(names().map((name) => statSync(name).mode & 0o777)).toEqual(names().map(() => 0o600))
    const { out } = await gong("query 'select file, bytes, checksum from recordings order by file' -f json")
    const rows: { file: string; bytes: number; checksum: string }[] = JSON.parse(out)
    const sums = names().map((name) => createHash('sha256').update(readFileSync(name)).digest('hex'))
    expect(rows.map(({ checksum }) => checksum).sort()).toEqual(sums.sort())
    expect((await gong(LINE)).out.split('\n')[3]).toBe('media,done,0,0,0')
    expect((await gong('sync status')).err).toContain(`${count} recordings, ${(count * BYTES) / 1000} kB`)
    expect((await gong('sync check --sample 100%')).exit).toBe(0)
    const [damaged = ''] = names()
    truncateSync(damaged, 10)
    const check = await gong('sync check --sample 0%')
    expect({ exit: check.exit, err: check.err }).toMatchObject({
      exit: 8,
      err: expect.stringContaining(`recording: 10 of ${BYTES} bytes`),
    })
    expect(check.err).toContain('1 call differs: the next gong sync --media reads it again')
    expect((await gong(LINE)).out.split('\n')[3]).toBe('media,done,1,1,0')
    expect(statSync(damaged).size).toBe(BYTES)
    expect((await gong('sync check --sample 100%')).exit).toBe(0)
    await gong('sync purge --older-than 1d --yes')
    expect(names()).toEqual([])
  })

  it('keeps what a new copy does not know yet, and does not download it again', async () => {
    const { gong, names, copy } = await machine()
    await gong(LINE)
    const before = names()
    rmSync(copy)
    await gong(`${LINE} --max-requests 1`)
    expect(names()).toEqual(before)
    const dates = () => names().map((name) => statSync(name).mtimeMs)
    const [was, { exit }] = [dates(), await gong(LINE)]
    expect({ exit, dates: dates() }).toEqual({ exit: 0, dates: was })
  })

  it('goes on where a download broke off, an hour later, and is given up where there is no recording', async () => {
    const { gong, names } = await machine()
    const broken = await gong(`${LINE} --no-retry`, { network: otherwise(NOW, { cutAt: 1000 }) })
    expect(broken.exit).toBe(8)
    const parts = names().filter((name) => name.endsWith('.part'))
    expect(parts.map((name) => statSync(name).size)).toEqual(parts.map(() => 1000))
    expect(broken.out.split('\n')[3]).toBe(`media,failed,1,0,${parts.length}`)
    const ranges: unknown[] = []
    const later = NOW + 2 * HOUR
    const network: HttpTransport = (request, signal) => {
      if (!request.url.includes('/v2/')) ranges.push(request.headers.range)
      return company(later)(request, signal)
    }
    expect((await gong(LINE, { now: later, network })).out).toContain(`media,done,1,${parts.length},0`)
    expect(ranges).toEqual(parts.map(() => 'bytes=1000-'))
    expect(names().map((name) => statSync(name).size)).toEqual(parts.map(() => BYTES))
  })

  it('settles calls whose recording never comes', async () => {
    const { gong, names } = await machine()
    const without = (text: string) => text.replaceAll(/"(video|audio)Url":"[^"]*"/g, '"none":"$1"')
    const first = await gong(LINE, { network: otherwise(NOW, { text: without }) })
    expect(first.out).toMatch(/media,done,1,0,[1-9]/)
    const late = NOW + 15 * DAY
    const then = await gong(LINE, { now: late, network: otherwise(late, { text: without }) })
    expect(then.out).toMatch(/media,done,1,0,0/)
    expect(names()).toEqual([])
    const again = await gong('query "select distinct media_state from sync_ledger" -f csv', { now: late })
    expect(again.out).toBe('media_state\ngiven-up\n')
  })

  it('has no folder beside a database', async () => {
    const { gong } = await machine()
    const { exit, sent, err } = await gong('sync --media --into postgres:///gong')
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('a database has none')
  })
})
