import { typedBody } from '../../src/app/model/body.ts'
import type { Inputs } from '../../src/app/model/inputs.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { capabilities, permissions as gong } from '../../src/catalogue/permissions.ts'
import { violations } from '../../src/catalogue/shape.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'
import {
  checkScopes,
  parseAccess,
  scopeNames,
  withAccess,
  withCapabilities,
  withoutUnused,
} from '../../src/permissions/access.ts'
import { mergeRows } from '../../src/permissions/merge.ts'

const CAPABILITY = { kind: 'choice', of: capabilities, many: true, hint: 'capability' } as const

/** What a profile allows, for `create` and `update`. */
export const RIGHTS = {
  allow: { ...CAPABILITY, help: 'switch this on' },
  deny: { ...CAPABILITY, help: 'switch this off' },
  access: {
    kind: 'text',
    repeat: true,
    hint: 'scope=level[:id,id]',
    help: `whose data is seen: calls=managers-team:ID,ID, library-folder=none; scopes: ${scopeNames.join(', ')}`,
  },
} as const satisfies Inputs

interface TypedRights {
  readonly name?: string
  readonly description?: string
  readonly allow?: readonly string[]
  readonly deny?: readonly string[]
  readonly access?: readonly string[]
  readonly body?: Json
  readonly set?: readonly string[]
}

/** The body of a profile, which both operations take, without the parameters of either. */
const PROFILE_BODY: Operation = {
  ...gong.update,
  params: { name: gong.update.params.name, description: gong.update.params.description },
}

/** Checks what was typed before anything is read. @throws Failure `usage` */
export function checkRights(input: TypedRights): void {
  const wrong = violations(PROFILE_BODY, { path: {}, query: {}, body: input.body ?? {} })
  if (wrong.length > 0) throw new Failure('usage', `--body: ${wrong.join('; ')}`)
  // Indexes depend on the lists of the profile, which is not read yet; names and values do not.
  const set = input.set?.map((one) => one.replace(/\[\d+\](?=[^=]*=)/g, '[0]')) ?? []
  typedBody(PROFILE_BODY, { set })
  checkScopes({}, isRow(input.body) ? input.body : {})
  applyRights({}, { ...input, body: {}, set })
}

/** Lays what was typed over a profile: the body, then single values, then flags. @throws Failure `usage` */
export function applyRights(profile: Row, input: TypedRights): Row {
  const { name, description, body, set, allow, deny, access = [] } = input
  const laid = typedBody(gong.update, { set, body: mergeRows(profile, isRow(body) ? body : {}) })
  const named = { ...(isRow(laid) ? laid : profile), ...(name && { name }), ...(description && { description }) }
  const able = withCapabilities(named, allow, deny)
  const after = withoutUnused(profile, access.map(parseAccess).reduce(withAccess, able))
  checkScopes(profile, after)
  return after
}
