import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Keychain } from '../../../src/platform/ports.ts'
import { run, type Setting } from '../../run.ts'
import { brokenKeychain, fakeKeychain, noKeychain } from '../../support/fake-keychains.ts'
import { memoryFiles } from '../../support/memory-files.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const TOKEN = JSON.stringify({ bearerToken: 'sandbox-token' })
const ADD = 'profiles add work --no-check'
const OPEN = 'calls list --from 1d --limit 1'

/** A store of its own, and `gong` on it. */
function store(keychain: Keychain) {
  const folder = emptyFolder()
  const env = { GONG_CONFIG_DIR: join(folder, 'config'), GONG_STATE_DIR: join(folder, 'state'), GONG_RATE: '0' }
  const credentials = join(folder, 'config', 'credentials.json')
  const gong = (line: string, setting: Setting = {}) =>
    run(line, {
      keychain,
      random: (count) => randomBytes(count),
      stdin: TOKEN,
      ...setting,
      env: { ...env, ...setting.env },
    })
  return { config: join(folder, 'config'), credentials, gong }
}

describe('a keychain that works', () => {
  it('keeps the key when nobody says otherwise, which is said, and opens the profile', async () => {
    const keychain = fakeKeychain()
    const { gong } = store(keychain)
    const added = await gong(ADD)
    expect(added).toMatchObject({ exit: 0, err: expect.stringContaining('kept in the keychain: it works here') })
    expect(await gong(OPEN)).toMatchObject({
      exit: 0,
      requests: [{ headers: { authorization: 'Bearer sandbox-token' } }],
    })
    expect(keychain.held.size).toBe(1)
  })

  it('is preferred to a passphrase by a person at a terminal', async () => {
    const { exit, asked } = await store(fakeKeychain()).gong(ADD, { answers: ['https://api.gong.io', 'key', 'secret'] })
    expect({ exit, asked: asked.length }).toEqual({ exit: 0, asked: 3 })
  })

  it.each([
    ['GONG_PASSPHRASE', 'open sesame', 'kept under a passphrase: GONG_PASSPHRASE is set'],
    ['GONG_KEY_FILE', join(emptyFolder(), 'key'), 'kept under a key file: GONG_KEY_FILE is set'],
  ])('is not asked where %s is set', async (name, value, said) => {
    const keychain = fakeKeychain()
    const { exit, err } = await store(keychain).gong(ADD, { env: { [name]: value } })
    expect({ exit, held: keychain.held.size, said: err.includes(said) }).toEqual({ exit: 0, held: 0, said: true })
  })

  it('holds the keys of two stores side by side', async () => {
    const keychain = fakeKeychain()
    const stores = [store(keychain), store(keychain)]
    for (const { gong } of stores) await gong(ADD)
    for (const { gong } of stores) expect((await gong(OPEN)).exit).toBe(0)
  })

  it('is rid of the key when the last profile goes', async () => {
    const keychain = fakeKeychain()
    const { gong } = store(keychain)
    await gong(ADD)
    await gong('profiles remove work')
    expect(keychain.held.size).toBe(0)
  })

  it('holds what no file does', async () => {
    const keychain = fakeKeychain()
    const { config, credentials, gong } = store(keychain)
    await gong(ADD)
    const [key = ''] = keychain.held.values()
    expect(Buffer.from(key, 'base64')).toHaveLength(32)
    expect(readdirSync(config)).toEqual(['credentials.json'])
    expect(readFileSync(credentials, 'utf8')).not.toContain(key)
  })

  // Each byte is changed in profiles-store.test.ts; here whole command lines show that nothing leaves.
  it('opens nothing and sends nothing once a byte of the store was changed', async () => {
    const { credentials, gong } = store(fakeKeychain())
    const files = memoryFiles()
    await gong(ADD, { files })
    const whole = Buffer.from((await files.read(credentials)) ?? '')
    expect(whole.length).toBeGreaterThan(300)
    for (let at = 0; at < whole.length; at += 7) {
      const changed = Buffer.from(whole)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      await files.write(credentials, changed, 0o600)
      const { exit, sent } = await gong(OPEN, { files })
      // White space between the fields means nothing, so there, and only there, the profile may open.
      const isSpace = /\s/.test(String.fromCharCode(whole.readUInt8(at)))
      if (!isSpace || exit !== 0) expect({ exit, sent }, `byte ${at}`).toEqual({ exit: 3, sent: [] })
      expect(await files.read(credentials)).toEqual(changed)
    }
  })
})

