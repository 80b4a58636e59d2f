import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import { type DescribedOperation, type FieldPlace, FieldSet } from './described.ts'
import { type SchemaReading, schemaFields } from './schema-fields.ts'

/** An operation as it stands in a document. */
interface Written {
  readonly document: Row
  readonly path: string
  readonly method: string
  /** What its path says for all of its methods. */
  readonly shared: Row
  readonly operation: Row
}

/** An operation of a document in the form in which it is compared with the catalogue. */
export function describedOperation(written: Written, reading: SchemaReading): DescribedOperation {
  const { document, operation, path, method, shared } = written
  reading.budget.spend()
  const fields = new FieldSet()
  const add = (place: FieldPlace, schema: Json | undefined, at = '') => {
    for (const field of schemaFields(schema, reading, at)) fields.add({ place, ...field })
  }
  for (const given of [...listed(shared.parameters), ...listed(operation.parameters)]) {
    const parameter = reading.references.follow(given)?.schema
    const place = parameter && placeOf(parameter)
    if (parameter === undefined || place === undefined) continue
    add(place, parameter.schema ?? parameter, place === 'body' ? '' : String(parameter.name))
  }
  const body = reading.references.follow(operation.requestBody)?.schema
  const [type, content] = contentOf(body)
  if (content !== undefined) add(type.startsWith('multipart/') ? 'part' : 'body', content)
  const answer = answerSchema(operation, reading)
  if (answer !== undefined) add('answer', answer)
  return {
    id: typeof operation.operationId === 'string' ? operation.operationId : `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    scopes: scopesOf(document, operation),
    scopesOfParts: [],
    fields,
    hasAnswer: answer !== undefined,
  }
}

function listed(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

/** Headers and cookies are no fields of Gong's. */
function placeOf({ in: place, name }: Row): FieldPlace | undefined {
  if (place === 'body') return 'body'
  if (typeof name !== 'string') return undefined
  return place === 'path' || place === 'query' ? place : place === 'formData' ? 'part' : undefined
}

/** The first media type of a body or an answer of OpenAPI 3, and its schema. */
function contentOf(holder: Row | undefined): readonly [string, Json | undefined] {
  const [entry] = Object.entries(isRow(holder?.content) ? holder.content : {})
  return entry === undefined ? ['', undefined] : [entry[0], isRow(entry[1]) ? entry[1].schema : undefined]
}

/** The schema of the answer of success; `undefined` where the document gives none. */
function answerSchema({ responses }: Row, { references }: SchemaReading): Json | undefined {
  for (const [status, given] of Object.entries(isRow(responses) ? responses : {})) {
    const response = /^2/.test(status) ? references.follow(given)?.schema : undefined
    const schema = response && (response.schema ?? contentOf(response)[1])
    if (schema !== undefined) return schema
  }
  return undefined
}

const SCOPE = /\bapi:[a-z0-9-]+(?::[a-z0-9-]+)+/g

/** The scopes that an operation names, in its prose, as Gong's document does (quirk 3), or as its security. */
function scopesOf(document: Row, operation: Row): readonly string[] {
  const required = rowsIn(operation.security ?? document.security).flatMap((one) => Object.values(one))
  const prose = [operation.summary, operation.description, ...required.flat()]
  return [
    ...new Set(
      prose.flatMap((text) => (typeof text === 'string' ? [...text.matchAll(SCOPE)].map(([scope]) => scope) : [])),
    ),
  ]
}
