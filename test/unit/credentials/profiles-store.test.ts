import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { unwrapWithKeyFile, wrapWithKeyFile } from '../../../src/credentials/key-in-file.ts'
import { readSettings, setChosenProfile, updateSettings } from '../../../src/credentials/profile-settings.ts'
import {
  addProfile,
  checkNewProfile,
  listProfiles,
  readSecret,
  removeProfile,
  renameProfile,
} from '../../../src/credentials/profiles.ts'
import type { Files } from '../../../src/platform/files.ts'
import { configFolder, stateFolder } from '../../../src/platform/folders.ts'
import { home } from '../../support/profiles-home.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const secret = { accessKey: 'ACCESSKEY123', accessKeySecret: 'Very-Secret-456' }
const acme = { name: 'acme', baseUrl: 'https://api.gong.io', secret, keyStore: 'file' as const }
const beta = { ...acme, name: 'beta', baseUrl: 'https://us-1.api.gong.io', secret: { bearerToken: 'Token-789' } }

const storeIn = (folder: string) => join(folder, 'credentials.json')
const modeOf = (path: string) => statSync(path).mode & 0o777

async function stored(...profiles: readonly (typeof acme | typeof beta)[]) {
  const folder = emptyFolder()
  const context = home(folder)
  for (const profile of profiles) await addProfile(context, profile)
  return { folder, context }
}

/** Edits the file of profiles behind the tool's back. */
function tamper(
  folder: string,
  edit: (file: { version: number; key: object; profiles: Record<string, object> }) => void,
) {
  const file = JSON.parse(readFileSync(storeIn(folder), 'utf8'))
  edit(file)
  writeFileSync(storeIn(folder), JSON.stringify(file))
}

it('keeps access keys and tokens', async () => {
  const { context } = await stored(acme, beta)
  expect(await readSecret(context, 'acme')).toEqual(secret)
  expect(await readSecret(context, 'beta')).toEqual({ bearerToken: 'Token-789' })
})

it('lists names and base URLs in order, without the key', async () => {
  const { folder, context } = await stored(beta, acme)
  await context.files.remove(join(folder, 'key'))
  expect(await listProfiles(context)).toEqual([
    { name: 'acme', baseUrl: 'https://api.gong.io' },
    { name: 'beta', baseUrl: 'https://us-1.api.gong.io' },
  ])
})

it('lists nothing where there is no store, and makes none', async () => {
  const folder = emptyFolder()
  expect(await listProfiles(home(folder))).toEqual([])
  expect(readdirSync(folder)).toEqual([])
})

it('lets only the owner read what it writes', async () => {
  const folder = join(emptyFolder(), 'new')
  const context = home(folder)
  await addProfile(context, acme)
  await setChosenProfile(context, 'acme')
  expect(modeOf(folder)).toBe(0o700)
  expect(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))])).toEqual([
    ['credentials.json', 0o600],
    ['key', 0o600],
    ['settings.json', 0o600],
  ])
})

it('leaves nothing secret on the disk, plain or in base64', async () => {
  const { folder } = await stored(acme, beta)
  const texts = ['ACCESSKEY123', 'Very-Secret-456', 'Token-789', 'ACCESSKEY123:Very-Secret-456']
  const forms = texts.flatMap((text) => [text, Buffer.from(text).toString('base64').replace(/.?=*$/, '')])
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
    const bytes = (text.match(/[A-Za-z0-9+/=]{8,}/g) ?? []).map((part) =>
      Buffer.from(part, 'base64').toString('latin1'),
    )
    for (const form of forms) for (const place of [text, ...bytes]) expect(place).not.toContain(form)
  }
})

it('refuses a name that is taken and says how to free it', async () => {
  const { context } = await stored(acme)
  await expect(addProfile(context, acme)).rejects.toMatchObject({
    kind: 'usage',
    hint: expect.stringMatching(/gong profiles set acme .*gong profiles remove acme/),
  })
})

