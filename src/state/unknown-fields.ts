import { parsedJson } from '../lib/parse-json.ts'
import { isRow } from '../lib/rows.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

const VERSION = 1

/** More are not kept: Gong has some six hundred fields in all. */
const MAX_FIELDS = 200

/** A field that came in an answer and that the catalogue did not know then. */
export interface UnknownField {
  readonly operation: string
  /** Dotted. */
  readonly path: string
  /** The day on which it first came, in UTC. */
  readonly since: string
}

type Machine = Pick<Context, 'env' | 'files'>

/** Keeps the names of fields, each once. Where the state folder cannot be written, nothing is kept: it is no reason to fail. */
export async function recordUnknownFields(
  machine: Machine & Pick<Context, 'clock'>,
  found: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  try {
    if (newOnes(await readUnknownFields(machine), found).length === 0) return
    const path = pathOf(machine)
    await machine.files.withLock(`${path}.lock`, async () => {
      const known = await readUnknownFields(machine)
      const since = new Date(machine.clock.now()).toISOString().slice(0, 10)
      const fields = [...known, ...newOnes(known, found).map((field) => ({ ...field, since }))].slice(0, MAX_FIELDS)
      await machine.files.write(path, `${JSON.stringify({ version: VERSION, fields })}\n`, 0o600)
    })
  } catch {
    // What came is written; the names of fields can come again.
  }
}

/** The fields that were kept, the oldest first; none where there is no state folder, or a damaged file. */
export async function readUnknownFields(machine: Machine): Promise<readonly UnknownField[]> {
  try {
    const file = parsedJson(Buffer.from((await machine.files.readNoFollow(pathOf(machine))) ?? []).toString())
    return isRow(file) && file.version === VERSION && Array.isArray(file.fields) ? file.fields.flatMap(fieldIn) : []
  } catch {
    return []
  }
}

function newOnes(known: readonly UnknownField[], found: ReadonlyMap<string, readonly string[]>) {
  if (known.length >= MAX_FIELDS) return []
  const keys = new Set(known.map(({ operation, path }) => `${operation} ${path}`))
  return [...found]
    .flatMap(([operation, paths]) => paths.map((path) => ({ operation, path })))
    .filter(({ operation, path }) => !keys.has(`${operation} ${path}`))
}

function fieldIn(value: unknown): UnknownField[] {
  if (!isRow(value)) return []
  const { operation, path, since } = value
  return typeof operation === 'string' && typeof path === 'string' && typeof since === 'string'
    ? [{ operation, path, since }]
    : []
}

function pathOf({ env }: Machine): string {
  return `${stateFolder(env)}/unknown-fields.json`
}
