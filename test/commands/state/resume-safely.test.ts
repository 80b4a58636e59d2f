import { linkSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import type { NewFile } from '../../../src/platform/files.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import type { Clock, Context } from '../../../src/platform/ports.ts'
import { home, KEYS, run, type Setting } from '../../run.ts'
import { network, queryOf } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const HOUR = 3_600_000
const LIST = 'calls list --from 2026-05-01 --to 2026-05-03 --tz UTC'

/** A list of so many pages of two rows; only the first `most` are given. */
function pages(count: number, most = count) {
  return network((request) => {
    const at = Number(queryOf(request).cursor ?? 0)
    if (at >= most) return '<html>'
    const next = at + 1 < count ? { cursor: String(at + 1) } : {}
    return {
      requestId: 'r',
      records: { totalRecords: 2 * count, ...next },
      calls: [{ id: `${at}a` }, { id: `${at}b` }],
    }
  })
}

const HINT = /to go on with it: gong (.*); --restart begins anew$/m

describe('a line whose dates are relative is gone on with', () => {
  const cut = async (line: string, now: string) => {
    const path = join(emptyFolder(), 'calls.jsonl')
    await run(`${line} --no-retry -o ${path}`, { network: pages(3, 2), now: Date.parse(now) })
    return path
  }

  it.each(['last-quarter', 'last-month', '2026-04'])('days later, when %s means the same days', async (period) => {
    const path = await cut(`calls list --during ${period}`, '2026-05-19T12:00:00Z')
    const later = { network: pages(3), now: Date.parse('2026-05-28T12:00:00Z') }
    const { exit, sent } = await run(`calls list --during ${period} -o ${path}`, later)
    expect([exit, sent.length]).toEqual([0, 1])
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(6)
  })

  it.each([
    ['a start alone, after 45 days', 'calls list --from 2026-05-01', 45 * 24 * HOUR],
    ['a start alone, after 37 hours', 'calls list --from 2026-05-01', 37 * HOUR],
    ['the usual window, after 37 hours', 'calls list', 37 * HOUR],
    ['today, after a midnight half an hour later', 'calls list --during today --tz UTC', 12.5 * HOUR],
    ['last-month, in the next month', 'calls list --during last-month', 15 * 24 * HOUR],
  ])('but not %s, which then means other days', async (_, line, passed) => {
    const start = Date.parse('2026-05-19T12:00:00Z')
    const path = await cut(line, '2026-05-19T12:00:00Z')
    const { exit, err, sent } = await run(`${line} -o ${path}`, { now: start + passed })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('its dates were other ones')
    expect(readdirSync(join(path, '..')).sort()).toEqual(['calls.jsonl.gong-journal', 'calls.jsonl.gong-part'])
    const again = (HINT.exec(err)?.[1] ?? '').replace(' --no-retry', '')
    const whole = await run(again, { network: pages(3), now: start + passed })
    expect(whole.exit).toBe(0)
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(6)
  })

  it('the next night, after the quota of a day was spent', async () => {
    const path = await cut('calls list --from 3d', '2026-05-19T12:00:00Z')
    const { exit, sent } = await run(`calls list --from 3d -o ${path}`, {
      network: pages(3),
      now: Date.parse('2026-05-20T12:00:07Z'),
    })
    expect([exit, sent.length]).toEqual([0, 1])
  })

  it('within hours up to the moment that it ended at then, and says so', async () => {
    const path = await cut('calls list --from 2026-05-01 --tz UTC', '2026-05-19T12:00:00Z')
    const later = { network: pages(3), now: Date.parse('2026-05-19T13:00:00Z') }
    const { exit, err } = await run(`calls list --from 2026-05-01 --tz UTC -o ${path}`, later)
    expect(exit).toBe(0)
    expect(err).toContain('2026-05-01T00:00:00+00:00 to 2026-05-19T12:00:00Z, and not to now')
  })
})

describe('a line that Gong answers slowly is gone on with', () => {
  /** Each answer takes so many milliseconds of the clock; what happens at the third request is up to the test. */
  const slowly = (latencyMs: number, third: () => unknown = () => undefined): Setting & { readonly clock: Clock } => {
    let now = Date.parse('2026-05-19T12:00:00.900Z')
    let asked = 0
    const send = pages(3)
    return {
      clock: {
        now: () => now,
        sleep: async (ms) => {
          now += ms
        },
      },
      network: async (request, signal) => {
        asked += 1
        if (asked === 3) await third()
        now += latencyMs
        return await send(request, signal)
      },
    }
  }
  const LINES = [
    'calls list --from 10d',
    'calls list --from 2026-05-01',
    'calls list --from 24h',
    'calls list --during today',
    'calls list',
  ]
  const LATENCIES = [0, 150, 1800, 45_000]
  const goesOn = async (line: string, path: string, latencyMs: number, { clock }: { readonly clock: Clock }) => {
    const later = slowly(latencyMs)
    const { exit, err } = await run(`${line} -o ${path}`, { ...later, clock })
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringContaining('goes on after the 4 rows') })
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(6)
  }

  it.each(LATENCIES)('after --max-requests, when an answer takes %d ms', async (latencyMs) => {
    for (const line of LINES) {
      const path = join(emptyFolder(), 'calls.jsonl')
      const setting = slowly(latencyMs)
      const { exit, err } = await run(`${line} --max-requests 2 -o ${path}`, setting)
      expect([line, exit, err.includes('the same command goes on from there')]).toEqual([line, 6, true])
      await goesOn(line, path, latencyMs, setting)
    }
  })

  it.each(LATENCIES)('after Ctrl-C, when an answer takes %d ms', async (latencyMs) => {
    for (const line of LINES) {
      const path = join(emptyFolder(), 'calls.jsonl')
      const controller = new AbortController()
      const setting = slowly(latencyMs, () => {
        controller.abort(new Failure('interrupted', 'interrupted'))
        throw controller.signal.reason
      })
      const { exit } = await run(`${line} -o ${path}`, { ...setting, interrupted: controller.signal })
      expect([line, exit]).toEqual([line, 130])
      await goesOn(line, path, latencyMs, setting)
    }
  })

  it.each(LATENCIES)('after it was killed, when an answer takes %d ms', async (latencyMs) => {
    for (const line of LINES) {
      const path = join(emptyFolder(), 'calls.jsonl')
      const kept = join(emptyFolder(), 'calls.jsonl')
      // A process that was killed does nothing more, and what it leaves is found by a run that it holds no lock against.
      let killed: () => void = () => undefined
      let end: () => void = () => undefined
      const death = new Promise<void>((resolve) => {
        killed = resolve
      })
      const setting = slowly(latencyMs, () => {
        killed()
        return new Promise((_, reject) => {
          end = () => reject(new Failure('unreachable', 'over'))
        })
      })
      const dead = run(`${line} -o ${path}`, setting)
      await Promise.race([dead, death])
      for (const ending of ['.gong-part', '.gong-journal']) renameSync(`${path}${ending}`, `${kept}${ending}`)
      await goesOn(line, kept, latencyMs, setting)
      end()
      await dead
    }
  })

  it('but not with dates of another line, however near', async () => {
    const path = join(emptyFolder(), 'calls.jsonl')
    const setting = slowly(1800)
    await run(`calls list --from 24h --max-requests 2 -o ${path}`, setting)
    const other = `calls list --from 2026-05-18T12:00:03Z -o ${path}`
    const { exit, sent } = await run(other, { clock: setting.clock, network: pages(3) })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  })
})