it('tells beforehand whether a profile of that name could be added', async () => {
  const { context } = await stored(acme)
  await checkNewProfile(context, 'beta')
  await expect(checkNewProfile(context, 'acme')).rejects.toMatchObject({
    kind: 'usage',
    hint: expect.stringMatching(/gong profiles set acme .*gong profiles remove acme/),
  })
  await expect(checkNewProfile(context, '..')).rejects.toMatchObject({ kind: 'usage' })
})

it.each(['', '-a', '.a', 'a b', 'a/b', 'é', '__proto__', 'a'.repeat(65)])('refuses the name "%s"', async (name) => {
  const folder = emptyFolder()
  await expect(addProfile(home(folder), { ...acme, name })).rejects.toMatchObject({ kind: 'usage' })
  expect(readdirSync(folder)).toEqual([])
})

it.each(['constructor', 'toString', '1', 'A.b_c-d', 'a'.repeat(64)])('takes the name "%s"', async (name) => {
  const { context } = await stored()
  await expect(readSecret(context, name)).rejects.toMatchObject({ kind: 'auth' })
  await addProfile(context, { ...acme, name })
  await updateSettings(context, name, { rate: 1 })
  expect(await readSecret(context, name)).toEqual(secret)
  expect((await readSettings(context)).profiles.get(name)).toEqual({ rate: 1 })
})

it.each([
  ['with a line break', { bearerToken: 'Token\n' }, 'bearerToken'],
  ['with a space', { accessKey: 'a b', accessKeySecret: 'c' }, 'accessKey'],
  ['with a colon in its key', { accessKey: 'a:b', accessKeySecret: 'c' }, 'accessKey'],
  ['that is empty', { accessKey: 'a', accessKeySecret: '' }, 'accessKeySecret'],
])('refuses a credential %s without repeating it', async (_, unusable, field) => {
  await expect(addProfile(home(emptyFolder()), { ...acme, secret: unusable })).rejects.toMatchObject({
    kind: 'usage',
    message: `${field} is empty or holds a sign that no Gong credential has, such as a space`,
  })
})

it('removes a profile without the key, and the store with the last', async () => {
  const { folder, context } = await stored(acme, beta)
  await context.files.remove(join(folder, 'key'))
  await removeProfile(context, 'acme')
  expect((await listProfiles(context)).map(({ name }) => name)).toEqual(['beta'])
  await removeProfile(context, 'beta')
  expect(existsSync(storeIn(folder))).toBe(false)
})

it('removes the settings and the choice of a removed profile', async () => {
  const { context } = await stored(acme, beta)
  await updateSettings(context, 'acme', { workspace: 'West' })
  await updateSettings(context, 'beta', { rate: 2 })
  await setChosenProfile(context, 'acme')
  await removeProfile(context, 'acme')
  expect(await readSettings(context)).toEqual({ chosen: undefined, profiles: new Map([['beta', { rate: 2 }]]) })
})

it('names the near profile when there is none of that name', async () => {
  const { context } = await stored(acme)
  const failure = { kind: 'auth', message: 'there is no profile "acne"; did you mean "acme"?' }
  await expect(removeProfile(context, 'acne')).rejects.toMatchObject(failure)
  await expect(renameProfile(context, 'acne', 'new')).rejects.toMatchObject(failure)
  await expect(readSecret(context, 'acne')).rejects.toMatchObject(failure)
})

it('renames a profile with its settings and seals it for its new name', async () => {
  const { context } = await stored(acme, beta)
  await updateSettings(context, 'acme', { timeZone: 'Europe/Paris' })
  await setChosenProfile(context, 'acme')
  await renameProfile(context, 'acme', 'zeta')
  expect(await readSecret(context, 'zeta')).toEqual(secret)
  expect((await listProfiles(context)).map(({ name }) => name)).toEqual(['beta', 'zeta'])
  expect(await readSettings(context)).toEqual({
    chosen: 'zeta',
    profiles: new Map([['zeta', { timeZone: 'Europe/Paris' }]]),
  })
})

