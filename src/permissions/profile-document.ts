import { permissions } from '../catalogue/permissions.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { oneLine } from '../lib/terminal-text.ts'

/** What a reader of the file would not see, or would see out of order; in quotes it has an escape. */
const INVISIBLE =
  /[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u
const EACH_INVISIBLE = new RegExp(INVISIBLE.source, 'gu')

/** Permission profiles of a workspace, as a file has them. */
export interface PermissionFile extends Row {
  readonly workspace: { readonly id: string; readonly name: string }
  readonly profiles: readonly Row[]
}

/** Fields of a profile in the order of a file: what it is called, then Gong's order. */
const ORDER: readonly string[] = ['id', 'name', 'description', ...Object.keys(permissions.update.body)].map((path) =>
  path.replace('[]', ''),
)

/** The profiles by name, with their fields in one order, so that the same profiles are the same text. */
export function profileFile(workspace: PermissionFile['workspace'], profiles: readonly Row[]): PermissionFile {
  const sorted = profiles.toSorted(
    (a, b) => compare(String(a.name), String(b.name)) || compare(String(a.id), String(b.id)),
  )
  return { workspace, profiles: sorted.map((profile) => inOrder(profile)) }
}

/**
 * The file as YAML.
 *
 * @param remarks lines for the top of it
 * @param nameOf the name of a user, which stands beside the id of a team lead
 */
export async function toYaml(
  file: PermissionFile,
  remarks: readonly string[],
  nameOf: (id: string) => string | undefined,
): Promise<string> {
  const { Document, isPair, isScalar, visit } = await import('yaml')
  const document = new Document(file)
  document.commentBefore = remarks.map((remark) => ` ${oneLine(remark)}`).join('\n')
  visit(document, {
    Scalar(_, lead, ancestors) {
      if (typeof lead.value === 'string' && INVISIBLE.test(lead.value)) lead.type = 'QUOTE_DOUBLE'
      const isLead = ancestors.some((one) => isPair(one) && isScalar(one.key) && one.key.value === 'teamLeadIds')
      const name = isLead ? nameOf(String(lead.value)) : undefined
      if (name !== undefined) lead.comment = ` ${oneLine(name)}`
    },
  })
  const text = document.toString({ lineWidth: 0 })
  return text.replace(EACH_INVISIBLE, (found) => `\\U${found.codePointAt(0)?.toString(16).padStart(8, '0')}`)
}

function inOrder(value: Row, under = ''): Row {
  const sorted = Object.entries(value).toSorted(([a], [b]) => placeOf(under + a) - placeOf(under + b) || compare(a, b))
  return Object.fromEntries(
    sorted.map(([name, inner]): [string, Json] => [name, isRow(inner) ? inOrder(inner, `${under}${name}.`) : inner]),
  )
}

/** Fields that the catalogue does not know come last. */
function placeOf(path: string): number {
  const at = ORDER.findIndex((known) => known === path || known.startsWith(`${path}.`))
  return at < 0 ? ORDER.length : at
}

/** By code points, the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
