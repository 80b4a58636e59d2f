import { type ObjectFields, objectFaults, standardFields } from '../catalogue/crm-objects.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'

/** What is wrong with an object: with one field, or with all of it. */
export interface LineFault {
  readonly field: string | undefined
  readonly reason: string
}

/** An object of a file, or why it is none. */
export type CheckedObject =
  | { readonly object: Row; readonly objectId: string; readonly faults: readonly [] }
  | { readonly object: Row | undefined; readonly faults: readonly LineFault[] }

/** Checks the text of one object as Gong will (operation uploadCrmData). @param type such as `BUSINESS_USER` */
export function checkObject(type: string, text: string): CheckedObject {
  const object = parsed(text)
  if (typeof object === 'string') return { object: undefined, faults: [{ field: undefined, reason: object }] }
  const faults = faultsIn(standardFields(type), object)
  return faults.length > 0 ? { object, faults } : { object, objectId: String(object.objectId), faults: [] }
}

/** What is wrong with the values of some fields. */
export function faultsIn(fields: ObjectFields, object: Row): readonly LineFault[] {
  return objectFaults(fields, object).map(({ field, problem }) => ({ field, reason: problem }))
}

/** On one line, as Gong reads it: between the values of JSON a line end means nothing, and in them there is none. */
export function onOneLine(text: string): string {
  return `${text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]+/g, ' ') : text}\n`
}

function parsed(text: string): Row | string {
  try {
    const value: Json = JSON.parse(text)
    return isRow(value) ? value : 'is not an object'
  } catch {
    return 'is not JSON'
  }
}
