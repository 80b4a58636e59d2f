import type { InputSchema, JsonSchema } from './tool.ts'

/** A schema as it is listed: shorter by what a model learns from an answer, when an input does not fit. */
export function listedSchema({ properties = {}, additionalProperties: _, required = [], ...schema }: InputSchema) {
  const listed = Object.entries(properties).map(([name, property]) => [name, listedProperty(property)])
  return { ...schema, properties: Object.fromEntries(listed), ...(required.length > 0 && { required }) }
}

function listedProperty({ minimum: _, maxLength: __, ...property }: JsonSchema): JsonSchema {
  return property
}