it('renames to no name that is taken or cannot be one', async () => {
  const { folder, context } = await stored(acme, beta)
  const before = readFileSync(storeIn(folder), 'utf8')
  await expect(renameProfile(context, 'acme', 'beta')).rejects.toMatchObject({ kind: 'usage' })
  await expect(renameProfile(context, 'acme', '..')).rejects.toMatchObject({ kind: 'usage' })
  expect(readFileSync(storeIn(folder), 'utf8')).toBe(before)
})

it('notices two entries whose names were swapped', async () => {
  const { folder, context } = await stored(acme, { ...acme, name: 'beta', secret: { ...secret, accessKey: 'OTHER' } })
  tamper(folder, (file) => {
    file.profiles = { acme: file.profiles.beta ?? {}, beta: file.profiles.acme ?? {} }
  })
  await expect(readSecret(context, 'acme')).rejects.toMatchObject({
    kind: 'auth',
    message: `the seal of profile "acme" is broken: its entry in ${storeIn(folder)} was changed outside gong`,
  })
})

it('notices a host that was edited', async () => {
  const { folder, context } = await stored(acme)
  tamper(folder, ({ profiles }) => Object.assign(profiles.acme ?? {}, { baseUrl: 'https://evil.example' }))
  await expect(readSecret(context, 'acme')).rejects.toMatchObject({ kind: 'auth' })
})

it('gives no secret once any byte of the store was changed', async () => {
  const { folder, context } = await stored(acme)
  const whole = readFileSync(storeIn(folder))
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    writeFileSync(storeIn(folder), changed)
    // White space between the fields means nothing, so there, and only there, the same secret may come out.
    const result = await readSecret(context, 'acme').catch((failure) => failure.kind)
    const isSpace = /\s/.test(String.fromCharCode(whole.readUInt8(at)))
    expect(isSpace ? ['auth', secret] : ['auth'], `byte ${at}`).toContainEqual(result)
  }
})

it.each([
  ['is not JSON', 'nonsense'],
  ['is a list', '[]'],
  ['has no key', '{"version":1,"profiles":{}}'],
  ['has a key of an unknown kind', '{"version":1,"key":{"by":"magic","sealed":"v1:"},"profiles":{}}'],
  ['has no profiles', '{"version":1,"key":{"by":"file","sealed":"v1:"}}'],
  ['has an entry that is none', '{"version":1,"key":{"by":"file","sealed":"v1:"},"profiles":{"acme":{}}}'],
  [
    'has a base URL without https',
    '{"version":1,"key":{"by":"file","sealed":""},"profiles":{"acme":{"baseUrl":"http://a.example","sealed":""}}}',
  ],
  ['has a name that is none', '{"version":1,"key":{"by":"file","sealed":"v1:"},"profiles":{"..":{}}}'],
  ['comes from a later version', '{"version":2}'],
])('leaves a store alone that %s', async (_, text) => {
  const folder = emptyFolder()
  writeFileSync(storeIn(folder), text, { mode: 0o600 })
  const context = home(folder)
  const failure = { kind: 'auth', message: expect.stringContaining(storeIn(folder)), hint: expect.any(String) }
  await expect(listProfiles(context)).rejects.toMatchObject(failure)
  await expect(addProfile(context, acme)).rejects.toMatchObject(failure)
  await expect(removeProfile(context, 'acme')).rejects.toMatchObject(failure)
  expect(readFileSync(storeIn(folder), 'utf8')).toBe(text)
})

