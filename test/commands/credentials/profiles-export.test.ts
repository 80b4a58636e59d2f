import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { encryptExport } from '../../../src/credentials/export-file.ts'
import { run, type Setting } from '../../run.ts'
import { fakeKeychain } from '../../support/fake-keychains.ts'
import { memoryFiles } from '../../support/memory-files.ts'
import { home as context } from '../../support/profiles-home.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const KEY = JSON.stringify({
  accessKey: 'sandbox',
  accessKeySecret: 'sandbox-secret',
  baseUrl: 'https://us-1.api.gong.io',
})
const BASIC = `Basic ${btoa('sandbox:sandbox-secret')}`
const PASS = { GONG_EXPORT_PASSPHRASE: 'for the journey' }

/** A machine of its own, and `gong` on it. */
function machine() {
  const folder = emptyFolder()
  const keychain = fakeKeychain()
  const own = { GONG_CONFIG_DIR: join(folder, 'config'), GONG_STATE_DIR: join(folder, 'state') }
  const gong = (line: string, setting: Setting = {}) =>
    run(line, {
      keychain,
      random: (count) => randomBytes(count),
      stdin: KEY,
      ...setting,
      env: { ...own, ...setting.env },
    })
  return { config: own.GONG_CONFIG_DIR, gong }
}

const home = machine()
const file = join(emptyFolder(), 'work.json')

beforeAll(async () => {
  await home.gong('profiles add work --no-check --time-zone Asia/Tokyo --workspace 42 --rate 0')
  await home.gong(`profiles export work -o ${file}`, { env: PASS })
})

describe('profiles export and import', () => {
  it('carry credentials, address and settings to another machine', async () => {
    const { gong } = machine()
    const { exit, out } = await gong(`profiles import ${file}`, { env: PASS })
    const settings = { timeZone: 'Asia/Tokyo', workspace: '42', rate: 0 }
    expect({ exit, row: JSON.parse(out) }).toEqual({
      exit: 0,
      row: { name: 'work', baseUrl: 'https://us-1.api.gong.io', ...settings },
    })
    expect(JSON.parse((await gong('profiles list')).out)).toMatchObject([{ name: 'work', ...settings }])
    const { requests } = await gong('calls list --from 1d --limit 1')
    expect(requests[0]).toMatchObject({ url: expect.stringContaining('us-1'), headers: { authorization: BASIC } })
  })

  it('name the profile that is not there, and no flag that was not typed', async () => {
    const { exit, err } = await home.gong('profiles export wrok', { env: PASS })
    expect({ exit, err }).toEqual({ exit: 3, err: expect.stringContaining('no profile "wrok"; did you mean "work"?') })
  })

  it('give it another name where one is said', async () => {
    const { gong } = machine()
    await gong(`profiles import ${file} --as prod`, { env: PASS })
    expect((await gong('profiles check prod')).exit).toBe(0)
  })

  it('write a file for its owner alone, whatever stood there', async () => {
    const path = join(emptyFolder(), 'work.json')
    writeFileSync(path, 'old', { mode: 0o644 })
    await home.gong(`profiles export work -o ${path}`, { env: PASS })
    for (const one of [file, path]) expect(statSync(one).mode & 0o777).toBe(0o600)
  })

  it('show nothing secret, on stdout or in the file', async () => {
    const { exit, out, err } = await home.gong('profiles export work', { env: PASS, terminal: true })
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ gongProfile: 1, name: 'work', key: { cost: { N: 2 ** 10 } } })
    const secrets = ['sandbox-secret', btoa('sandbox-secret'), BASIC.slice(6), 'for the journey', 'Asia/Tokyo']
    for (const text of [out, err, readFileSync(file, 'utf8')])
      for (const one of secrets) expect(text).not.toContain(one)
  })

  it('ask a person, for the passphrase of an export twice', async () => {
    const path = join(emptyFolder(), 'work.json')
    const exported = await home.gong(`profiles export work -o ${path}`, { answers: ['sesame', 'sesame'] })
    expect(exported.asked).toEqual(['secret: Passphrase for the exported profile', 'secret: The same passphrase again'])
    const imported = await machine().gong(`profiles import ${path}`, { answers: ['sesame'] })
    expect(imported).toMatchObject({ exit: 0, asked: ['secret: Passphrase of the exported profile'] })
  })
})

