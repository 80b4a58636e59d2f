import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { home, KEYS, run, testSandbox } from '../../run.ts'

async function begin() {
  const { folder, env } = await home()
  const [status, out] = [join(folder, 'status.json'), join(folder, 'users.csv')]
  return { folder, status, out, env: { ...KEYS, ...env }, read: () => JSON.parse(readFileSync(status, 'utf8')) }
}

it('says what a good run came to, and what it was while it ran', async () => {
  const { status, out, env, read } = await begin()
  const sandbox = testSandbox()
  const during: unknown[] = []
  const network: HttpTransport = (request, signal) => {
    during.push(read())
    return sandbox(request, signal)
  }
  const { exit, sent } = await run(`users list -o ${out} --status ${status}`, { env, network })
  const rows = readFileSync(out, 'utf8').split('\n').length - 2
  const started = '2026-05-19T12:00:00Z'
  const always = { command: 'gong users list', started, out }
  expect(exit).toBe(0)
  expect(during[0]).toEqual({ ...always, state: 'running', ended: null, rows: 0, requests: 0, exit: null, error: null })
  expect(read()).toEqual({
    ...always,
    state: 'done',
    ended: started,
    rows,
    requests: sent.length,
    exit: 0,
    error: null,
  })
  expect(Object.keys(read()).join()).toBe('command,state,started,ended,rows,requests,exit,error,out')
})

it('says why a run failed, without a secret', async () => {
  const { status, env, read } = await begin()
  const network: HttpTransport = async () => {
    throw new Error('sandbox-secret does not work')
  }
  const { exit } = await run(`users list --no-retry --status ${status}`, { env, network })
  expect(read()).toMatchObject({ state: 'failed', exit, rows: 0, out: null })
  expect(exit).not.toBe(0)
  expect(readFileSync(status, 'utf8')).not.toContain('sandbox-secret')
})

it('counts the rows of a run that was cut short', async () => {
  const { folder, status, env, read } = await begin()
  const line = `calls list --from 30d -o ${join(folder, 'calls.jsonl')} --max-requests 2 --status ${status}`
  expect((await run(line, { env })).exit).toBe(6)
  expect(read()).toMatchObject({ state: 'failed', exit: 6, requests: 2 })
  expect(read().rows).toBeGreaterThan(0)
})

it('tells a file that cannot be written before anything is sent', async () => {
  const { folder, env } = await begin()
  for (const path of [join(folder, 'missing', 'status.json'), folder, '-']) {
    const { exit, sent, err } = await run(`users list --status ${path}`, { env })
    expect([exit, sent]).toEqual([2, []])
    expect(err).not.toBe('')
  }
})

it.skipIf(process.getuid?.() === 0)('tells a folder that may not be written', async () => {
  const { folder, env } = await begin()
  mkdirSync(join(folder, 'shut'))
  chmodSync(join(folder, 'shut'), 0o500)
  expect((await run(`users list --status ${join(folder, 'shut', 's.json')}`, { env })).sent).toEqual([])
})

it('refuses the file of --out, and leaves that alone', async () => {
  const { out, env } = await begin()
  const { exit, sent } = await run(`users list -o ${out} --status ${out}`, { env })
  expect([exit, sent]).toEqual([2, []])
})

it('keeps the mode of the file, and leaves nothing beside it', async () => {
  const { folder, status, env } = await begin()
  writeFileSync(status, '{}')
  chmodSync(status, 0o640)
  await run(`users list --status ${status}`, { env })
  expect(statSync(status).mode & 0o777).toBe(0o640)
  expect(readdirSync(folder).filter((name) => !['state', 'config'].includes(name))).toEqual(['status.json'])
})

it('leaves the file of a run that is under way to that run', async () => {
  const { status, env, read } = await begin()
  const sandbox = testSandbox()
  const second: unknown[] = []
  const network: HttpTransport = async (request, signal) => {
    if (second.length === 0) {
      const { exit, sent } = await run(`users list --status ${status}`, { env })
      second.push(exit, sent, read().state)
    }
    return await sandbox(request, signal)
  }
  await run(`users list --status ${status}`, { env, network })
  expect(second).toEqual([9, [], 'running'])
})

it('names all outputs where there are several', async () => {
  const { folder, status, out, env, read } = await begin()
  const other = join(folder, 'users.jsonl')
  await run(`users list -o ${out} -o ${other} --status ${status}`, { env })
  expect(read()).toMatchObject({ state: 'done', out: [out, other] })
  expect((await run(`users list -o ${out} -o ${status} -f csv --status ${status}`, { env })).exit).toBe(2)
})

