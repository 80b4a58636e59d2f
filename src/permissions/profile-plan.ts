import { permissions } from '../catalogue/permissions.ts'
import { bodyOf } from '../catalogue/shape.ts'
import { Failure } from '../lib/errors.ts'
import { faultsOf } from '../lib/line-faults.ts'
import type { Row } from '../lib/rows.ts'
import { leafEntries } from '../output/fields.ts'
import { checkScopes, withoutUnused } from './access.ts'
import { type Difference, differencesOf, mergeRows } from './merge.ts'
import type { WantedProfile } from './read-profile-file.ts'

const NO_PROFILE_HINT =
  'with create: true beside its name a profile is made; gong permissions list shows those that are there'

/** What becomes of one profile of a file. */
export interface PlannedProfile {
  /** What people call it: its name in Gong, else in the file. */
  readonly label: string
  /** As Gong has it; absent where it is to be made. */
  readonly before?: Row
  /** As it is to be: what the file does not say stays. */
  readonly after: Row
  readonly differences: readonly Difference[]
}

/** Whether it has to be written. */
export function isChanging({ before, differences }: PlannedProfile): boolean {
  return before === undefined || differences.length > 0
}

/** How profiles of a file are found in Gong. */
interface Matching {
  /** What the file is called in messages. */
  readonly source: string
  /** Whether ids of the file are those of this workspace; else names alone count. */
  readonly byId: boolean
}

/**
 * Lays the profiles of a file over those of a workspace. Only what the file says changes.
 *
 * @throws Failure `usage` for a profile that Gong does not have and that is not to be made, for fields that no profile of the
 *   workspace has, and for access that does not go together
 */
export function planProfiles(
  wanted: readonly WantedProfile[],
  current: readonly Row[],
  matching: Matching,
): readonly PlannedProfile[] {
  const found = wanted.map((one) => ({ one, before: profileOf(one, current, matching.byId) }))
  const faults = faultsOf({ name: matching.source, unit: 'line' })
  for (const { one, before } of found) {
    if (before === undefined && !one.create)
      faults.add(one.line, undefined, `Gong has no profile ${one.name ?? one.id}`, NO_PROFILE_HINT)
    for (const path of unknownFields(one, current))
      faults.add(one.lineOf(path), undefined, `${path} is no field of a profile`)
  }
  faults.check()
  return found.map(({ one, before }) => planned(one, before, matching.source))
}

function planned({ name, id, line, fields }: WantedProfile, before: Row | undefined, source: string): PlannedProfile {
  const after = withoutUnused(before ?? {}, mergeRows(before ?? {}, fields))
  try {
    checkScopes(before ?? {}, after)
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause
    throw new Failure('usage', `${source}, line ${line}: ${cause.message}`, { cause })
  }
  const label = String(before?.name ?? name ?? id)
  return {
    label,
    ...(before && { before }),
    after,
    differences: differencesOf(before ?? { name: name ?? null }, after),
  }
}

function profileOf({ id, name }: WantedProfile, current: readonly Row[], byId: boolean): Row | undefined {
  const same = byId && id !== undefined ? current.find((profile) => profile.id === id) : undefined
  return same ?? (byId && id !== undefined && name === undefined ? undefined : current.find((one) => one.name === name))
}

/** Fields that neither the catalogue nor any profile of the workspace has. */
function unknownFields({ fields }: WantedProfile, current: readonly Row[]): readonly string[] {
  const known = new Set([
    ...[...bodyOf(permissions.update).keys()].map((path) => path.replace('[]', '')),
    ...current.flatMap((profile) => leafEntries(profile).map(([path]) => path)),
  ])
  return leafEntries(fields)
    .filter(([path]) => !known.has(path) && ![...known].some((one) => one.startsWith(`${path}.`)))
    .map(([path]) => path)
}

/** What a plan comes to, a line a place: `Manager · scoreCalls · false → true`. */
export function planLines({ label, before, differences }: PlannedProfile): readonly string[] {
  const lines = differences.map(
    ({ path, was, is }) => `  ${label} · ${path.replace(/\.permissionLevel$/, '')} · ${was} → ${is}`,
  )
  return before === undefined ? [`  ${label} · a new profile`, ...lines] : lines
}
