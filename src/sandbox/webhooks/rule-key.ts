import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { Files } from '../../platform/files.ts'

const BITS = 2048

/** The key that the sandbox signs events with, made once on this machine and kept for its owner alone. */
export async function ruleKey(files: Pick<Files, 'readNoFollow' | 'write'>, path: string): Promise<KeyObject> {
  const kept = await files.readNoFollow(path)
  if (kept !== undefined) return createPrivateKey(Buffer.from(kept))
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS })
  await files.write(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600)
  return privateKey
}

/** Its public half, as Gong shows it: bare base64, without the frame of PEM (field note "Webhooks"). */
export function shownKey(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
}
