import { createHash, createHmac } from 'node:crypto'
import { isRow, type Json } from '../lib/rows.ts'

/** Pages hold 100 records, and nobody can ask for another size. */
export const PAGE = 100

/** Seconds that a cursor lives, counted from the first page and never renewed (field note "Limits and cursors"). */
const LIFE = 3600

const HEADER = encoded({ alg: 'HS256' })

/** Which page of which pull. */
export interface Place {
  readonly page: number
  /** When the pull began, ms: later pages show the company as it was then. */
  readonly began: number
}

/** The place of the next page as a token that looks and is checked like Gong's: a JWT over the other inputs. */
export function cursorFor({ page, began }: Place, total: number, inputs: string): string {
  const payload = { pageSize: PAGE, total, pageNumber: page, exp: Math.floor(began / 1000) + LIFE, time: began, inputs }
  const text = `${HEADER}.${encoded(payload)}`
  return `${text}.${signature(text)}`
}

/** Reads a cursor back at `now` (ms): the place, or the sentence with which Gong refuses it. */
export function placeOf(cursor: string, inputs: string, now: number): Place | string {
  const [header, body = '', seal] = cursor.split('.')
  const claims = seal === signature(`${header}.${body}`) ? decoded(body) : undefined
  if (!isRow(claims) || claims.inputs !== inputs) return 'failed to verify cursor'
  const { exp, pageNumber, time } = claims
  if (typeof exp !== 'number' || typeof pageNumber !== 'number' || typeof time !== 'number')
    return 'failed to verify cursor'
  return now / 1000 >= exp ? 'cursor has expired' : { page: pageNumber, began: time }
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
