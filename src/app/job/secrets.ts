/** What is secret in a run: keys, tokens, passphrases. Whatever leaves by stderr or in an error message is without them. */
export interface Secrets {
  /** Adds a secret to redact; empty and short texts are ignored, since they occur in other words. */
  add(secret: string | undefined): void
  /** The value of an Authorization header: what stands behind the scheme, and for Basic the key and the secret in it. */
  addAuthorization(value: string | undefined): void
  /** The text with each of them replaced by `***`, also in Base64, in a JSON string, in a URL, or cut short at the end. */
  redact(text: string): string
}

/** Characters. Gong's keys have 32; a shorter text would take words out of sentences. */
const SHORTEST = 8

const SECRET = /^GONG_(?!KEY_FILE).*(?:KEY|SECRET|TOKEN|PASSPHRASE)/

/** @param env whose secrets are known from the start */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): Secrets {
  const secrets = new Set<string>()
  // Made for the first text that is to be without them, which many runs never have.
  let spellings: readonly string[] | undefined
  const add = (secret = '') => {
    if (secret.length < SHORTEST || secrets.has(secret)) return
    secrets.add(secret)
    spellings = undefined
  }
  for (const [name, value] of Object.entries(env)) if (SECRET.test(name)) add(value)
  return {
    add,
    addAuthorization(value = '') {
      const [scheme = '', token] = value.split(' ', 2)
      add(token)
      if (token === undefined || scheme.toLowerCase() !== 'basic') return
      const pair = Buffer.from(token, 'base64').toString()
      const colon = pair.indexOf(':')
      for (const part of [pair, pair.slice(0, colon), pair.slice(colon + 1)]) add(part)
    },
    redact(text) {
      spellings ??= longestFirst([...secrets].flatMap(spellingsOf))
      return spellings.reduce((left, secret) => cutOff(left.replaceAll(secret, '***'), secret), text)
    },
  }
}

/** Each once; a secret may be a part of another one. */
function longestFirst(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort((a, b) => b.length - a.length)
}

function spellingsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '')
  const inUrl = encodeURIComponent(secret.replace(/[\ud800-\udfff]/gu, '\ufffd'))
  return [secret, JSON.stringify(secret).slice(1, -1), inUrl, base64, base64.replaceAll('+', '-').replaceAll('/', '_')]
}

/** Long answers are cut for a message, and a secret with them: what stands before the cut is looked at, too. */
function cutOff(text: string, secret: string): string {
  const start = secret.slice(0, SHORTEST)
  let made = ''
  let done = 0
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    let end = at + SHORTEST
    while (end < text.length && text[end] === secret[end - at]) end += 1
    if (at < done || (end < text.length && text[end] !== '…')) continue
    made += `${text.slice(done, at)}***`
    done = end
  }
  return made + text.slice(done)
}
