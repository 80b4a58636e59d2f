import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { decrypt, encrypt } from '../../../src/credentials/cipher.ts'
import {
  parsePassphraseKey,
  unwrapWithPassphrase,
  wrapWithPassphrase,
} from '../../../src/credentials/key-by-passphrase.ts'
import { SCRYPT_COST } from '../../../src/platform/node/scrypt-cost.ts'

const random = (count: number) => randomBytes(count)
const key = random(32)
const cheap = { N: 2 ** 10, r: 8, p: 1 }

it('opens what it sealed', () => {
  const sealed = encrypt(key, 'the secret ✓', 'acme', random)
  expect(Buffer.from(decrypt(key, sealed, 'acme')).toString()).toBe('the secret ✓')
})

it('shows nothing of the text, and never seals it alike twice', () => {
  const sealed = encrypt(key, 'the secret', 'acme', random)
  expect(sealed).toMatch(/^v1:[A-Za-z0-9+/]+=*$/)
  expect(Buffer.from(sealed.slice(3), 'base64').includes('the secret')).toBe(false)
  expect(encrypt(key, 'the secret', 'acme', random)).not.toBe(sealed)
})

it('notices every flipped bit of the sealed text', () => {
  const sealed = Buffer.from(encrypt(key, 'the secret', 'acme', random))
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    expect(() => decrypt(key, changed.toString('latin1'), 'acme'), `bit ${bit}`).toThrow('the seal does not open')
  }
})

it('notices every flipped bit of nonce, tag and ciphertext', () => {
  const sealed = Buffer.from(encrypt(key, 'the secret', 'acme', random).slice(3), 'base64')
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    expect(() => decrypt(key, `v1:${changed.toString('base64')}`, 'acme'), `bit ${bit}`).toThrow(
      'the seal does not open',
    )
  }
})

it('notices a sealed text that was cut short anywhere', () => {
  const sealed = encrypt(key, 'the secret', 'acme', random)
  for (let length = 0; length < sealed.length; length++) {
    expect(() => decrypt(key, sealed.slice(0, length), 'acme'), `${length} characters`).toThrow(
      'the seal does not open',
    )
  }
})

it('opens with no other key and no other associated data, and tells them apart for nobody', () => {
  const sealed = encrypt(key, 'the secret', 'acme', random)
  const failure = { kind: 'auth', message: 'it is broken' }
  expect(() => decrypt(random(32), sealed, 'acme', 'it is broken')).toThrow(expect.objectContaining(failure))
  expect(() => decrypt(key, sealed, 'acme2', 'it is broken')).toThrow(expect.objectContaining(failure))
})

it('wraps a data key under a passphrase with 128 MB and a salt of its own', async () => {
  const wrapped = await wrapWithPassphrase(key, 'open sesame', { random, scryptCost: SCRYPT_COST })
  expect(wrapped).toEqual({
    by: 'passphrase',
    salt: expect.stringMatching(/^[A-Za-z0-9+/]{22}==$/),
    cost: { N: 131072, r: 8, p: 1 },
    sealed: expect.stringMatching(/^v1:/),
  })
  expect(Buffer.from(await unwrapWithPassphrase(wrapped, 'open sesame'))).toEqual(Buffer.from(key))
})

it('unwraps a data key under no other passphrase', async () => {
  const wrapped = await wrapWithPassphrase(key, 'open sesame', { random, scryptCost: cheap })
  await expect(unwrapWithPassphrase(wrapped, 'open sesam')).rejects.toMatchObject({
    kind: 'auth',
    message: 'the passphrase is wrong, or the file of profiles was changed outside gong',
  })
})

it('takes a passphrase in either spelling of its accents', async () => {
  const wrapped = await wrapWithPassphrase(key, 'caf\u00e9', { random, scryptCost: cheap })
  expect(Buffer.from(await unwrapWithPassphrase(wrapped, 'cafe\u0301'))).toEqual(Buffer.from(key))
})

it.each([
  ['64 GB of memory', { N: 2 ** 26, r: 8, p: 1 }],
  ['no work at all', { N: 2, r: 8, p: 1 }],
  ['a cost that is no power of two', { N: 100_000, r: 8, p: 1 }],
  ['another block size', { N: 2 ** 17, r: 4096, p: 1 }],
  ['many rounds', { N: 2 ** 17, r: 8, p: 1000 }],
  ['a text for a cost', { N: '131072', r: 8, p: 1 }],
  ['no cost', undefined],
])('refuses a wrapping that asks for %s', async (_, changed) => {
  const wrapped = await wrapWithPassphrase(key, 'open sesame', { random, scryptCost: cheap })
  expect(parsePassphraseKey({ ...wrapped, cost: changed })).toBeUndefined()
})

it('takes back the wrapping that it wrote', async () => {
  const wrapped = await wrapWithPassphrase(key, 'open sesame', { random, scryptCost: cheap })
  expect(parsePassphraseKey({ ...wrapped })).toEqual(wrapped)
  expect(parsePassphraseKey({ ...wrapped, cost: SCRYPT_COST })).toEqual({ ...wrapped, cost: SCRYPT_COST })
})
