import {
  customFields,
  type ObjectFault,
  type ObjectFields,
  objectFaults,
  standardFields,
} from '../../catalogue/crm-objects.ts'
import { isRow, type Row } from '../../lib/rows.ts'
import type { SandboxRequest } from './request.ts'

const REQUESTS = 'crm requests'
/** How long a request waits, and when it is over, in ms since it came. */
const WAITING = 3000
const OVER = 8000
/** More errors than this are only counted (quirk 58). */
const SHOWN = 20

interface Outcome {
  /** How many objects went well. */
  readonly objects: number
  readonly errors: readonly Row[]
}

/** Requests of before the sandbox was opened, so that there is one of each end to look at. */
const EARLIER: { readonly [name: string]: Outcome } = {
  'nightly-accounts': { objects: 240, errors: [] },
  'nightly-contacts': {
    objects: 1024,
    errors: [
      { line: 49, description: 'Mandatory field [objectId] is missing or empty' },
      { line: 212, description: 'Field [modifiedDate] must not have milliseconds' },
    ],
  },
}

export function isRequestUsed({ changes, query }: SandboxRequest): boolean {
  const name = String(query.clientRequestId)
  return name in EARLIER || changes.get(REQUESTS, name) !== undefined
}

export function saveRequest({ changes, query, now }: SandboxRequest, { objects, errors }: Outcome): void {
  changes.put(REQUESTS, String(query.clientRequestId), { ...query, at: now, objects, errors })
}

/** The state of a request as getRequestStatus reports it: any error makes it FAILED, with status 200. */
export function requestState({ changes, query, now }: SandboxRequest): Row | undefined {
  const name = String(query.clientRequestId)
  const kept = changes.get(REQUESTS, name)
  if (kept === undefined) return EARLIER[name] && ended(EARLIER[name])
  if (kept.integrationId !== query.integrationId) return undefined
  const age = now - Number(kept.at)
  if (age < OVER) return { status: age < WAITING ? 'PENDING' : 'IN_PROGRESS' }
  const { errors, objects } = kept
  return ended({ objects: Number(objects), errors: Array.isArray(errors) ? errors.filter(isRow) : [] })
}

function ended({ objects, errors }: Outcome): Row {
  return {
    status: errors.length > 0 ? 'FAILED' : 'DONE',
    errors: errors.slice(0, SHOWN),
    totalErrorCount: errors.length,
    totalSuccessCount: objects,
  }
}

/**
 * Reads an upload line by line; an id that contains `fail` stands for an object that Gong cannot take. Errors have the
 * number of their line, and 0 for the whole file.
 */
export function readRequest(
  text: string,
  type: string,
  schema: readonly Row[],
  fails: SandboxRequest['fails'],
): { objects: readonly Row[]; errors: readonly Row[] } {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  if (lines.length === 0) return { objects: [], errors: [{ line: 0, description: 'The file is empty' }] }
  const seen = new Set<string>()
  const fields = { ...customFields(schema), ...standardFields(type) }
  const judged = lines.map((line, index) => ({ line: index + 1, ...judge(line, { fields, seen, fails }) }))
  return {
    objects: judged.flatMap(({ object }) => (object === undefined ? [] : [object])),
    errors: judged.flatMap(({ line, description }) => (description === undefined ? [] : [{ line, description }])),
  }
}

interface Judging {
  readonly fields: ObjectFields
  readonly seen: Set<string>
  readonly fails: SandboxRequest['fails']
}

/** One update of each object a file, and every object with what Gong documents for its type and what its schema says. */
function judge(line: string, { fields, seen, fails }: Judging): { object?: Row; description?: string } {
  const object = parsed(line)
  if (!isRow(object)) return { description: 'The line is not a JSON object' }
  const id = String(object.objectId ?? '')
  const [wrong] = objectFaults(fields, object)
  if (wrong !== undefined) return { description: described(wrong) }
  if (seen.has(id)) return { description: `Object [${id}] is in the file more than once` }
  seen.add(id)
  return id.includes('fail') || fails('line') ? { description: `Object [${id}] could not be saved` } : { object }
}

/** A fault in the words of Gong. */
function described({ field, problem }: ObjectFault): string {
  return problem === 'is missing' ? `Mandatory field [${field}] is missing or empty` : `Field [${field}] ${problem}`
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