describe('profiles export', () => {
  it.each([
    ['nobody can be asked for a passphrase', 'work', undefined, 3, 'set GONG_EXPORT_PASSPHRASE'],
    ['the passphrases differ', 'work', ['one', 'two'], 3, 'the two passphrases are not the same'],
    ['there is no such profile', 'wrok', undefined, 3, 'did you mean "work"?'],
    ['another format is asked for', 'work -f csv', undefined, 2, 'csv'],
  ])('writes nothing when %s', async (_, words, answers, exit, said) => {
    const path = join(emptyFolder(), 'work.json')
    const ran = await home.gong(`profiles export ${words} -o ${path}`, { answers })
    expect({ exit: ran.exit, said: ran.err.includes(said), written: existsSync(path) }).toEqual({
      exit,
      said: true,
      written: false,
    })
  })
})

describe('profiles import', () => {
  it('stores nothing under a wrong passphrase', async () => {
    const { config, gong } = machine()
    const { exit, err } = await gong(`profiles import ${file}`, { env: { GONG_EXPORT_PASSPHRASE: 'for the journay' } })
    expect({ exit, stored: existsSync(config) }).toEqual({ exit: 3, stored: false })
    expect(err).toContain(`the passphrase is wrong, or ${file} was changed outside gong`)
  })

  it.each([
    ['a name that is taken', `${file}`, 'there is already a profile "work"', 2],
    ['another name that is none', `${file} --as ../work`, 'cannot name a profile', 2],
    ['a file that is not there', `${file}x`, 'is not there', 2],
    ['a file that is something else', 'package.json', 'is not an exported profile', 2],
    ['another way to keep the key than that of the store', `${file} --as x --keys file`, 'gong profiles rekey', 2],
  ])('refuses %s and changes nothing', async (_, words, said, exit) => {
    const store = join(home.config, 'credentials.json')
    const before = readFileSync(store)
    const ran = await home.gong(`profiles import ${words}`, { env: words.includes('--keys') ? PASS : {}, answers: [] })
    expect({ exit: ran.exit, said: ran.err.includes(said), asked: ran.asked }).toEqual({ exit, said: true, asked: [] })
    expect(readFileSync(store)).toEqual(before)
  })

  it('refuses a document in which any byte was changed', async () => {
    const { config, gong } = machine()
    const [path, files] = ['work.json', memoryFiles()]
    const profile = {
      name: 'work',
      baseUrl: 'https://api.gong.io',
      secret: { bearerToken: 't' },
      settings: { rate: 1 },
    }
    const whole = Buffer.from(JSON.stringify(await encryptExport(context(config, { env: PASS }), profile)))
    // Every third byte, which is every place in the groups of four that base64 has.
    for (let at = 0; at < whole.length; at += 3) {
      const changed = Buffer.from(whole)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      await files.write(path, changed, 0o600)
      const { exit } = await gong(`profiles import ${path}`, { env: PASS, files })
      expect([2, 3], `byte ${at}`).toContain(exit)
      expect(await files.list(config)).toBeUndefined()
    }
    await files.write(path, whole, 0o600)
    expect((await gong(`profiles import ${path}`, { env: PASS, files })).exit).toBe(0)
    expect(await files.list(config)).toContain('credentials.json')
  })

  it('imports what comes from a pipe', async () => {
    const { gong } = machine()
    const { exit, out } = await gong('profiles import - --as piped', { env: PASS, stdin: readFileSync(file) })
    expect({ exit, name: JSON.parse(out).name }).toEqual({ exit: 0, name: 'piped' })
    const broken = await gong('profiles import -', { env: PASS, stdin: 'nonsense' })
    expect(broken).toMatchObject({ exit: 2, err: expect.stringContaining('stdin is not an exported profile') })
  })

  it('refuses what a later version has written', async () => {
    const path = join(emptyFolder(), 'work.json')
    writeFileSync(path, '{"gongProfile":2}')
    const { exit, err } = await machine().gong(`profiles import ${path}`)
    expect({ exit, said: err.includes('was written by a later version of gong') }).toEqual({ exit: 2, said: true })
  })
})