it('asks for the passphrase of a first profile twice, and for the next ones once', async () => {
  const folder = emptyFolder()
  const first = home(folder, { typed: ['open sesame', 'open sesame'] })
  await addProfile(first, { ...acme, keyStore: undefined })
  const next = home(folder, { typed: ['open sesame'] })
  await addProfile(next, { ...beta, keyStore: undefined })
  expect([first.asked.length, next.asked.length]).toEqual([2, 1])
  const stranger = home(folder, { env: { GONG_PASSPHRASE: 'open barley' } })
  await expect(readSecret(stranger, 'acme')).rejects.toMatchObject({
    kind: 'auth',
    message: 'the passphrase is wrong, or the file of profiles was changed outside gong',
  })
  expect(await readSecret(home(folder, { env: { GONG_PASSPHRASE: 'open sesame' } }), 'acme')).toEqual(secret)
  await expect(readSecret(home(folder), 'acme')).rejects.toMatchObject({
    kind: 'auth',
    hint: 'set GONG_PASSPHRASE, or run gong on a terminal',
  })
})

it.each([
  ['that were typed differently', ['one', 'two']],
  ['that are empty', ['', '']],
])('stores nothing under passphrases %s', async (_, typed) => {
  const folder = emptyFolder()
  await expect(addProfile(home(folder, { typed }), { ...acme, keyStore: undefined })).rejects.toMatchObject({
    kind: 'auth',
  })
  expect(readdirSync(folder)).toEqual([])
})

it('asks nobody for a passphrase when the name is taken anyway', async () => {
  const folder = emptyFolder()
  await addProfile(home(folder, { env: { GONG_PASSPHRASE: 'open sesame' } }), { ...acme, keyStore: 'passphrase' })
  const again = home(folder, { typed: ['open sesame'] })
  await expect(addProfile(again, acme)).rejects.toMatchObject({ kind: 'usage' })
  expect(again.asked).toEqual([])
})

it('makes a key file where GONG_KEY_FILE says, and needs it there afterwards', async () => {
  const folder = emptyFolder()
  const path = join(emptyFolder(), 'deep', 'gong.key')
  const context = home(folder, { env: { GONG_KEY_FILE: path } })
  await addProfile(context, { ...acme, keyStore: undefined })
  expect(modeOf(path)).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['credentials.json'])
  expect(await readSecret(context, 'acme')).toEqual(secret)
  await expect(readSecret(home(folder), 'acme')).rejects.toMatchObject({
    kind: 'auth',
    message: `the profiles are sealed with a key file, and ${folder}/key is not there`,
    hint: 'set GONG_KEY_FILE to where the key file lies',
  })
})

it('makes one key file when a second first run comes while it is written', async () => {
  const folder = emptyFolder()
  const context = home(folder)
  const key = context.random(32)
  let second: ReturnType<typeof wrapWithKeyFile> | undefined
  const write: Files['write'] = async (...file) => {
    second = wrapWithKeyFile(context, key)
    const turns = async () => {
      for (let turn = 0; turn < 200; turn++) await context.files.read(join(folder, 'none'))
    }
    await Promise.race([second, turns()])
    await context.files.write(...file)
  }
  const first = await wrapWithKeyFile({ ...context, files: { ...context.files, write } }, key)
  for (const one of [first, await second]) {
    expect(one && Buffer.from(await unwrapWithKeyFile(context, one))).toEqual(Buffer.from(key))
  }
})

it.skipIf(process.platform === 'win32').each(['key', 'credentials.json'])(
  'refuses the file "%s" when others may read it, and gives the chmod to type',
  async (name) => {
    const { folder, context } = await stored(acme)
    chmodSync(join(folder, name), 0o640)
    await expect(readSecret(context, 'acme')).rejects.toMatchObject({
      kind: 'auth',
      hint: `chmod 600 '${folder}/${name}'`,
    })
  },
)

it.each([
  ['is no key', 'hello', 'is not a key file'],
  ['is another key', Buffer.alloc(32).toString('base64'), 'is not the one of these profiles'],
])('refuses a key file that %s', async (_, text, words) => {
  const { folder, context } = await stored(acme)
  writeFileSync(join(folder, 'key'), text)
  await expect(readSecret(context, 'acme')).rejects.toMatchObject({
    kind: 'auth',
    message: expect.stringContaining(words),
  })
})

