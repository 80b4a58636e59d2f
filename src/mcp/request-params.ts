import { ProtocolError, ProtocolErrorCode, type StandardSchemaV1 } from '@modelcontextprotocol/server'
import { isObject } from './input-schema.ts'
import type { ToolInput } from './tool.ts'

const anything: StandardSchemaV1<unknown, unknown> = {
  '~standard': { version: 1, vendor: 'gong', validate: (value) => ({ value }) },
}

/**
 * For the library: what a request brings is looked at here. Checked there, a number where a text belongs would be answered as a
 * fault of the server (-32603), and not of the request.
 */
export const UNCHECKED = { params: anything }

/** What a request calls by its name, and its arguments. @throws ProtocolError `InvalidParams` for another shape */
export function calledIn(params: unknown): { readonly name: string; readonly given: ToolInput } {
  const { name, arguments: given = {} } = fieldsOf(params)
  if (typeof name !== 'string') throw wrong('name is not a text')
  if (!isObject(given)) throw wrong('arguments is not an object')
  return { name, given }
}

/** The address of a request. @throws ProtocolError `InvalidParams` for another shape */
export function uriIn(params: unknown): string {
  const { uri } = fieldsOf(params)
  if (typeof uri !== 'string') throw wrong('uri is not a text')
  return uri
}

function fieldsOf(params: unknown): ToolInput {
  return isObject(params) ? params : {}
}

function wrong(problem: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, problem)
}
