import { createCipheriv, createDecipheriv } from 'node:crypto'
import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'

const cipher = 'aes-256-gcm'
const version = 'v1:'
const nonceLength = 12
/** Node takes a tag of 4 bytes unless it is told the length, and 4 bytes can be guessed. */
const options = { authTagLength: 16 }

/**
 * Seals text with AES-256-GCM. In: a key of 32 bytes, the text, and associated data that is not stored but must be the
 * same on opening. Out: `v1:` and the base64 of nonce (12 bytes), tag (16) and ciphertext.
 */
export function seal(key: Uint8Array, plain: Uint8Array | string, aad: string, random: Context['random']): string {
  const nonce = random(nonceLength)
  const sealing = createCipheriv(cipher, key, nonce, options).setAAD(Buffer.from(aad))
  const body = [sealing.update(Buffer.from(plain)), sealing.final()]
  return version + Buffer.concat([nonce, sealing.getAuthTag(), ...body]).toString('base64')
}

/**
 * Opens what `seal` sealed. `broken` is the sentence for when it does not open; the caller knows what it was.
 * @throws Failure `auth` on a wrong key, other associated data or any changed bit, alike for all of them.
 */
export function open(key: Uint8Array, sealed: string, aad: string, broken = 'the seal does not open'): Uint8Array {
  const bytes = fromBase64(sealed.slice(version.length))
  const start = nonceLength + options.authTagLength
  if (!sealed.startsWith(version) || bytes === undefined || bytes.length < start) throw new Failure('auth', broken)
  try {
    const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceLength), options)
      .setAAD(Buffer.from(aad))
      .setAuthTag(bytes.subarray(nonceLength, start))
    return Buffer.concat([opening.update(bytes.subarray(start)), opening.final()])
  } catch {
    throw new Failure('auth', broken)
  }
}

/** The bytes of a base64 text; `undefined` unless it is spelt in the one way that encoding them would give. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}