it('names both ways when it can neither ask for a passphrase nor make a key file', async () => {
  const folder = emptyFolder()
  await expect(addProfile(home(folder), { ...acme, keyStore: undefined })).rejects.toMatchObject({
    kind: 'auth',
    hint: 'set GONG_PASSPHRASE, or GONG_KEY_FILE to a path where a key file may be made',
  })
  expect(readdirSync(folder)).toEqual([])
})

it('refuses another kind of key for profiles that share one', async () => {
  const { context } = await stored(acme)
  await expect(addProfile(context, { ...beta, keyStore: 'passphrase' })).rejects.toMatchObject({
    kind: 'usage',
    message: '--keys passphrase: the key of the profiles here is kept under a key file, and all share it',
    hint: 'gong profiles rekey --keys passphrase',
  })
})

it('leaves a damaged file of settings alone', async () => {
  const { folder, context } = await stored(acme)
  const path = join(folder, 'settings.json')
  for (const text of ['nonsense', '[]', '{"profiles":{"acme":{"rate":"fast"}}}', '{"chosen":7}']) {
    writeFileSync(path, text)
    await expect(setChosenProfile(context, 'acme')).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(path),
    })
    expect(readFileSync(path, 'utf8')).toBe(text)
  }
})

it('keeps the settings that it is not given', async () => {
  const { context } = await stored(acme)
  await updateSettings(context, 'acme', { timeZone: 'Europe/Paris', rate: 2 })
  await updateSettings(context, 'acme', { timeZone: undefined, rate: 3 })
  expect((await readSettings(context)).profiles.get('acme')).toEqual({ timeZone: 'Europe/Paris', rate: 3 })
})

it.each([
  [{ GONG_CONFIG_DIR: '/own', XDG_CONFIG_HOME: '/xdg', HOME: '/home/ann' }, '/own'],
  [{ GONG_CONFIG_DIR: '', XDG_CONFIG_HOME: '/xdg', HOME: '/home/ann' }, '/xdg/gong'],
  [{ XDG_CONFIG_HOME: 'relative', HOME: '/home/ann' }, '/home/ann/.config/gong'],
  [{ HOME: '/home/ann' }, '/home/ann/.config/gong'],
  [{ APPDATA: 'C:\\Roaming', USERPROFILE: 'C:\\Ann' }, 'C:\\Roaming/gong'],
  [{ USERPROFILE: 'C:\\Ann' }, 'C:\\Ann/.config/gong'],
])('finds the config folder of %o', (env, folder) => {
  expect(configFolder(env)).toBe(folder)
})

it.each([
  [{ GONG_STATE_DIR: '/own', XDG_STATE_HOME: '/xdg', HOME: '/home/ann' }, '/own'],
  [{ XDG_STATE_HOME: '/xdg', HOME: '/home/ann' }, '/xdg/gong'],
  [{ HOME: '/home/ann' }, '/home/ann/.local/state/gong'],
  [{ LOCALAPPDATA: 'C:\\Local', APPDATA: 'C:\\Roaming' }, 'C:\\Local/gong'],
])('finds the state folder of %o', (env, folder) => {
  expect(stateFolder(env)).toBe(folder)
})

it('says which variable to set when nobody has a home', () => {
  expect(() => configFolder({})).toThrow(
    expect.objectContaining({ kind: 'usage', hint: 'export GONG_CONFIG_DIR=/a/private/folder' }),
  )
})

it('clears away a key and a file of profiles that a killed process had begun to write', async () => {
  const { folder, context } = await stored(acme)
  const begun = ['key', 'credentials.json'].map((name) => join(folder, `.${name}.${crypto.randomUUID()}`))
  const others = [join(folder, `.key.lock.${crypto.randomUUID()}`), join(folder, '.key.old'), join(folder, 'notes')]
  for (const path of [...begun, ...others]) writeFileSync(path, 'AAAA')
  await wrapWithKeyFile(context, new Uint8Array(32), true)
  await addProfile(context, beta)
  expect(begun.filter(existsSync)).toEqual([])
  expect(others.filter(existsSync)).toEqual(others)
})
