/** Files that version 0.1.0 left in test/fixtures/0.1.0, and what this version makes of them. */
import { chmodSync, cpSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NOW, type Ran, run, type Setting } from '../../run.ts'
import { network, queryOf } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const PASSPHRASE = 'correct horse battery staple'
const RECEIPT = '018e09124642'

/** A machine that 0.1.0 was used on, with the rights that its files had. */
function machine() {
  const folder = emptyFolder()
  cpSync(new URL('../../fixtures/0.1.0', import.meta.url), folder, { recursive: true })
  for (const path of PRIVATE) chmodSync(join(folder, path), path.includes('.') || path === 'key' ? 0o600 : 0o700)
  const env = {
    GONG_CONFIG_DIR: join(folder, 'config'),
    GONG_STATE_DIR: join(folder, 'state'),
    GONG_KEY_FILE: join(folder, 'key'),
    GONG_RATE: '0',
  }
  const gong = (line: string, more: Setting = {}): Promise<Ran> => run(line, { ...more, env: { ...env, ...more.env } })
  const change = (path: string, from: string, to: string) => {
    const text = readFileSync(join(folder, path), 'utf8')
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
    writeFileSync(join(folder, path), text.replaceAll(from, to))
  }
  return { folder, gong, change }
}

const PRIVATE = [
  'config',
  'config/credentials.json',
  'config/receipts-key.json',
  'config/settings.json',
  'config-passphrase',
  'config-passphrase/credentials.json',
  'state',
  'state/companies',
  'state/companies/fa7a1c7b48bb72daac6442e45437fb26.json',
  'state/exports.json',
  'state/receipts',
  'state/receipts/api.gong.io.jsonl',
  'key',
]

describe('what 0.1.0 kept is read:', () => {
  it('a profile under a key file', async () => {
    const { gong } = machine()
    expect(await gong('profiles check work -f json')).toMatchObject({ exit: 0 })
  })

  it('what a profile sets', async () => {
    const { gong } = machine()
    expect((await gong('profiles list -f json')).out).toContain('Europe/Berlin')
  })

  it('a profile under a passphrase', async () => {
    const { folder, gong } = machine()
    const env = { GONG_CONFIG_DIR: join(folder, 'config-passphrase'), GONG_PASSPHRASE: PASSPHRASE }
    expect(await gong('profiles check work -f json', { env })).toMatchObject({ exit: 0 })
  })

  it('an exported profile', async () => {
    const { folder, gong } = machine()
    const env = { GONG_EXPORT_PASSPHRASE: PASSPHRASE }
    expect(await gong(`profiles import ${join(folder, 'work.json')} --as moved`, { env })).toMatchObject({ exit: 0 })
    expect(await gong('profiles check moved -f json')).toMatchObject({ exit: 0 })
  })

  it('the book of receipts, with its key', async () => {
    const { gong } = machine()
    expect((await gong('privacy receipts -f json')).out).toContain(RECEIPT)
    expect(await gong('privacy receipts --check')).toMatchObject({ exit: 0 })
  })

  it('a receipt, whose erasure is asked about again', async () => {
    const { gong } = machine()
    expect(await gong(`privacy verify ${RECEIPT}`, { now: NOW + 86_400_000 })).toMatchObject({ exit: 8 })
  })

  it('the journal of a pull that was cut short, which goes on', async () => {
    const { folder, gong, change } = machine()
    const { dev, ino } = statSync(join(folder, 'calls.jsonl.gong-part'))
    change('calls.jsonl.gong-journal', '"file":"65024:2744336"', `"file":"${dev}:${ino}"`)
    const { exit, requests } = await gong(listLine(folder), { network: company })
    expect(exit).toBe(0)
    expect(requests).toHaveLength(5)
    expect(readFileSync(join(folder, 'calls.jsonl'), 'utf8').split('\n')).toHaveLength(25)
  })
})

describe('what a later version kept is refused with a sentence, and left as it is:', () => {
  const mail = 'thandiwe.jovanovic@nettlecombefoods.example'
  it.each([
    ['config/credentials.json', '"version": 1', '"version": 9', () => 'profiles check work'],
    ['config/credentials.json', 'v1:e7Zk', 'v2:e7Zk', () => 'profiles check work'],
    ['config/credentials.json', 'v1:ZMiV', 'v2:ZMiV', () => 'profiles check work'],
    ['work.json', '"gongProfile":1', '"gongProfile":9', (folder) => `profiles import ${folder}/work.json --as moved`],
    ['work.json', 'v1:wXUZ', 'v2:wXUZ', (folder) => `profiles import ${folder}/work.json --as moved`],
    ['work.json', 'v1:li0b', 'v2:li0b', (folder) => `profiles import ${folder}/work.json --as moved`],
    ['calls.jsonl.gong-journal', '"version":3', '"version":9', listLine],
    ['config/settings.json', '"profiles"', '"version": 9, "profiles"', () => 'profiles set work --rate 1'],
    ['config/receipts-key.json', '"version":1', '"version":9', () => 'privacy receipts --check'],
    ['state/receipts/api.gong.io.jsonl', '"version":2', '"version":9', () => `privacy erase ${mail} --again --dry-run`],
  ] satisfies [string, string, string, (folder: string) => string][])(
    '%s with %s as %s',
    async (path, from, to, line) => {
      const { folder, gong, change } = machine()
      change(path, from, to)
      const before = readFileSync(join(folder, path), 'utf8')
      const { exit, err } = await gong(line(folder), { env: { GONG_EXPORT_PASSPHRASE: PASSPHRASE } })
      expect(exit).not.toBe(0)
      expect(err).toContain('was written by a later version of gong')
      expect(err).toContain(path.split('/').at(-1))
      expect(readFileSync(join(folder, path), 'utf8')).toBe(before)
    },
  )
})

function listLine(folder: string): string {
  return `calls list -p work --from 2026-05-01 --to 2026-05-03 --tz UTC --no-retry -q -o ${folder}/calls.jsonl`
}

/** The company of the pull that was cut short: 24 calls, three on a page. */
const company = network((request) => {
  if (!request.url.includes('/v2/calls')) return { requestId: 'r', workspaces: [] }
  const from = Number(queryOf(request).cursor ?? 0)
  const starts = Array.from({ length: 24 }, (_, at) => Date.UTC(2026, 4, 1) + at * 7_200_000)
  const calls = starts.slice(from, from + 3).map((at) => ({ id: String(at), title: `At ${at}` }))
  const next = from + 3 < starts.length ? { cursor: String(from + 3) } : {}
  return { requestId: 'r', records: { totalRecords: 24, ...next }, calls }
})
