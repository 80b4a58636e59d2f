import { createCipheriv, createDecipheriv } from 'node:crypto'
import { Failure } from '../lib/errors.ts'
import { refuseLaterVersion } from '../lib/later-version.ts'
import type { Context } from '../platform/ports.ts'

const ALGORITHM = 'aes-256-gcm'
const VERSION = 1
const PREFIX = `v${VERSION}:`
const NONCE_BYTES = 12
/** Without the length Node accepts a tag of 4 bytes, which can be guessed. */
const options = { authTagLength: 16 }

/**
 * Encrypts with AES-256-GCM.
 *
 * @param key 32 bytes
 * @param aad associated data, which is not stored and must be the same when decrypting
 * @returns `v1:` and the base64 of nonce (12 bytes), tag (16) and ciphertext
 */
export function encrypt(key: Uint8Array, plain: Uint8Array | string, aad: string, random: Context['random']): string {
  const nonce = random(NONCE_BYTES)
  const stream = createCipheriv(ALGORITHM, key, nonce, options).setAAD(Buffer.from(aad))
  const body = [stream.update(Buffer.from(plain)), stream.final()]
  return PREFIX + Buffer.concat([nonce, stream.getAuthTag(), ...body]).toString('base64')
}

/**
 * Decrypts what `encrypt` made.
 *
 * @param message of the failure; the caller knows what was encrypted
 * @throws Failure `auth` for a wrong key, other associated data or any changed bit, which cannot be told apart
 */
export function decrypt(key: Uint8Array, sealed: string, aad: string, message = 'the seal does not open'): Uint8Array {
  const bytes = decodeBase64(sealed.slice(PREFIX.length))
  const start = NONCE_BYTES + options.authTagLength
  if (!sealed.startsWith(PREFIX) || bytes === undefined || bytes.length < start) throw new Failure('auth', message)
  try {
    const stream = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), options)
      .setAAD(Buffer.from(aad))
      .setAuthTag(bytes.subarray(NONCE_BYTES, start))
    return Buffer.concat([stream.update(bytes.subarray(start)), stream.final()])
  } catch {
    throw new Failure('auth', message)
  }
}

/**
 * Refuses what a later version of this tool has encrypted, which `decrypt` could not tell from what was changed.
 *
 * @param what names it, for the message
 * @throws Failure `auth`
 */
export function refuseLaterSeal(what: string, sealed: string): void {
  const [, digits] = /^v(\d+):/.exec(sealed) ?? []
  if (digits !== undefined) refuseLaterVersion('auth', what, Number(digits), VERSION)
}

/** Decodes base64; `undefined` unless the text is canonical, as encoding the bytes would give it. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}