it('is not written by a dry run', async () => {
  const { status, env } = await begin()
  await run(`users list --dry-run --status ${status}`, { env })
  expect(existsSync(status)).toBe(false)
})

it('says that a file which is there already was kept', async () => {
  const { status, out, env, read } = await begin()
  writeFileSync(out, 'mine')
  await run(`users list -o ${out} --if-exists skip --status ${status}`, { env })
  expect(read()).toMatchObject({ state: 'done', rows: 0, requests: 0, exit: 0, out })
})

describe('a finished report under the name of --status', () => {
  it.each([
    ['as it is typed', '-o %/r.csv --status %/r.csv'],
    ['spelt otherwise', '-o %/r.csv --status %/./r.csv'],
    ['through a link', '-o %/r.csv --status %/link.csv'],
    ['of the second output', '-o %/a.jsonl -o %/r.csv --status %/r.csv'],
    ['that is added to', '-o %/link.csv --append id --status %/r.csv'],
    ['under a placeholder', '-o %/{today}.csv --status %/2026-05-19.csv'],
    ['that the line does not write', '--status %/r.csv'],
  ])('stays whole: %s', async (_, flags) => {
    const { folder, env } = await begin()
    for (const name of ['r.csv', '2026-05-19.csv']) writeFileSync(join(folder, name), 'id\n1\n')
    symlinkSync(join(folder, 'r.csv'), join(folder, 'link.csv'))
    const { exit, sent, err } = await run(`users list ${flags.replaceAll('%', folder)} --fields id`, { env })
    expect([exit, sent]).toEqual([2, []])
    expect(err).toMatch(/--status and --out are one file|is there, and is no status of a run/)
    for (const name of ['r.csv', '2026-05-19.csv']) expect(readFileSync(join(folder, name), 'utf8')).toBe('id\n1\n')
  })
})

describe('a line that is refused before it runs', () => {
  it.each([
    ['--if-exists nope', 'users list', /nope/],
    ['--no-such-flag', 'users list', /no-such-flag/],
    ['--limit -1', 'users list', /limit/],
    ['--from yesterdy', 'calls list', /yesterdy/],
    ['--append id', 'users list', /there is no --out/],
    ['-o x.{form}.csv', 'users list', /there is no {form}/],
  ])('leaves "failed" in the file of --status: %s', async (flags, command, message) => {
    const { status, env, read } = await begin()
    writeFileSync(status, JSON.stringify({ state: 'done', exit: 0 }))
    const { exit, err } = await run(`${command} --status ${status} ${flags}`, { env })
    expect(exit).toBe(2)
    expect(read()).toMatchObject({ command: `gong ${command}`, state: 'failed', exit: 2, rows: 0, requests: 0 })
    expect(read().error).toMatch(message)
    expect(err).toContain(read().error)
  })

  it('leaves a file that is no status, that of another run, and the status of a task', async () => {
    const { status, env } = await begin()
    for (const [line, content] of [
      [`users list --status ${status} --nope`, 'mine'],
      [`users list --dry-run --status ${status} --nope`, '{"state":"done"}'],
      [`tasks list --status ${status} --nope`, '{"state":"done"}'],
      [`schedule add x --cron '0 6 * * 1' --nope -- users list --status ${status}`, '{"state":"done"}'],
    ] as const) {
      writeFileSync(status, content)
      expect((await run(line, { env })).exit).toBe(2)
      expect(readFileSync(status, 'utf8')).toBe(content)
    }
  })

  it.each(['{from}.json', '{today}.json', 's-{.json'])(
    'refuses --status %s, whose name nobody could know',
    async (name) => {
      const { folder, env } = await begin()
      const { exit, sent, err } = await run(`calls list --from 1d --status ${join(folder, name)}`, { env })
      expect([exit, sent]).toEqual([2, []])
      expect(err).toContain('whoever looks there has to know its name')
      expect(readdirSync(folder).filter((one) => one.endsWith('.json'))).toEqual([])
    },
  )
})

it.each(['-o %/r.json', '--status %/./r.json', '-o %/rows.csv -o %/r.json'])(
  'refuses one file for a receipt and %s, and erases nothing',
  async (flags) => {
    const { folder, env } = await begin()
    const line = `privacy erase ana@oakhurst.example --yes --confirm ana@oakhurst.example --receipt %/r.json ${flags}`
    const { exit, sent, err } = await run(line.replaceAll('%', folder), { env })
    expect([exit, sent]).toEqual([2, []])
    expect(err).toContain('--receipt: ')
    expect(existsSync(join(folder, 'r.json')) && readFileSync(join(folder, 'r.json'), 'utf8').includes('ana@')).toBe(
      false,
    )
  },
)
