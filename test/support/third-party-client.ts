import { isRow, type Json, type Row, rowsIn } from '../../src/lib/rows.ts'
import { openSandbox, type SandboxOptions } from '../../src/sandbox/handle.ts'
import { SANDBOX_KEYS, type SandboxKey } from '../../src/sandbox/keys.ts'
import { CALL_COUNT } from '../run.ts'

/** A Wednesday afternoon. */
export const NOW = Date.parse('2026-05-13T15:20:00Z')

export interface Asking {
  readonly body?: Json | undefined
  /** A file of a form: its field, its name and what it holds. */
  readonly form?: readonly [field: string, name: string, text: string] | undefined
  readonly as?: SandboxKey
  readonly token?: string
}

interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Row
  readonly errors: readonly Json[]
}

export type Stranger = (request: string, asking?: Asking) => Promise<Answered>

/**
 * A client of Gong that has nothing of ours: it writes its requests by hand, as `POST /v2/calls`, and reads what comes.
 */
export function stranger(options: Partial<SandboxOptions> = {}): Stranger {
  const send = openSandbox({ now: () => NOW, calls: CALL_COUNT, keptCalls: CALL_COUNT, ...options })
  return async (request, { body, form, as = SANDBOX_KEYS.full, token } = {}) => {
    const [method = 'GET', path = '/'] = request.split(' ')
    const basic = Buffer.from(`${as.accessKey}:${as.secret}`).toString('base64')
    const headers = { Authorization: token === undefined ? `Basic ${basic}` : `Bearer ${token}` }
    const wire = {
      method,
      url: `https://sandbox.example${path}`,
      headers: { ...headers, ...typeOf(form) },
      timeoutMs: 0,
    }
    const sent = form === undefined ? (body === undefined ? undefined : JSON.stringify(body)) : written(form)
    const answer = await send(sent === undefined ? wire : { ...wire, body: sent }, new AbortController().signal)
    const pieces: Uint8Array[] = []
    for await (const piece of answer.body) pieces.push(piece)
    const text = Buffer.concat(pieces).toString('utf8')
    const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {}
    const row = isRow(parsed) ? parsed : {}
    return {
      status: answer.status,
      headers: answer.headers,
      body: row,
      errors: Array.isArray(row.errors) ? row.errors : [],
    }
  }
}

function typeOf(form: Asking['form']): { 'Content-Type'?: string } {
  return form === undefined ? {} : { 'Content-Type': 'multipart/form-data; boundary=seam' }
}

function written([field, name, text]: NonNullable<Asking['form']>): string {
  const head = `Content-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream`
  return `--seam\r\n${head}\r\n\r\n${text}\r\n--seam--\r\n`
}

/** The first object of a list. */
export function first(value: Json | undefined): Row {
  return rowsIn(value)[0] ?? {}
}
