import { expect, it } from 'vitest'
import { parseBaseUrl } from '../../../src/credentials/base-url.ts'
import { chooseCredential } from '../../../src/credentials/choose-profile.ts'
import { setChosenProfile, updateSettings } from '../../../src/credentials/profile-settings.ts'
import { addProfile } from '../../../src/credentials/profiles.ts'
import { parseSecret } from '../../../src/credentials/secret.ts'
import type { Context } from '../../../src/platform/ports.ts'
import { home } from '../../support/profiles-home.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const pair = { GONG_ACCESS_KEY: 'ENVKEY', GONG_ACCESS_KEY_SECRET: 'env-secret' }

async function withProfiles(...names: string[]) {
  const folder = emptyFolder()
  const context = home(folder)
  for (const name of names) {
    const secret = { accessKey: name, accessKeySecret: 'stored-secret' }
    await addProfile(context, { name, baseUrl: `https://${name}.api.gong.io`, secret, keyStore: 'file' })
  }
  return (env: Context['env'] = {}) => home(folder, { env })
}

it('takes the profile of the flag before everything else', async () => {
  const context = await withProfiles('acme', 'beta')
  await setChosenProfile(context(), 'beta')
  expect(await chooseCredential(context({ ...pair, GONG_PROFILE: 'beta' }), 'acme')).toMatchObject({
    name: 'acme',
    source: 'flag',
    baseUrl: 'https://acme.api.gong.io',
    why: 'profile "acme", named by --profile',
  })
})

it('takes the key of the environment before any stored profile', async () => {
  const context = await withProfiles('acme')
  const chosen = await chooseCredential(context({ ...pair, GONG_PROFILE: 'acme' }))
  expect(chosen).toMatchObject({
    source: 'environment',
    baseUrl: 'https://api.gong.io',
    why: 'the environment gives GONG_ACCESS_KEY and GONG_ACCESS_KEY_SECRET',
  })
  expect(chosen.name).toBeUndefined()
  expect(await chosen.authorization()).toBe(`Basic ${Buffer.from('ENVKEY:env-secret').toString('base64')}`)
})

it('takes a bearer token and a base URL of the environment', async () => {
  const context = await withProfiles()
  const chosen = await chooseCredential(context({ GONG_BEARER_TOKEN: 'tok', GONG_BASE_URL: 'http://127.0.0.1:8080/' }))
  expect(chosen.baseUrl).toBe('http://127.0.0.1:8080')
  expect(await chosen.authorization()).toBe('Bearer tok')
})

it('takes GONG_PROFILE, then the chosen profile, then the one named default', async () => {
  const context = await withProfiles('acme', 'beta', 'default')
  expect(await chooseCredential(context())).toMatchObject({ name: 'default', source: 'profile' })
  await setChosenProfile(context(), 'beta')
  expect(await chooseCredential(context())).toMatchObject({ name: 'beta', source: 'profile' })
  expect(await chooseCredential(context({ GONG_PROFILE: 'acme' }))).toMatchObject({
    name: 'acme',
    source: 'environment',
  })
})

it('takes the only profile there is', async () => {
  const context = await withProfiles('acme')
  const chosen = await chooseCredential(context())
  expect(chosen).toMatchObject({ name: 'acme', source: 'profile', why: 'profile "acme", the only one' })
  expect(await chosen.authorization()).toBe(`Basic ${Buffer.from('acme:stored-secret').toString('base64')}`)
})

it('brings the settings of the profile along', async () => {
  const context = await withProfiles('acme')
  await updateSettings(context(), 'acme', { timeZone: 'Europe/Paris', workspace: 'West', rate: 1.5 })
  expect(await chooseCredential(context())).toMatchObject({ timeZone: 'Europe/Paris', workspace: 'West', rate: 1.5 })
})

it('never joins GONG_BASE_URL with a stored profile, and says so', async () => {
  const context = await withProfiles('acme')
  expect(await chooseCredential(context({ GONG_BASE_URL: 'https://elsewhere.example' }))).toMatchObject({
    baseUrl: 'https://acme.api.gong.io',
    why: 'profile "acme", the only one; GONG_BASE_URL does not apply to a stored profile',
  })
})

it('opens the seal only when the authorization is asked for', async () => {
  const folder = emptyFolder()
  const profile = { name: 'acme', baseUrl: 'https://api.gong.io', secret: { bearerToken: 'tok' } }
  await addProfile(home(folder, { typed: ['open sesame', 'open sesame'] }), profile)
  const context = home(folder, { typed: ['open sesame'] })
  const chosen = await chooseCredential(context)
  expect(context.asked).toEqual([])
  expect(await Promise.all([chosen.authorization(), chosen.authorization()])).toEqual(['Bearer tok', 'Bearer tok'])
  expect(context.asked).toHaveLength(1)
})

