import { createPublicKey, type KeyObject } from 'node:crypto'
import { Failure } from '../lib/errors.ts'

const MIN_BITS = 2048
const HINT = 'copy it from the automation rule in Gong: "Show public key"'

/**
 * The key that Gong signs with, as Gong shows it (bare base64, in any number of lines) or as PEM.
 *
 * @param from the file, for messages
 * @throws Failure `usage` for what is no RSA public key of 2048 bits or more
 */
export function readPublicKey(text: string, from: string): KeyObject {
  if (text.includes('PRIVATE KEY'))
    throw new Failure('usage', `${from} holds a private key, which Gong never shows`, { hint: HINT })
  const key = parsed(text.trim())
  if (key === undefined) throw new Failure('usage', `${from} holds no public key`, { hint: HINT })
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType !== 'rsa' || bits < MIN_BITS)
    throw new Failure('usage', `${from} holds no RSA key of ${MIN_BITS} bits or more`, { hint: HINT })
  return key
}

function parsed(text: string): KeyObject | undefined {
  try {
    if (text.startsWith('-----BEGIN ')) return createPublicKey(text)
    const der = text.replace(/\s+/g, '')
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(der)) return undefined
    return createPublicKey({ key: Buffer.from(der, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}
