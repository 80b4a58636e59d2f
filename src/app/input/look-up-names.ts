import type { LookupKind } from '../../catalogue/operation.ts'
import type { ChosenCredential } from '../../credentials/choose-profile.ts'
import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import type { Json } from '../../lib/rows.ts'
import type { Command } from '../model/command.ts'
import type { Typed } from '../model/inputs.ts'
import type { Job } from '../model/job.ts'
import { labelOf } from '../model/labels.ts'
import { idOf } from './id-of-name.ts'

/** The profile whose workspace is used where none was typed. */
type ProfileDefault = Pick<ChosenCredential, 'name' | 'workspace'>

/** Ids for names; what was given twice, in one spelling or two, stands in its list once. */
export async function lookUp(
  command: Command,
  checked: Typed,
  { read }: Job,
  profile?: ProfileDefault,
): Promise<Typed> {
  const values = withoutRepeats(command, checked)
  for (const [name, kind] of lookups(command)) {
    const value = values[name]
    if (value === undefined) continue
    const isDefault = profile !== undefined && name === 'workspace'
    const label = isDefault ? `workspace of profile "${profile.name}"` : labelOf(command, name)
    const workspaceLabel = profile && `${profile.workspace}, which is that of profile "${profile.name}"`
    const find = async (text: Json) => {
      const id = idOf(kind, { read, flag: label, otherInputs: values, ...defined({ workspaceLabel }) }, String(text))
      return isDefault ? await withProfileHint(profile, id) : await id
    }
    values[name] = Array.isArray(value) ? [...new Set(await oneByOne(value, find))] : await find(value)
  }
  return values
}

function withoutRepeats({ inputs }: Command, checked: Typed): { [name: string]: Json } {
  const values: { [name: string]: Json } = {}
  for (const [name, value] of Object.entries(checked))
    if (value !== undefined) values[name] = inputs[name]?.many && Array.isArray(value) ? [...new Set(value)] : value
  return values
}

/** Leads from a workspace of the profile that cannot be found to where it is set. */
async function withProfileHint({ name }: ProfileDefault, id: Promise<string>): Promise<string> {
  try {
    return await id
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    const hint = `gong profiles set ${name} --workspace <name>, ${error.hint}`
    throw new Failure('usage', error.message, { hint, cause: error })
  }
}

/** The workspace first, since the names of other things are looked for in it. */
function lookups({ inputs }: Command): (readonly [name: string, kind: LookupKind])[] {
  const all = Object.entries(inputs).flatMap(([name, { lookup }]) =>
    lookup === undefined ? [] : [[name, lookup] as const],
  )
  return [...all.filter(([name]) => name === 'workspace'), ...all.filter(([name]) => name !== 'workspace')]
}

/** Not side by side: the second look-up may find its answer in what the first has read. */
async function oneByOne(values: readonly Json[], find: (value: Json) => Promise<string>): Promise<string[]> {
  const ids: string[] = []
  for (const value of values) ids.push(await find(value))
  return ids
}