it.each([
  [{ GONG_ACCESS_KEY: 'ENVKEY' }, 'GONG_ACCESS_KEY is set and GONG_ACCESS_KEY_SECRET is not: a credential needs both'],
  [
    { GONG_ACCESS_KEY_SECRET: 'x' },
    'GONG_ACCESS_KEY_SECRET is set and GONG_ACCESS_KEY is not: a credential needs both',
  ],
  [{ ...pair, GONG_BEARER_TOKEN: 'tok' }, 'two credentials are set: GONG_BEARER_TOKEN and GONG_ACCESS_KEY'],
  [{ GONG_BEARER_TOKEN: 'tok\n' }, 'GONG_BEARER_TOKEN holds a sign that no Gong credential has, such as a space'],
  [{ ...pair, GONG_ACCESS_KEY: 'a:b' }, 'GONG_ACCESS_KEY holds a sign that no Gong credential has, such as a space'],
])('refuses a credential of the environment that is no whole one, without repeating it', async (env, message) => {
  const context = await withProfiles('acme')
  await expect(chooseCredential(context(env))).rejects.toMatchObject({ kind: 'auth', message })
})

it('names the near profile, and who asked for the one that is not there', async () => {
  const context = await withProfiles('acme', 'beta')
  await expect(chooseCredential(context(), 'ACNE')).rejects.toMatchObject({
    kind: 'auth',
    message: 'there is no profile "ACNE", named by --profile; did you mean "acme"?',
  })
  await expect(chooseCredential(context({ GONG_PROFILE: 'wholly-other' }))).rejects.toMatchObject({
    kind: 'auth',
    message: 'there is no profile "wholly-other", named by GONG_PROFILE; known: acme, beta',
  })
  await setChosenProfile(context(), 'bete')
  await expect(chooseCredential(context())).rejects.toMatchObject({
    message: 'there is no profile "bete", chosen with gong profiles use; did you mean "beta"?',
  })
})

it('does not guess among several profiles', async () => {
  const context = await withProfiles('acme', 'beta')
  await expect(chooseCredential(context())).rejects.toMatchObject({
    kind: 'auth',
    message: 'several profiles and none is chosen: acme, beta',
    hint: 'gong profiles use acme',
  })
})

it('shows the two ways on when there is no credential at all', async () => {
  const context = await withProfiles()
  await expect(chooseCredential(context())).rejects.toMatchObject({
    kind: 'auth',
    hint: 'gong profiles add <name>, or try --sandbox',
  })
})

it.each([
  ['https://API.gong.io', 'https://api.gong.io'],
  ['https://us-1.api.gong.io:443/', 'https://us-1.api.gong.io'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://127.1.2.3', 'http://127.1.2.3'],
  ['http://[::1]:80', 'http://[::1]'],
])('takes the base URL %s', (text, origin) => {
  expect(parseBaseUrl(text)).toBe(origin)
})

it.each([
  ['api.gong.io', 'is not a web address'],
  ['', 'is not a web address'],
  ['ftp://api.gong.io', 'is not a web address'],
  ['http://api.gong.io', 'must begin with https://'],
  ['http://127.0.0.1.evil.example', 'must begin with https://'],
  ['http://localhost.evil.example', 'must begin with https://'],
  ['https://api.gong.io/v2', 'must end after the host: https://api.gong.io'],
  ['https://api.gong.io/?a=b', 'must end after the host'],
  ['https://api.gong.io/#a', 'must end after the host'],
  ['https://key:hunter2@api.gong.io', 'must not hold a user name or a password'],
])('refuses the base URL %s', (text, words) => {
  const failure = { kind: 'usage', message: expect.stringContaining(`the base URL ${words}`) }
  expect(() => parseBaseUrl(text)).toThrow(expect.objectContaining(failure))
  expect(() => parseBaseUrl(text)).not.toThrow('hunter2')
})

it('reads a credential only when it is exactly one', () => {
  expect(parseSecret({ accessKey: 'a', accessKeySecret: 'b', baseUrl: 'x' })).toEqual({
    accessKey: 'a',
    accessKeySecret: 'b',
  })
  expect(parseSecret({ bearerToken: 'a' })).toEqual({ bearerToken: 'a' })
  const none = [null, [], {}, { accessKey: 'a' }, { accessKey: 1, accessKeySecret: 'b' }]
  for (const value of [...none, { accessKey: 'a', accessKeySecret: 'b', bearerToken: 'c' }]) {
    expect(parseSecret(value)).toBeUndefined()
  }
})
