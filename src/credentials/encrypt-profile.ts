import { parsedJson } from '../lib/parse-json.ts'
import type { Context } from '../platform/ports.ts'
import { decrypt, encrypt, refuseLaterSeal } from './cipher.ts'
import { profileFilePath } from './paths.ts'
import { damagedFile, type ProfileEntry } from './profile-file.ts'
import { parseSecret, type Secret } from './secret.ts'

/** Encrypts a secret with the data key. The ciphertext is bound to name and base URL, which stay readable. */
export function encryptEntry(
  { random }: Context,
  key: Uint8Array,
  name: string,
  baseUrl: string,
  secret: Secret,
): ProfileEntry {
  return { baseUrl, sealed: encrypt(key, JSON.stringify(secret), associatedData(name, baseUrl), random) }
}

/** Decrypts the secret of an entry. @throws Failure `auth` when the entry, its name or its base URL was changed */
export function decryptEntry({ env }: Context, key: Uint8Array, name: string, entry: ProfileEntry): Secret {
  const path = profileFilePath(env)
  refuseLaterSeal(`profile "${name}" in ${path}`, entry.sealed)
  const broken = `the seal of profile "${name}" is broken: its entry in ${path} was changed outside gong`
  const text = decrypt(key, entry.sealed, associatedData(name, entry.baseUrl), broken)
  const secret = parseSecret(parsedJson(Buffer.from(text).toString()))
  if (secret === undefined)
    throw damagedFile(path, `profile "${name}" holds a kind of credential that this version does not know`)
  return secret
}

/** Associated data of the encryption (AEAD), so that a swapped entry or an edited base URL is noticed. */
function associatedData(name: string, baseUrl: string): string {
  return JSON.stringify(['gong profile', name, baseUrl])
}
