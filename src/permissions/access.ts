import { setAt } from '../api/request.ts'
import { type Field, parse } from '../catalogue/kinds.ts'
import { permissions } from '../catalogue/permissions.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row, textsIn } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'
import { valueAt } from '../output/fields.ts'

const LEVEL = '.permissionLevel'
const FIELDS: { readonly [path: string]: Field } = permissions.update.body

/** Paths of the scopes by their names: `calls` is `callsAccess`, `forecast` is a level deeper. */
const SCOPES: ReadonlyMap<string, string> = new Map(
  Object.keys(FIELDS)
    .filter((path) => path.endsWith(LEVEL))
    .map((path) => path.slice(0, -LEVEL.length))
    .map((path) => [wordOf(path), path]),
)

export const scopeNames: readonly string[] = [...SCOPES.keys()]

/** One `--access`: the path of the scope in the body, its level, and the ids of team leads or folders. */
export interface AccessSetting {
  readonly path: string
  readonly level: string
  readonly ids: readonly string[] | undefined
}

/**
 * Parses `calls=managers-team:ID,ID`.
 *
 * @throws Failure `usage` for a scope or a level that Gong does not have, and for ids where the level takes none (quirk 38)
 */
export function parseAccess(text: string): AccessSetting {
  const [, word = '', level = '', list] = /^([^=]+)=([^:]+)(?::(.*))?$/.exec(text) ?? []
  if (level === '') throw new Failure('usage', `--access: "${text}" is not of the form calls=managers-team:ID,ID`)
  const path = SCOPES.get(scopeOf(word))
  if (path === undefined) throw unknownScope(word)
  const field = FIELDS[path + LEVEL]
  const checkedLevel = field === undefined ? level : String(parse(`--access ${word}`, field, level.trim()))
  const ids = list?.split(',').map((id) => String(parse(`--access ${word}`, { kind: 'id' }, id.trim())))
  if (ids !== undefined && checkedLevel !== levelWithIds(path))
    throw new Failure(
      'usage',
      `--access ${word}: ids belong to the level ${levelWithIds(path)}, not to ${checkedLevel}`,
    )
  return { path, level: checkedLevel, ids }
}

/** Sets the level of one scope. Ids of another level are removed; rights in folders stay unless the level is none. */
export function withAccess(body: Row, { path, level, ids }: AccessSetting): Row {
  const before = valueAt(body, path)
  const list = idListOf(path)
  const { [list]: old, ...others } = isRow(before) ? before : {}
  const kept = ids ?? (level === levelWithIds(path) ? old : undefined)
  const rest = path.startsWith('library') && level !== 'none' ? others : {}
  const after = setAt(body, path, { ...rest, permissionLevel: level, ...(kept !== undefined && { [list]: kept }) })
  return isRow(after) ? after : body
}

/**
 * Removes ids and library rights that do not apply at a new level. Only those of the profile before: a mistake in what was
 * typed has to be refused.
 */
export function withoutUnused(before: Row, after: Row): Row {
  return [...SCOPES.values()].reduce<Row>((body, path) => {
    const [was, is] = [valueAt(before, path), valueAt(body, path)]
    if (!isRow(was) || !isRow(is) || was.permissionLevel === is.permissionLevel) return body
    const kept = Object.entries(is).filter(([name, value]) => {
      const isLeft = JSON.stringify(value) === JSON.stringify(was[name] ?? null)
      return !(isLeft && isUnused(path, name, is.permissionLevel ?? null))
    })
    const trimmed = setAt(body, path, Object.fromEntries(kept))
    return isRow(trimmed) ? trimmed : body
  }, after)
}

/** Whether a field does not apply at this level: ids belong to one level, and rights to any but none. */
function isUnused(path: string, name: string, level: Json): boolean {
  if (name === 'permissionLevel') return false
  return name === idListOf(path) ? level !== levelWithIds(path) : level === 'none'
}

/**
 * Checks the scopes that have changed against Gong's rules (quirk 38); unchanged ones are Gong's own.
 *
 * @throws Failure `usage` for team leads or folders at another level, and library rights at the level none
 */
export function checkScopes(before: Row, after: Row): void {
  for (const path of SCOPES.values()) {
    const scope = valueAt(after, path)
    if (!isRow(scope) || JSON.stringify(scope) === JSON.stringify(valueAt(before, path))) continue
    const ids = scope[idListOf(path)]
    if (Array.isArray(ids) && ids.length > 0 && scope.permissionLevel !== levelWithIds(path))
      throw new Failure('usage', `${path}.${idListOf(path)} needs permissionLevel ${levelWithIds(path)}`)
    const right = Object.keys(scope).find((name) => scope[name] === true)
    if (scope.permissionLevel === 'none' && right !== undefined)
      throw new Failure('usage', `${path}.${right} cannot be true while permissionLevel is none`)
  }
}

function levelWithIds(path: string): string {
  return path.startsWith('library') ? 'specific-folders' : 'managers-team'
}

function idListOf(path: string): string {
  return path.startsWith('library') ? 'libraryFolderIds' : 'teamLeadIds'
}

/** `forecastPermissions.forecastEditTargets` is `forecast-edit-targets`. */
function wordOf(path: string): string {
  return scopeOf(path.slice(path.lastIndexOf('.') + 1))
}

function scopeOf(word: string): string {
  return word
    .trim()
    .replace(/-?Access$/i, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
}

function unknownScope(word: string): Failure {
  const near = scopeNames.find((scope) => scope.startsWith(word.trim().toLowerCase())) ?? nearest(word, scopeNames)
  const guess = near === undefined ? '' : `; did you mean "${near}"?`
  return new Failure('usage', `--access: "${word}" is not a scope${guess}`, { hint: `one of ${scopeNames.join(', ')}` })
}

/** Sets capabilities. @throws Failure `usage` for one that is to be both allowed and denied */
export function withCapabilities(body: Row, allow: Json | undefined, deny: Json | undefined): Row {
  const [on, off] = [textsIn(allow), textsIn(deny)]
  const both = on.find((name) => off.includes(name))
  if (both !== undefined) throw new Failure('usage', `${both} is in --allow and in --deny`)
  const flags = [...on.map((name) => [name, true]), ...off.map((name) => [name, false])]
  return { ...body, ...Object.fromEntries(flags) }
}
