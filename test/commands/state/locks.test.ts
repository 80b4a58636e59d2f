import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quotaIn } from '../../../src/api/pace-log.ts'
import { readPart } from '../../../src/media/part.ts'
import type { FileLock } from '../../../src/platform/files.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { home, KEYS, run } from '../../run.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const LIST = 'calls list --from 2026-05-01 --to 2026-05-03 --tz UTC -q'
const files = diskFiles()

/** Takes an output as another run would. */
async function taken(path: string): Promise<FileLock> {
  const held = await files.lockOutput(path, { waitMs: 0, onWait: async () => undefined, hint: '' })
  if (held === undefined) throw new Error(`${path} cannot be taken`)
  return held
}

describe('a second run on the same output ends at once, before anything is sent', () => {
  const folder = async () => {
    const { folder } = await home()
    mkdirSync(join(folder, 'out'))
    return join(folder, 'out')
  }

  it.each([
    ['a list', `${LIST} -o OUT/calls.csv`, 'calls.csv'],
    ['a single thing', 'calls get 42 -o OUT/call.json', 'call.json'],
    ['a folder of transcripts', 'transcripts export --from 7d --dir OUT', ''],
    ['a folder of recordings', 'calls download 42 --dir OUT', ''],
  ])('%s', async (_, line, name) => {
    const out = await folder()
    const held = await taken(join(out, name))
    const { exit, err, sent } = await run(line.replace('OUT', out))
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
    expect(err).toContain(`another run is writing ${join(out, name)}`.replace(/\/$/, ''))
    expect(err).toContain(`process ${process.pid} on`)
    expect(err).toMatch(/gong (calls|transcripts) .* --lock-wait 10m/)
    await held.release()
    const free = readdirSync(out)
    expect(free).toEqual([])
  })

  it('and says --lock-wait once, also to one that has waited', async () => {
    const out = await folder()
    const held = await taken(join(out, 'calls.csv'))
    const { exit, err } = await run(`${LIST} -o ${join(out, 'calls.csv')} --lock-wait 0s`)
    await held.release()
    expect({ exit, waits: err.match(/--lock-wait \w+/g) }).toEqual({ exit: 9, waits: ['--lock-wait 10m'] })
  })

  it('also under another name of the same file', async () => {
    const out = await folder()
    writeFileSync(join(out, 'calls.csv'), '')
    symlinkSync('calls.csv', join(out, 'link.csv'))
    const held = await taken(join(out, 'calls.csv'))
    expect((await run(`${LIST} -o ${join(out, 'link.csv')}`)).exit).toBe(9)
    await held.release()
  })

  it('but not one that writes to a device, or that only shows what it would send', async () => {
    const out = await folder()
    expect((await run(`${LIST} -o /dev/null`)).exit).toBe(0)
    const held = await taken(join(out, 'calls.csv'))
    expect((await run(`${LIST} --dry-run -o ${join(out, 'calls.csv')}`)).exit).toBe(0)
    await held.release()
  })
})

it('waits with --lock-wait, says so, and then writes', async () => {
  const path = join(emptyFolder(), 'calls.csv')
  const held = await taken(path)
  let said = ''
  const { exit, err } = await run(`${LIST.replace(' -q', '')} -o ${path} --lock-wait 1h`, {
    files: {
      ...files,
      lockOutput: (name, wait) =>
        files.lockOutput(name, {
          ...wait,
          onWait: async (who) => {
            await wait.onWait(who)
            said = who
            await held.release()
          },
        }),
    },
  })
  expect({ exit, said }).toEqual({ exit: 0, said: expect.stringContaining(`process ${process.pid} on`) })
  expect(err).toContain(`waits up to 3600 s for ${said}, which is writing ${path}`)
  expect(existsSync(path)).toBe(true)
})

it('hears Ctrl-C while it waits', async () => {
  const path = join(emptyFolder(), 'calls.csv')
  const held = await taken(path)
  const stop = new AbortController()
  const running = run(`${LIST} -o ${path} --lock-wait 1h`, {
    interrupted: stop.signal,
    files: {
      ...diskFiles({ signal: stop.signal }),
      lockOutput: (name, wait) =>
        diskFiles({ signal: stop.signal }).lockOutput(name, {
          ...wait,
          onWait: async () => stop.abort(new Error('stop')),
        }),
    },
  })
  const { exit, sent } = await running
  await held.release()
  expect({ exit, sent }).toEqual({ exit: 130, sent: [] })
})

