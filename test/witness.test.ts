import { describe, expect, it } from 'vitest'
import { everyOperation } from '../src/catalogue/index.ts'
import { type Field, schemaOf } from '../src/catalogue/kinds.ts'
import type { Operation } from '../src/catalogue/operation.ts'
import { bodyOf, placed, queryOf } from '../src/catalogue/shape.ts'
import witness from './witness/operations.json' with { type: 'json' }

/** What somebody else wrote down about the requests of the API, and nobody generates from the catalogue. */
interface Witness {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly scopes: readonly string[]
  readonly params: readonly { name: string; in: string; type: string; required: boolean; enum?: readonly string[] }[]
  readonly body: { readonly fields: readonly WitnessField[] } | null
  readonly recordsPath: string | null
  readonly cursorIn: string | null
}

interface WitnessField {
  readonly path: string
  readonly type: string
  readonly required: boolean
  readonly enum?: readonly string[]
  readonly maxLength?: number
}

const witnesses = new Map((witness as readonly Witness[]).map((one) => [one.operationId, one]))

/** Where the catalogue says something else on purpose. */
const DEVIATIONS: Readonly<Record<string, string>> = {}

describe.each(everyOperation.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  const seen = witnesses.get(id)
  if (seen === undefined) throw new Error(`no witness knows ${id}`)

  it('has the verb, the path and the scope that the witness saw', () => {
    const { method, path, scope } = operation
    expect({ method, path, scope }).toEqual({ method: seen.method, path: seen.path, scope: seen.scopes[0] })
  })

  it('takes the parameters that the witness saw, as required as there', () => {
    const wanted = seen.params.map(({ name, in: place, required, type }) => ({
      name,
      place,
      required,
      type: jsonType(type),
    }))
    expect(sorted(parametersOf(operation))).toEqual(sorted(wanted))
  })

  it('takes the fields of the body that the witness saw, as required as there', () => {
    const fields = seen.body?.fields ?? []
    const leaves = fields.filter(({ path, required }) => required || !isContainer(path, fields))
    const wanted = leaves.map(({ path, required, enum: of }) => ({ path, required, of: of ?? null }))
    const own = [...bodyOf(operation)].map(([path, field]) => ({
      path,
      required: field.required === true,
      of: field.of ?? null,
    }))
    expect(sorted(own)).toEqual(sorted(wanted))
  })

  it('finds its records and its cursor where the witness did', () => {
    const records = seen.recordsPath
    const cursor = operation.paged ? (operation.method === 'GET' ? 'query' : 'body') : null
    expect({ records: recordsOf(operation), cursor }).toEqual({ records, cursor: seen.cursorIn })
  })
})

it('gives a reason for every deviation from an operation that exists', () => {
  expect(Object.entries(DEVIATIONS).filter(([id, reason]) => !witnesses.has(id) || reason === '')).toEqual([])
})

function recordsOf({ rows, keyed }: Operation): string | null {
  return rows === undefined ? null : keyed === undefined ? rows : `${rows}.{*}`
}

function parametersOf(operation: Operation): unknown[] {
  const describe =
    (place: string) =>
    ([name, field]: readonly [string, Field]) => ({
      name,
      place,
      required: field.required === true,
      type: schemaOf(field).type,
    })
  return [...placed(operation, 'path').map(describe('path')), ...[...queryOf(operation)].map(describe('query'))]
}

/** The witness tells int64 ids as integers; here ids are strings for good (quirk 11). */
function jsonType(type: string): string {
  return type === 'integer' ? 'string' : type
}

function isContainer(path: string, fields: readonly WitnessField[]): boolean {
  return fields.some(
    (other) =>
      other.path.startsWith(`${path}.`) || (other.path.startsWith(path) && other.path !== path && path.endsWith('[]')),
  )
}

function sorted<T>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
}
