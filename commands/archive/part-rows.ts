import type { PartResult } from '../../src/archive/context.ts'
import type { PlannedPart } from '../../src/archive/plan.ts'
import type { Fault } from '../../src/archive/verify.ts'
import type { Row } from '../../src/lib/rows.ts'

/** The fields of every row. */
export const FIELDS = ['what', 'state', 'files', 'records', 'bytes', 'requests', 'why'] as const

const NOTHING: Readonly<Record<(typeof FIELDS)[number], null>> = {
  ...{ what: null, state: null, files: null, records: null, bytes: null, requests: null, why: null },
}

/** What became of a part of an archive. */
export function partRow(part: PartResult): Row {
  return { ...NOTHING, ...part }
}

/** What is still to come. */
export function planRow(part: PlannedPart): Row {
  return { ...NOTHING, ...part, state: 'to come' }
}

/** A file that is not as the manifest has it. */
export function faultRow({ path, fault, expected, found }: Fault): Row {
  const why = found === null ? null : `its SHA-256 is ${found}, and was ${expected}`
  return { ...NOTHING, what: path, state: fault, why }
}

/** A part that was begun and is not whole. */
export function openRow(what: string): Row {
  return { ...NOTHING, what, state: 'not whole', why: 'a run was stopped in it, and the same line goes on' }
}