describe('the count at the end of a run that went on', () => {
  const goneOn = async (flags: string, network: () => HttpTransport) => {
    const path = join(emptyFolder(), 'calls.jsonl')
    await run(`${LIST} ${flags} --max-requests 2 -o ${path}`, { network: network() })
    return await run(`${LIST} ${flags} -o ${path}`, { network: network() })
  }

  it('is right with a --limit above what Gong has', async () => {
    const { exit, err } = await goneOn('--limit 11', () => pages(5))
    expect([exit, err.split('\n').at(-2)]).toEqual([0, '10 rows, 3 requests'])
  })

  it('is right with a --limit that ends it', async () => {
    const { exit, err } = await goneOn('--limit 9', () => pages(5))
    expect([exit, err.split('\n').at(-2)]).toEqual([0, '9 rows, 3 requests'])
  })

  it('tells also what came twice before', async () => {
    const { exit, err } = await goneOn('', () =>
      network((request) => {
        const at = Number(queryOf(request).cursor ?? 0)
        const next = at < 2 ? { cursor: String(at + 1) } : {}
        return {
          requestId: 'r',
          records: { totalRecords: 6, ...next },
          calls: [{ id: `${at}a` }, { id: at === 1 ? '0a' : `${at}b` }],
        }
      }),
    )
    expect([exit, err.split('\n').at(-2)]).toEqual([0, '5 rows, 1 request, 1 row that came twice dropped'])
  })
})

