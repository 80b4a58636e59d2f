import { permissions } from '../catalogue/permissions.ts'
import { isRow, type Json, type Row, textsIn } from '../lib/rows.ts'
import { isEmptyValue, isJsonList, leafEntries, valueAt } from '../output/fields.ts'

/** One thing that permission profiles allow or not. */
export interface ProfileRight {
  /** As Gong calls it: `scoreCalls`, `callsAccess`; the whole path of a field that the catalogue does not know. */
  readonly name: string
  /** Where it is in a profile; of access, the object that holds the level. */
  readonly path: string
}

const LEVEL = '.permissionLevel'
/** What goes with a level, and is told together with it. */
const IDS = ['teamLeadIds', 'libraryFolderIds']
/** What a profile is called, and no right. */
const LABELS = ['id', 'name', 'description']

/** The rights of the catalogue in Gong's order, access first. */
const KNOWN: readonly string[] = uniqueRights(
  Object.keys(permissions.update.body)
    .filter((path) => path !== 'id')
    .map((path) => path.replace('[]', '')),
)

/** The rights that at least one of these profiles has: those of the catalogue in Gong's order, then others by name. */
export function rightsIn(profiles: readonly Row[]): readonly ProfileRight[] {
  const paths = profiles.flatMap((profile) =>
    leafEntries(profile)
      .map(([path]) => path)
      .filter((path) => !LABELS.includes(path)),
  )
  const present = uniqueRights(paths)
  const newer = present.filter((path) => !KNOWN.includes(path)).toSorted()
  return [...KNOWN.filter((path) => present.includes(path)), ...newer].map((path) => ({ name: nameOf(path), path }))
}

/**
 * What a profile says of a right: a boolean, or a level as `--access` takes it, such as `managers-team:7,8`; `null` where it
 * says nothing.
 */
export function rightOf(profile: Row, { path }: ProfileRight): Json {
  const value = valueAt(profile, path)
  if (isEmptyValue(value) || value === undefined) return null
  if (isJsonList(value)) return value.join(',')
  if (!isRow(value)) return value
  const ids = IDS.flatMap((name) => textsIn(value[name]))
  return [String(value.permissionLevel ?? ''), ...(ids.length === 0 ? [] : [ids.join(',')])].join(':')
}

/** The same for a person: `yes`, `–`, `team (2)` for the teams of two leads. */
export function describeRight(value: Json): Json {
  if (typeof value === 'boolean') return value ? 'yes' : '–'
  const [, level, ids] = typeof value === 'string' ? (/^([a-z-]+):([\d,]+)$/.exec(value) ?? []) : []
  if (level === undefined || ids === undefined) return value
  return `${level === 'managers-team' ? 'team' : 'folders'} (${ids.split(',').length})`
}

/** Access is one right, with the ids that belong to its level. */
function uniqueRights(paths: readonly string[]): readonly string[] {
  const scopes = new Set(paths.filter((path) => path.endsWith(LEVEL)).map((path) => path.slice(0, -LEVEL.length)))
  const scopeOf = (path: string) => {
    const at = path.lastIndexOf('.')
    const isOfLevel = path.endsWith(LEVEL) || IDS.includes(path.slice(at + 1))
    return isOfLevel && scopes.has(path.slice(0, at)) ? path.slice(0, at) : path
  }
  return [...new Set(paths.map(scopeOf))]
}

function nameOf(path: string): string {
  return KNOWN.includes(path) ? path.slice(path.lastIndexOf('.') + 1) : path
}
