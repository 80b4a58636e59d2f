import { parsedJson } from '../lib/parse-json'
import type { Context } from '../platform/ports.ts'
import { open, seal } from './cipher.ts'
import { damaged, type Entry, storePath } from './profile-file.ts'
import { type Secret, secretOf } from './secret.ts'

/** An entry of the store: the secret sealed under the data key, bound to its name and host. */
export function sealed({ random }: Context, key: Uint8Array, name: string, baseUrl: string, secret: Secret): Entry {
  return { baseUrl, sealed: seal(key, JSON.stringify(secret), boundTo(name, baseUrl), random) }
}

/** The secret of an entry. @throws Failure `auth` when the entry, its name or its host was changed. */
export function opened({ env }: Context, key: Uint8Array, name: string, entry: Entry): Secret {
  const path = storePath(env)
  const broken = `the seal of profile "${name}" is broken: its entry in ${path} was changed outside gong`
  const plain = open(key, entry.sealed, boundTo(name, entry.baseUrl), broken)
  const secret = secretOf(parsedJson(Buffer.from(plain).toString()))
  if (secret === undefined)
    throw damaged(path, `profile "${name}" holds a kind of credential that this version does not know`)
  return secret
}

/** Associated data of the seal, so that a swapped entry or an edited host is noticed. */
function boundTo(name: string, baseUrl: string): string {
  return JSON.stringify(['gong profile', name, baseUrl])
}
