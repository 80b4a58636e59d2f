import type { KeyObject } from 'node:crypto'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Proofs } from '../../src/webhooks/judge-request.ts'
import type { SecretPath } from '../../src/webhooks/secret-path.ts'

/** How a request is known to come from Gong. */
export const TRUST_INPUTS = {
  publicKey: { kind: 'file', help: 'the public key of the automation rule, as Gong shows it or as PEM' },
  secretPath: { kind: 'file', help: 'a file (or -) with the path of the address that only Gong knows' },
  url: { kind: 'url', help: 'the address as the rule has it; without it, what the request says of its host and path' },
  maxAge: { kind: 'duration', help: 'refuse tokens that were made longer ago (10m); 0s for any age' },
} as const satisfies Inputs

type TrustInput = InputOf<typeof TRUST_INPUTS>

const USUAL_MAX_AGE_S = 600

/** @throws Failure `usage` when nothing would have to be proved */
export function checkTrust({ publicKey, secretPath }: TrustInput): void {
  if (publicKey === undefined && secretPath === undefined)
    throw new Failure('usage', 'whose events are believed? name --public-key, --secret-path, or both', {
      hint: 'gong webhooks listen --public-key gong.pub',
    })
}

/** Reads the key and the secret. @throws Failure `usage` when one of them is none */
export async function readTrust(input: TrustInput, job: Job): Promise<Proofs> {
  const { publicKey, secretPath: secretFile, url, maxAge = USUAL_MAX_AGE_S } = input
  const key = publicKey === undefined ? undefined : await keyIn(publicKey, job)
  const secret = secretFile === undefined ? undefined : await secretIn(secretFile, job)
  return { ...defined({ key, secret, url }), maxAgeMs: maxAge * 1000 }
}

async function keyIn(path: string, job: Job): Promise<KeyObject> {
  const { readPublicKey } = await import('../../src/webhooks/public-key.ts')
  return readPublicKey(await readText(path, job), path)
}

async function secretIn(path: string, job: Job): Promise<SecretPath> {
  const { secretPath } = await import('../../src/webhooks/secret-path.ts')
  return secretPath(await readText(path, job), path === '-' ? 'stdin' : path)
}
