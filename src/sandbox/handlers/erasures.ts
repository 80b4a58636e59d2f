import type { SandboxRequest } from './request.ts'

/** Erasures take hours there (field note "Privacy"), and five minutes here, so that one can wait for them. */
const ERASURE_MS = 5 * 60_000

const CALLS = 'erased calls'
const PEOPLE = 'erased people'

/** Whether an erasure of this call has run its course when the pull began. */
export function isErased({ changes, position }: Pick<SandboxRequest, 'changes' | 'position'>, id: string): boolean {
  return Number(changes.get(CALLS, id)?.gone ?? Infinity) <= position.beganAtMs
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
  const rows = changes.all(CALLS).filter((row) => Number(row.gone) <= position.beganAtMs)
  return new Set(rows.flatMap(({ id }) => company.indexOf(String(id)) ?? []))
}

/** Whether everything about this address or number is gone when the request is made. */
export function isPersonErased({ changes, now }: SandboxRequest, value: string): boolean {
  return Number(changes.get(PEOPLE, value)?.gone ?? Infinity) <= now
}

/**
 * Begins to erase a person and whole calls; what was begun before keeps its time.
 *
 * @param value address in lower case, or E.164
 * @param calls ids
 */
export function startErasure({ changes, now }: SandboxRequest, value: string, calls: readonly string[]): void {
  const gone = now + ERASURE_MS
  changes.put(PEOPLE, value, changes.get(PEOPLE, value) ?? { value, gone })
  for (const id of calls) changes.put(CALLS, id, changes.get(CALLS, id) ?? { id, gone })
}
