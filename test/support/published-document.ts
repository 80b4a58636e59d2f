import witness from '../witness/operations.json' with { type: 'json' }

interface Schema {
  type?: string
  enum?: readonly string[]
  properties?: { [name: string]: Schema }
  items?: Schema
}

interface Written {
  readonly name?: string
  readonly path?: string
  readonly in?: string
  readonly type: string
  readonly enum?: readonly string[]
}

interface Operation {
  operationId: string
  description: string
  parameters: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: { [type: string]: { schema: Schema } } }
  responses?: { [status: string]: { content: { [type: string]: { schema: Schema } } } }
}

/** A fresh document of OpenAPI 3 with the requests that the witness knows, and the scopes in prose, as Gong publishes it. */
export function publishedDocument() {
  const paths: { [path: string]: { [method: string]: Operation } } = {}
  for (const { operationId, method, path, scopes, params, body } of witness) {
    const fields: readonly Written[] = body?.fields ?? []
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId,
        description: scopes
          .map((scope) => `With a bearer token, this endpoint requires the scope '${scope}'.`)
          .join(' '),
        parameters: params.map((one: Written & { in: string; name: string }) => ({
          name: one.name,
          in: one.in,
          schema: leaf(one),
        })),
        ...(body !== null && { requestBody: { content: { [body.contentType]: { schema: treeOf(fields) } } } }),
      },
    }
  }
  return { openapi: '3.0.1', info: { title: "Gong's API" }, servers: [{ url: 'https://127.0.0.1:8443' }], paths }
}

function leaf({ type, enum: words }: Written): Schema {
  return { type, ...(words && { enum: words }) }
}

function treeOf(fields: readonly Written[]): Schema {
  const root: Schema = {}
  for (const { path = '', ...field } of fields) {
    const at = path.replaceAll('[]', '.[]').split('.').filter(Boolean).reduce(within, root)
    const isContainer = path.endsWith('[]') || field.type === 'object'
    Object.assign(at, isContainer ? { ...(field.enum && { enum: field.enum }) } : leaf(field))
  }
  return root
}

function within(at: Schema, step: string): Schema {
  if (step === '[]') {
    at.items ??= {}
    return at.items
  }
  at.properties ??= {}
  at.properties[step] ??= {}
  return at.properties[step]
}
