import { Failure } from '../lib/errors.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow, type Row } from '../lib/rows.ts'
import { type DescribedOperation, FieldBudget } from './described.ts'
import { describedOperation } from './document-operation.ts'
import { References } from './references.ts'

/** A published document of OpenAPI 2 or 3, read. */
export interface OpenApiDocument {
  readonly operations: readonly DescribedOperation[]
  /** References that lead nowhere in it. */
  readonly lost: readonly string[]
}

/** Gong's document has about a megabyte. */
export const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

/**
 * Reads a document of OpenAPI. It need not be a valid one: Gong's is not (quirk 1). What has the wrong type counts as not
 * described.
 *
 * @param name of the file, for messages
 * @throws Failure `usage` for what is no such document, and for one that describes more than any memory holds
 */
export function readDocument(text: string, name: string): OpenApiDocument {
  const document = parsedJson(text)
  if (!isRow(document)) throw notADocument(text, name, document !== undefined)
  const { openapi, swagger, paths } = document
  if (openapi === undefined && swagger === undefined)
    throw new Failure('usage', `${name} is no OpenAPI document: it has neither "openapi" nor "swagger"`)
  if (!/^[23]\b/.test(String(openapi ?? swagger)))
    throw new Failure('usage', `${name} is of OpenAPI ${String(openapi ?? swagger).slice(0, 20)}; 2 and 3 are read`)
  if (!isRow(paths)) throw new Failure('usage', `${name} describes no operations: it has no "paths"`)
  const reading = { references: new References(document), budget: new FieldBudget() }
  const operations = Object.entries(paths).flatMap(([path, given]) => {
    const shared = reading.references.follow(given)?.schema ?? {}
    return METHODS.flatMap((method) => {
      const operation = shared[method]
      return isRow(operation)
        ? [describedOperation({ document, path: fullPath(document, path), method, shared, operation }, reading)]
        : []
    })
  })
  if (operations.length === 0) throw new Failure('usage', `${name} describes no operations`)
  return { operations, lost: [...reading.references.lost] }
}

function notADocument(text: string, name: string, isJson: boolean): Failure {
  const isYaml = !isJson && /^\s*["']?(openapi|swagger)["']?\s*:/m.test(text.slice(0, 10_000))
  const wrong = isJson
    ? 'is no OpenAPI document: it is no JSON object'
    : isYaml
      ? 'is YAML, and JSON is wanted'
      : 'is no JSON'
  return new Failure('usage', `${name} ${wrong}`, {
    hint: isYaml ? 'yq -o json openapi.yaml | gong operations --check -' : 'gong operations --check openapi.json',
  })
}

/** The path from the root of the host: Gong's begin with the version, which others move into the address of the server. */
function fullPath(document: Row, path: string): string {
  if (path.startsWith('/v2/')) return path
  const server = Array.isArray(document.servers) ? document.servers[0] : undefined
  const url = isRow(server) && typeof server.url === 'string' ? server.url.replace(/^[a-z]+:\/\/[^/]*/i, '') : ''
  const base = typeof document.basePath === 'string' ? document.basePath : url
  return `${base.replace(/\/+$/, '')}${path}`
}
