import { describe, expect, it } from 'vitest'
import { everyOperation } from '../../../src/catalogue/index.ts'
import { type Field, schemaOf } from '../../../src/catalogue/kinds.ts'
import { isMany, type Operation } from '../../../src/catalogue/operation.ts'
import { bodyOf, paramsIn, queryOf } from '../../../src/catalogue/shape.ts'
import witness from '../../witness/operations.json' with { type: 'json' }

/** What somebody else wrote down about the requests of the API, and nobody generates from the catalogue. */
interface Witness {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly scopes: readonly string[]
  readonly effect: string
  readonly deprecated: boolean
  readonly success: readonly string[]
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

type Aspect = 'effect' | 'params' | 'body' | 'records'

/** Where the catalogue says something else on purpose, and why. */
const DEVIATIONS: Readonly<Record<string, readonly [Aspect, string]>> = {
  getCallsInSpecificFolder: ['params', 'folderId is required: without it there is nothing to list (quirk 26)'],
  getCrmObjects: ['params', 'objectsCrmIds travels as the JSON array body, not in the query (quirk 13)'],
  listCrmSchemaFields: ['params', 'objectType may be left out: the prose then promises every type (quirk 26)'],
  uploadCrmData: ['effect', 'a write: its clientRequestId makes a repeat safe (quirk 74)'],
  getFlowProspectsBulkAssignment: [
    'records',
    'status and counts stand beside the results, and --wait needs them (quirk 51)',
  ],
  askEntity: ['records', 'the counts of what was searched stand beside the answer'],
  generateBrief: ['records', 'the counts of what was searched stand beside the sections'],
}

/** Not in the published document, so no witness saw it. */
const UNSEEN = ['manualCrmAssociations']

const EFFECTS: Readonly<Record<string, string>> = { destructive: 'erase', 'read-billed': 'billed' }

const seenOperations = everyOperation.filter(({ id }) => !UNSEEN.includes(id))

/** Where the catalogue deviates on purpose it must really differ, or the list of deviations has grown old. */
function agrees(id: string, aspect: Aspect, own: unknown, seen: unknown): void {
  if (DEVIATIONS[id]?.[0] === aspect) expect(own).not.toEqual(seen)
  else expect(own).toEqual(seen)
}

it('knows every operation that the witness saw', () => {
  expect(seenOperations.map(({ id }) => id).sort()).toEqual([...witnesses.keys()].sort())
})

it('gives a reason for every deviation', () => {
  expect(Object.entries(DEVIATIONS).filter(([id, [, reason]]) => !witnesses.has(id) || reason === '')).toEqual([])
})

describe.each(seenOperations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  const seen = witnesses.get(id)
  if (seen === undefined) throw new Error(`no witness knows ${id}`)

  it('has the verb, the path, the scope and the success codes that the witness saw', () => {
    const { method, path, scope, deprecated = false, answer } = operation
    const wanted = { method: seen.method, path: seen.path, scope: seen.scopes[0], deprecated: seen.deprecated }
    expect({ method, path, scope, deprecated }).toEqual(wanted)
    expect((answer.statuses ?? [200]).map(String).sort()).toEqual([...seen.success].sort())
  })

  it('has the effect that the witness saw', () => {
    agrees(id, 'effect', operation.effect, EFFECTS[seen.effect] ?? seen.effect)
  })

  it('takes the parameters that the witness saw, as required as there', () => {
    const wanted = seen.params.map(({ name, in: place, required, type, enum: of }) => {
      return { name, place, required, type: jsonType(type), of: of ?? null }
    })
    agrees(id, 'params', sorted(parametersOf(operation)), sorted(wanted))
  })

  it('takes the fields of the body that the witness saw, as required and as long as there', () => {
    const fields = seen.body?.fields ?? []
    const leaves = fields.filter(({ path, required }) => required || !isContainer(path, fields))
    const wanted = leaves.map(({ path, required, enum: of, maxLength }) => {
      return { path, required, of: of ?? null, longest: maxLength ?? null }
    })
    const own = [...bodyOf(operation), ...paramsIn(operation, 'part')].map(([path, field]) => ({
      path,
      required: field.required === true,
      of: field.of ?? null,
      longest: field.kind === 'text' && !path.endsWith('[]') ? (field.max ?? null) : null,
    }))
    agrees(id, 'body', sorted(own), sorted(wanted))
  })

  it('finds its records and its cursor where the witness did', () => {
    const cursor = operation.paged ? (operation.method === 'GET' ? 'query' : 'body') : null
    expect(cursor).toEqual(seen.cursorIn)
    agrees(id, 'records', recordsOf(operation), seen.recordsPath)
  })
})

function recordsOf({ answer }: Operation): string | null {
  if (!isMany(answer) || !('key' in answer)) return null
  return answer.shape.startsWith('map') ? `${answer.key}.{*}` : answer.key
}

function parametersOf(operation: Operation): unknown[] {
  const describe =
    (place: string) =>
    ([name, field]: readonly [string, Field]) => ({
      name,
      place,
      required: field.required === true,
      type: schemaOf(field).type,
      of: field.of ?? null,
    })
  return [...paramsIn(operation, 'path').map(describe('path')), ...[...queryOf(operation)].map(describe('query'))]
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