describe('an interrupted run is not gone on with', () => {
  const cut = async () => {
    const path = join(emptyFolder(), 'c.csv')
    await run(`${LIST} --no-retry -o ${path}`, { network: pages(3, 2) })
    return path
  }
  const victim = (path: string) => {
    const file = join(emptyFolder(), 'victim')
    writeFileSync(file, `precious ${path}`)
    return file
  }

  it.each([
    ['the file is a link by now', (path: string, file: string) => symlinkSync(file, path)],
    [
      'the part is a link to its copy',
      (path: string, file: string) => {
        renameSync(`${path}.gong-part`, file)
        symlinkSync(file, `${path}.gong-part`)
      },
    ],
    [
      'the part is another file of the same length',
      (path: string) => {
        const text = readFileSync(`${path}.gong-part`, 'utf8')
        writeFileSync(`${path}.other`, 'x'.repeat(text.length))
        renameSync(`${path}.other`, `${path}.gong-part`)
      },
    ],
    [
      'the journal is a link',
      (path: string, file: string) => {
        renameSync(`${path}.gong-journal`, file)
        symlinkSync(file, `${path}.gong-journal`)
      },
    ],
    [
      'the journal has another name elsewhere',
      (path: string, file: string) => {
        rmSync(file)
        linkSync(`${path}.gong-journal`, file)
      },
    ],
  ])('when %s', async (_, change) => {
    const path = await cut()
    const file = victim(path)
    change(path, file)
    const before = readFileSync(file, 'utf8')
    const { exit, sent } = await run(`${LIST} -o ${path}`, { network: pages(3) })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('by the key of another company on the same host', async () => {
    const { env } = await home()
    const path = join(emptyFolder(), 'c.csv')
    await run(`${LIST} --no-retry -o ${path}`, { network: pages(3, 2), env: { ...KEYS, ...env } })
    const other = { ...KEYS, ...env, GONG_ACCESS_KEY: 'another', GONG_ACCESS_KEY_SECRET: 'secret' }
    const before = readFileSync(`${path}.gong-part`, 'utf8')
    const { exit, err } = await run(`${LIST} -o ${path}`, { network: pages(3), env: other })
    expect({ exit, said: err.includes('another company') }).toEqual({ exit: 2, said: true })
    expect(readFileSync(`${path}.gong-part`, 'utf8')).toBe(before)
  })
})

it('writes no journal through a link that somebody has laid there', async () => {
  const folder = emptyFolder()
  const path = join(folder, 'c.csv')
  writeFileSync(join(folder, 'victim'), 'precious')
  symlinkSync(join(folder, 'victim'), `${path}.gong-journal`)
  await run(`${LIST} --no-retry -o ${path}`, { network: pages(3, 2) })
  expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('precious')
  expect(lstatSync(`${path}.gong-journal`).isFile()).toBe(true)
})

/** A disk whose files take so many writes and then have no room. */
function full(writes: number): Context['files'] {
  const files = diskFiles()
  const noRoom = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' })
  return {
    ...files,
    create: async (...args): Promise<NewFile> => {
      if (writes < 0) {
        const { wrapDiskErrors: inWords } = await import('../../../src/platform/node/disk/disk-errors.ts')
        return await inWords('write', args[0], () => Promise.reject(noRoom))
      }
      const real = await files.create(...args)
      let left = writes
      return {
        ...real,
        get size() {
          return real.size
        },
        write: async (chunk) => {
          left -= 1
          const { wrapDiskErrors: inWords } = await import('../../../src/platform/node/disk/disk-errors.ts')
          if (left < 0) return await inWords('write', args[0], () => Promise.reject(noRoom), 'local')
          await real.write(chunk)
        },
      }
    },
  }
}

describe('a disk that is full', () => {
  it('in the middle is no wrong line: what is whole stays, is counted, and the run goes on', async () => {
    const path = join(emptyFolder(), 'c.jsonl')
    const { exit, err } = await run(`${LIST} -o ${path}`, { network: pages(4), files: full(2) })
    expect(exit).toBe(10)
    expect(err).toContain('no space is left on the disk')
    expect(err).toContain('4 rows are written; the same command goes on')
    expect((await run(`${LIST} -o ${path}`, { network: pages(4) })).exit).toBe(0)
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(8)
  })

  it('before anything was sent is no wrong line either', async () => {
    const { exit, sent } = await run(`${LIST} -o ${join(emptyFolder(), 'c.csv')}`, { files: full(-1) })
    expect({ exit, sent }).toEqual({ exit: 10, sent: [] })
  })

  it('is no wrong place for an export that has begun', async () => {
    const folder = emptyFolder()
    const { exit } = await run(`transcripts export --during 2026-04 --dir ${folder}`, { files: full(-1) })
    expect(exit).toBe(10)
  })
})

it('writes a journal of a long list that is not cut, in proportion to its rows', async () => {
  const path = join(emptyFolder(), 'users.jsonl')
  const files = diskFiles()
  let written = 0
  const counted: Context['files'] = {
    ...files,
    write: async (name, data, ...rest) => {
      if (name.endsWith('.gong-journal')) written += data.length
      await files.write(name, data, ...rest)
    },
    append: async (...args) => {
      const real = await files.append(...args)
      return {
        ...real,
        write: async (chunk) => {
          written += chunk.length
          await real.write(chunk)
        },
        sync: async () => undefined,
      }
    },
  }
  const [COUNT, SIZE] = [300, 100]
  const send = network((request) => {
    const at = Number(queryOf(request).cursor ?? 0)
    const users = Array.from({ length: SIZE }, (_, index) => ({
      id: `1${String(at * SIZE + index).padStart(17, '0')}`,
    }))
    const next = at + 1 < COUNT ? { cursor: String(at + 1) } : {}
    return { requestId: 'r', records: { totalRecords: COUNT * SIZE, ...next }, users }
  })
  const { exit } = await run(`users list -q -o ${path}`, { network: send, files: counted })
  expect(exit).toBe(0)
  expect(written / (COUNT * SIZE)).toBeLessThan(20)
  expect(written / (COUNT * SIZE)).toBeGreaterThan(8)
})
