import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Files } from '../../../src/platform/files.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import type { Context, Keychain } from '../../../src/platform/ports.ts'
import { run, type Setting } from '../../run.ts'
import { brokenKeychain, fakeKeychain } from '../../support/fake-keychains.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const TOKEN = JSON.stringify({ bearerToken: 'sandbox-token' })
const OPEN = 'calls list --from 1d --limit 1'
const WAYS = ['keychain', 'passphrase', 'file'] as const
type Way = (typeof WAYS)[number]

/** A store whose key is kept one way, with one profile, and `gong` on it. */
async function store(way: Way, env: Record<string, string> = {}) {
  const config = join(emptyFolder(), 'config')
  const keychain = fakeKeychain()
  const own = { GONG_CONFIG_DIR: config, GONG_STATE_DIR: join(config, '..', 'state'), GONG_RATE: '0' }
  const gong = (line: string, setting: Setting = {}) =>
    run(line, {
      keychain,
      random: (count) => randomBytes(count),
      stdin: TOKEN,
      ...setting,
      env: { ...own, ...env, ...setting.env },
    })
  await gong(`profiles add work --no-check --keys ${way}`, { env: { GONG_PASSPHRASE: 'old' } })
  return { config, credentials: join(config, 'credentials.json'), keychain, gong }
}

/** What `gong` needs to open a store: the environment, by how the key is kept. */
const OLD = { GONG_PASSPHRASE: 'old' }
const NEW = { GONG_PASSPHRASE: 'new' }
const BOTH = { ...OLD, GONG_NEW_PASSPHRASE: 'new' }

describe.each(WAYS.flatMap((from) => WAYS.map((to) => [from, to] as const)))(
  'profiles rekey from %s to %s',
  (from, to) => {
    it('opens the new way alone, and leaves nothing of the old', async () => {
      const { config, keychain, gong } = await store(from)
      const { exit, out, err } = await gong(`profiles rekey --keys ${to}`, { env: BOTH })
      expect({ exit, row: JSON.parse(out) }).toEqual({ exit: 0, row: { keys: to, profiles: 1 } })
      expect(err).toContain('the old key opens nothing here any more')
      expect(await gong(OPEN, { env: NEW })).toMatchObject({
        exit: 0,
        requests: [{ headers: { authorization: 'Bearer sandbox-token' } }],
      })
      expect(keychain.held.size).toBe(to === 'keychain' ? 1 : 0)
      expect(readdirSync(config)).toEqual(to === 'file' ? ['credentials.json', 'key'] : ['credentials.json'])
    })

    it('leaves the old key worth nothing', async () => {
      const { config, credentials, keychain, gong } = await store(from)
      const key = join(config, 'key')
      const before = { held: new Map(keychain.held), key: existsSync(key) ? readFileSync(key) : undefined }
      const { profiles } = JSON.parse(readFileSync(credentials, 'utf8'))
      const { key: wrapped } = JSON.parse(readFileSync(credentials, 'utf8'))
      await gong(`profiles rekey --keys ${to}`, { env: BOTH })
      const after = JSON.parse(readFileSync(credentials, 'utf8'))
      expect(after.profiles.work.sealed).not.toBe(profiles.work.sealed)
      if (before.key) writeFileSync(key, before.key, { mode: 0o600 })
      else rmSync(key, { force: true })
      // All that opened the old store, first as a thief would try it, then with the old wrapping put in front.
      for (const stored of [after, { ...after, key: wrapped }]) {
        writeFileSync(credentials, JSON.stringify(stored))
        expect(await gong(OPEN, { env: OLD, keychain: fakeKeychain(before.held) })).toMatchObject({ exit: 3, sent: [] })
      }
    })

    it('leaves a store that opens the old way or the new, wherever the machine dies', async () => {
      let deeds = 0
      for (let died = true; died; deeds += 1) {
        const { keychain, gong } = await store(from)
        const machine = mortal(deeds, keychain)
        await gong(`profiles rekey --keys ${to}`, { env: BOTH, ...machine.world })
        died = machine.died()
        const isOld = (await gong(OPEN, { env: OLD })).exit === 0
        if (!isOld) expect((await gong(OPEN, { env: NEW })).exit, `after ${deeds} deeds`).toBe(0)
        // And it can be done again.
        const keys = isOld ? BOTH : { ...NEW, GONG_NEW_PASSPHRASE: 'new' }
        expect((await gong(`profiles rekey --keys ${to}`, { env: keys })).exit, `after ${deeds} deeds`).toBe(0)
      }
      expect(deeds).toBeGreaterThan(1)
    })
  },
)

/** The disk and the keychain of a machine that dies at its n-th deed, after which nothing is done any more. */
function mortal(last: number, keychain: Keychain) {
  const disk = diskFiles()
  let left = last
  const deed = async <T>(run: () => Promise<T>): Promise<T> => {
    left -= 1
    if (left < 0) throw new Error('the machine is dead')
    return await run()
  }
  const files: Files = {
    ...disk,
    write: (...args) => deed(() => disk.write(...args)),
    remove: (...args) => deed(() => disk.remove(...args)),
  }
  const held: Context['keychain'] = {
    get: keychain.get,
    set: (...args) => deed(() => keychain.set(...args)),
    remove: (...args) => deed(() => keychain.remove(...args)),
  }
  return { world: { files, keychain: held }, died: () => left < 0 }
}