const forgetful: Keychain = { ...fakeKeychain(), get: async () => undefined }
const silent = 'the keychain did not answer within 3 s'

describe.each([
  ['is missing', noKeychain, 'there is no keychain here'],
  ['is locked', brokenKeychain('the keychain is locked'), 'the keychain is locked'],
  ['is slow', brokenKeychain(silent), silent],
  ['forgets', forgetful, 'the keychain does not give back what was put there'],
])('a keychain that %s', (_, keychain, why) => {
  it('gives way to a passphrase at a terminal, which is said', async () => {
    const { gong } = store(keychain)
    const answers = ['https://api.gong.io', 'key', 'secret', 'a passphrase', 'a passphrase']
    const { exit, err } = await gong(ADD, { answers })
    expect({ exit, err }).toMatchObject({ exit: 0, err: expect.stringContaining(`kept under a passphrase: ${why}`) })
  })

  it('ends with 3 off a terminal, with what to set instead', async () => {
    const { config, gong } = store(keychain)
    const { exit, err } = await gong(ADD)
    expect({ exit, stored: existsSync(config) }).toEqual({ exit: 3, stored: false })
    expect(err).toContain(why)
    expect(err).toContain('try: set GONG_PASSPHRASE, or GONG_KEY_FILE')
  })

  it('is never exchanged for another way by itself when it was asked for', async () => {
    const { credentials, gong } = store(keychain)
    const { exit, err, asked } = await gong(`${ADD} --keys keychain`, {
      answers: ['https://api.gong.io', 'key', 'secret'],
    })
    expect({ exit, stored: existsSync(credentials), asked: asked.length }).toEqual({ exit: 3, stored: false, asked: 3 })
    expect(err).toContain(why)
    expect(err).toContain('--keys passphrase, or --keys file')
  })
})

describe('profiles whose key is in a keychain', () => {
  it.each([
    [
      'is locked',
      brokenKeychain('the keychain is locked'),
      'the keychain is locked',
      'open the keychain and run it again',
    ],
    ['is slow', brokenKeychain(silent), silent, 'open the keychain and run it again'],
    ['is missing', noKeychain, 'there is no keychain here', 'gong profiles rekey --keys passphrase'],
    ['is empty', fakeKeychain(), 'it holds none under gong', 'gong profiles remove <name>'],
  ])('do not open when it %s, and send nothing', async (_, later, why, hint) => {
    const { credentials, gong } = store(fakeKeychain())
    await gong(ADD)
    const before = readFileSync(credentials)
    const { exit, sent, err } = await gong(OPEN, { keychain: later, answers: [] })
    expect({ exit, sent }).toEqual({ exit: 3, sent: [] })
    expect(err).toContain(why)
    expect(err).toContain(hint)
    expect(readFileSync(credentials)).toEqual(before)
  })

  it.each([
    ['another key', randomBytes(32).toString('base64')],
    ['no key at all', 'hello'],
  ])('neither open nor grow when it holds %s in its place', async (_, other) => {
    const keychain = fakeKeychain()
    const { gong } = store(keychain)
    await gong(ADD)
    for (const place of keychain.held.keys()) keychain.held.set(place, other)
    for (const line of [OPEN, 'profiles add more --no-check']) {
      const { exit, sent, err } = await gong(line)
      expect({ exit, sent }).toEqual({ exit: 3, sent: [] })
      expect(err).toContain('the key in the keychain is not the one of these profiles')
      expect(err).not.toContain(other)
    }
  })

  it('are listed, and removed, while it is locked; what stays there is said', async () => {
    const { gong } = store(fakeKeychain())
    await gong(ADD)
    const keychain = brokenKeychain('the keychain is locked')
    expect(JSON.parse((await gong('profiles list', { keychain })).out)).toHaveLength(1)
    const removed = await gong('profiles remove work', { keychain })
    expect(removed).toMatchObject({ exit: 0, err: expect.stringContaining('stays in the keychain under gong') })
  })
})
