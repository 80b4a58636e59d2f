import type { Row } from '../../lib/rows.ts'
import type { SandboxRequest } from './request.ts'

const TAKES_MS = 5 * 60_000

const CALLS = 'erased calls'
const PEOPLE = 'erased people'

/** Whether an erasure of this call has run its course when the pull began. */
export function isErased({ changes, position }: Pick<SandboxRequest, 'changes' | 'position'>, id: string): boolean {
  return isGone(changes.get(CALLS, id), position.beganAtMs)
}

/** The calls of the company that are gone when the pull began, by index; none in most companies, which costs nothing. */
export function erasedCalls(request: SandboxRequest): ReadonlySet<number> {
  const cached = sets.get(request) ?? erasedIndexes(request)
  sets.set(request, cached)
  return cached
}

/** One set for each request, which asks for it call by call. */
const sets = new WeakMap<SandboxRequest, ReadonlySet<number>>()

function erasedIndexes({ changes, position, company }: SandboxRequest): ReadonlySet<number> {
  const rows = changes.all(CALLS).filter((row) => isGone(row, position.beganAtMs))
  return new Set(rows.flatMap(({ id }) => company.indexOf(String(id)) ?? []))
}

/** Whether everything about this address or number is gone when the request is made. */
export function isPersonErased({ changes, now }: SandboxRequest, value: string): boolean {
  return isGone(changes.get(PEOPLE, value), now)
}

function isGone(erasure: Row | undefined, atMs: number): boolean {
  return erasure !== undefined && Number(erasure.gone) <= atMs && atMs < Number(erasure.back ?? Infinity)
}

/**
 * Begins to erase a person and whole calls; what was begun before keeps its time, until it is back.
 *
 * @param value address in lower case, or E.164
 * @param calls ids
 */
export function startErasure(request: SandboxRequest, value: string, calls: readonly string[]): void {
  begin(request, PEOPLE, value, { value })
  for (const id of calls) begin(request, CALLS, id, { id })
}

function begin({ changes, now, erasures }: SandboxRequest, collection: string, key: string, row: Row): void {
  const before = changes.get(collection, key)
  if (before !== undefined && now < Number(before.back ?? Infinity)) return
  const { takesMs = TAKES_MS, comesBackMs } = erasures
  const gone = now + takesMs
  changes.put(collection, key, { ...row, gone, ...(comesBackMs !== undefined && { back: gone + comesBackMs }) })
}