describe('profiles rekey', () => {
  it('keeps the key as before when nobody says where, and seals every profile anew', async () => {
    const { gong } = await store('file')
    await gong('profiles add more --no-check')
    const { exit, out } = await gong('profiles rekey')
    expect({ exit, row: JSON.parse(out) }).toEqual({ exit: 0, row: { keys: 'file', profiles: 2 } })
    for (const name of ['work', 'more']) expect((await gong(`${OPEN} -p ${name}`)).exit).toBe(0)
  })

  it('asks for the old passphrase once and for the new one twice', async () => {
    const { gong } = await store('passphrase')
    const { exit, asked } = await gong('profiles rekey', { answers: ['old', 'new', 'new'] })
    expect({ exit, asked }).toEqual({
      exit: 0,
      asked: [
        'secret: Passphrase of your Gong profiles',
        'secret: New passphrase for your Gong profiles',
        'secret: The same passphrase again',
      ],
    })
    expect((await gong(OPEN, { env: NEW })).exit).toBe(0)
  })

  it.each([
    ['the old passphrase is wrong', ['wrong'], {}, 'the passphrase is wrong'],
    ['the new ones differ', ['old', 'new', 'newer'], {}, 'the two passphrases are not the same'],
    ['nobody can be asked for the new one', undefined, OLD, 'set GONG_NEW_PASSPHRASE'],
  ])('changes nothing when %s', async (_, answers, env, said) => {
    const { credentials, gong } = await store('passphrase')
    const before = readFileSync(credentials)
    const { exit, err } = await gong('profiles rekey', { answers, env })
    expect({ exit, said: err.includes(said) }).toEqual({ exit: 3, said: true })
    expect(readFileSync(credentials)).toEqual(before)
  })

  it('changes nothing when the keychain does not take the new key', async () => {
    const { config, credentials, gong } = await store('file')
    const before = readFileSync(credentials)
    const keychain = brokenKeychain('the keychain is locked')
    const { exit, err } = await gong('profiles rekey --keys keychain', { keychain })
    expect({ exit, said: err.includes('the keychain is locked') }).toEqual({ exit: 3, said: true })
    expect(readFileSync(credentials)).toEqual(before)
    expect(readdirSync(config)).toEqual(['credentials.json', 'key'])
  })

  it('changes nothing when the seal of one profile is broken', async () => {
    const { config, credentials, gong } = await store('file')
    writeFileSync(credentials, readFileSync(credentials, 'utf8').replace('api.gong.io', 'us-1.api.gong.io'))
    const before = [credentials, join(config, 'key')].map((path) => readFileSync(path))
    const { exit, err } = await gong('profiles rekey')
    expect({ exit, said: err.includes('the seal of profile "work" is broken') }).toEqual({ exit: 3, said: true })
    expect([credentials, join(config, 'key')].map((path) => readFileSync(path))).toEqual(before)
  })

  it('leaves the key in a file of GONG_KEY_FILE, which other profiles may share, and says so', async () => {
    const env = { GONG_KEY_FILE: join(emptyFolder(), 'shared') }
    const [one, other] = [await store('file', env), await store('file', env)]
    for (const way of ['file', 'keychain']) {
      const { exit, err } = await one.gong(`profiles rekey --keys ${way}`)
      expect({ exit, said: err.includes(`the old key stays in ${env.GONG_KEY_FILE}`) }).toEqual({ exit: 0, said: true })
      expect([(await one.gong(OPEN)).exit, (await other.gong(OPEN)).exit]).toEqual([0, 0])
    }
  })

  it('says what stays in a keychain that is locked meanwhile, and has done its work', async () => {
    const { keychain, gong } = await store('keychain')
    const locked = { ...keychain, remove: brokenKeychain('the keychain is locked').remove }
    const { exit, err } = await gong('profiles rekey --keys file', { keychain: locked })
    expect({ exit, said: err.includes('stays in the keychain under gong') }).toEqual({ exit: 0, said: true })
    expect((await gong(OPEN)).exit).toBe(0)
  })

  it('gives way to another rekey that was quicker', async () => {
    const { gong } = await store('passphrase')
    let typed = 0
    const thinking = async () => {
      typed += 1
      if (typed === 3) await gong('profiles rekey', { env: { ...OLD, GONG_NEW_PASSPHRASE: 'quick' } })
    }
    const { exit, err } = await gong('profiles rekey', { answers: ['old', 'new', 'new'], thinking })
    expect({ exit, said: err.includes('have got another key meanwhile') }).toEqual({ exit: 3, said: true })
    expect((await gong(OPEN, { env: { GONG_PASSPHRASE: 'quick' } })).exit).toBe(0)
  })

  it('says how to add a profile where there is none', async () => {
    const env = { GONG_CONFIG_DIR: emptyFolder() }
    const { exit, err } = await run('profiles rekey', { env })
    expect({ exit, said: err.includes('try: gong profiles add <name>') }).toEqual({ exit: 3, said: true })
  })
})