it('refuses a wait that is no time', async () => {
  const { exit, err, sent } = await run(`${LIST} -o a.csv --lock-wait soon`)
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  expect(err).toContain('--lock-wait')
})

describe('a lock that outlived its machine', () => {
  /** The lock of a run on a machine that is gone. */
  const left = (path: string, agoMs: number) => {
    writeFileSync(`${path}.gong-lock`, '1 pod-7f9c old-boot/pid:[4026532000] 100 token')
    const at = (Date.now() - agoMs) / 1000
    utimesSync(`${path}.gong-lock`, at, at)
  }

  it.each(['', '--restart'])('holds nobody up: %s', async (flag) => {
    const path = join(emptyFolder(), 'calls.csv')
    left(path, 60_000)
    expect((await run(`${LIST} ${flag} -o ${path}`)).exit).toBe(0)
    expect(readdirSync(join(path, '..'))).toEqual(['calls.csv'])
  })

  it('is honoured while it may still be alive', async () => {
    const path = join(emptyFolder(), 'calls.csv')
    left(path, 5000)
    const { exit, err } = await run(`${LIST} -o ${path}`)
    expect({ exit, named: err.includes('process 1 on pod-7f9c') }).toEqual({ exit: 9, named: true })
  })
})

it('writes nothing on, and forgets nothing, once another run has taken the output', async () => {
  const path = join(emptyFolder(), 'calls.jsonl')
  const disk = diskFiles({ leaseMs: 0 })
  const lock = `${path}.gong-lock`
  const { exit, err } = await run(`${LIST} -o ${path}`, {
    files: disk,
    env: KEYS,
    network: async () => {
      // This process stands still, and another takes its output and writes.
      writeFileSync(lock, '7 elsewhere.example boot/pid:[1] 12 token')
      writeFileSync(`${path}.gong-part`, 'of the other run')
      const body = { requestId: 'r', records: {}, calls: [{ id: '1' }] }
      return { status: 200, headers: { 'content-type': 'application/json' }, body: bytes(JSON.stringify(body)) }
    },
  })
  expect({ exit, said: err.includes('another has taken') }).toEqual({ exit: 10, said: true })
  expect(readFileSync(`${path}.gong-part`, 'utf8')).toBe('of the other run')
  expect([existsSync(path), readFileSync(lock, 'utf8').includes('elsewhere')]).toEqual([false, true])
})

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text)
}

it('tells for whom it waits, and for what, before it writes into the book of receipts', async () => {
  const { env } = await home()
  const person = 'thandiwe.jovanovic@nettlecombefoods.example'
  const line = `privacy erase ${person} --yes --confirm ${person}`
  await run(line, { env: { ...KEYS, ...env } })
  const [book = ''] = readdirSync(join(env.GONG_STATE_DIR ?? '', 'receipts'))
  const path = join(env.GONG_STATE_DIR ?? '', 'receipts', `${book}.lock`)
  await diskFiles().withLock(path, async () => {
    const files = diskFiles({ lockWaitMs: 20, onWaitAfterMs: 0 })
    const { exit, err } = await run(`${line} --again`, { env: { ...KEYS, ...env }, files })
    expect(exit).not.toBe(0)
    expect(err).toMatch(new RegExp(`waiting for process ${process.pid} on \\S+, which holds ${path}`))
  })
})

it.each([
  [
    'what a beginning of a recording belongs to',
    (path: string) => readPart(diskFiles(), path.replace('.part.json', '')),
  ],
  ["the day's requests", (path: string) => quotaIn(diskFiles(), path)],
])('reads %s through no link', async (_, read) => {
  const out = emptyFolder()
  writeFileSync(join(out, 'victim'), '{"etag":"x","size":3}')
  symlinkSync('victim', join(out, 'a.part.json'))
  await expect(read(join(out, 'a.part.json'))).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('it is a link'),
  })
})

it('says that the links of an output lead round in a circle', async () => {
  const { folder } = await home()
  symlinkSync('two', join(folder, 'one'))
  symlinkSync('one', join(folder, 'two'))
  const { exit, err } = await run(`${LIST} -o ${folder}/one`, { env: KEYS })
  expect([exit, err]).toEqual([2, expect.stringContaining('one: its links lead round in a circle')])
})
