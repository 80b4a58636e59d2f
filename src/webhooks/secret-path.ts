import { createHash, timingSafeEqual } from 'node:crypto'
import { Failure } from '../lib/errors.ts'

/** Fewer characters could be guessed. */
const MIN_CHARACTERS = 16

/** The path of an address that only Gong knows. */
export interface SecretPath {
  /** Whether a request has it as its path, in a time that does not tell how much of it is right. */
  matches(target: string): boolean
}

/**
 * @param text the path, with or without the slash before it, or the whole address
 * @param from where it was read, for messages
 * @throws Failure `usage` when it could be guessed
 */
export function secretPath(text: string, from: string): SecretPath {
  const trimmed = text.trim()
  const path = URL.canParse(trimmed) ? pathOf(new URL(trimmed)) : trimmed
  if (path.replace(/^\/+/, '').length < MIN_CHARACTERS || /\s/.test(path))
    throw new Failure('usage', `${from} holds no path of ${MIN_CHARACTERS} characters or more`, {
      hint: 'openssl rand -hex 24 makes one',
    })
  const wanted = digest(path)
  return { matches: (target) => timingSafeEqual(digest(target), wanted) }
}

function pathOf({ pathname, search }: URL): string {
  return `${pathname}${search}`
}

function digest(path: string): Buffer {
  return createHash('sha256').update(path.replace(/^\/+/, '')).digest()
}
