import { createHash, createHmac } from 'node:crypto'
import { isRow, type Json } from '../lib/rows.ts'

/** Records on a page; no request can change it. */
export const PAGE_SIZE = 100

/** Lifetime of a cursor, from the first page and never renewed (field note "Limits and cursors"). */
const CURSOR_LIFE_S = 3600

const HEADER = encoded({ alg: 'HS256' })

/** A page of a pull. */
export interface PullPosition {
  readonly page: number
  /** When the pull began: later pages show the company as it was then. */
  readonly beganAtMs: number
}

/** A token like Gong's: a JWT with the position of the next page and a fingerprint of the other inputs. */
export function makeCursor({ page, beganAtMs }: PullPosition, total: number, inputs: string): string {
  const payload = {
    pageSize: PAGE_SIZE,
    total,
    pageNumber: page,
    exp: Math.floor(beganAtMs / 1000) + CURSOR_LIFE_S,
    time: beganAtMs,
    inputs,
  }
  const text = `${HEADER}.${encoded(payload)}`
  return `${text}.${signature(text)}`
}

/** Verifies a cursor at `now` (ms). @returns the position, or the sentence with which Gong refuses it */
export function parseCursor(cursor: string, inputs: string, now: number): PullPosition | string {
  const [header, body = '', seal] = cursor.split('.')
  const claims = seal === signature(`${header}.${body}`) ? decoded(body) : undefined
  if (!isRow(claims) || claims.inputs !== inputs) return 'failed to verify cursor'
  const { exp, pageNumber, time } = claims
  if (typeof exp !== 'number' || typeof pageNumber !== 'number' || typeof time !== 'number')
    return 'failed to verify cursor'
  return now / 1000 >= exp ? 'cursor has expired' : { page: pageNumber, beganAtMs: time }
}

/** A short hash of everything in a request but the cursor; the order of keys does not matter. */
export function fingerprint(inputs: Json): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(inputs)))
    .digest('base64url')
    .slice(0, 22)
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isRow(value)) return value
  const keys = Object.keys(value).sort()
  return keys.map((key): Json => [key, sorted(value[key] ?? null)])
}

function encoded(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function decoded(text: string): Json | undefined {
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
}

function signature(text: string): string {
  return createHmac('sha256', 'a key for a company that does not exist').update(text).digest('base64url')
}
