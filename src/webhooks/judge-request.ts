import type { KeyObject } from 'node:crypto'
import { type CheckedToken, checkToken, type TokenClaims } from './check-token.ts'
import type { Refusal } from './refusal.ts'
import { requestAddresses, type SavedRequest } from './saved-request.ts'
import type { SecretPath } from './secret-path.ts'

/** What a request has to prove: a token under the key, the secret in its path, or both. */
export interface Proofs {
  readonly key?: KeyObject
  readonly secret?: SecretPath
  /** The address that the token must be for; what the request says of itself when left out. */
  readonly url?: string
  /** 0 for any age. */
  readonly maxAgeMs: number
}

/** What a request has proved. */
export interface Proved {
  /** Absent where only a secret path is asked for. */
  readonly claims?: TokenClaims
}

/** The secret in the path, which is known before the body is read. */
export function pathRefusal({ target }: Pick<SavedRequest, 'target'>, { secret }: Proofs): Refusal | undefined {
  const path = URL.canParse(target) ? target.replace(/^[a-z]+:\/\/[^/]*/i, '') : target
  return secret === undefined || secret.matches(path) ? undefined : 'wrong-path'
}

/** Whether a request comes from Gong. @param nowMs by which the dates of its token are judged */
export async function judgeRequest(
  request: SavedRequest,
  proofs: Proofs,
  nowMs: number,
): Promise<Proved | { readonly refusal: Refusal }> {
  const refusal = pathRefusal(request, proofs)
  if (refusal !== undefined) return { refusal }
  if (proofs.key === undefined) return {}
  return await tokenOfRequest(request, proofs.key, proofs, nowMs)
}

async function tokenOfRequest(
  request: SavedRequest,
  key: KeyObject,
  { url, maxAgeMs }: Proofs,
  nowMs: number,
): Promise<CheckedToken> {
  const urls = url === undefined ? requestAddresses(request) : [url]
  return await checkToken(request.headers.authorization, request.body, { key, urls, nowMs, maxAgeMs })
}
