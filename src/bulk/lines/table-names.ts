import { idOf } from '../../app/input/id-of-name.ts'
import type { Typed } from '../../app/model/inputs.ts'
import type { Job } from '../../app/model/job.ts'
import type { LookupKind } from '../../catalogue/operation.ts'
import { Failure } from '../../lib/errors.ts'
import type { LineFaults } from '../../lib/line-faults.ts'
import { type Json, textsIn } from '../../lib/rows.ts'
import type { TableFields } from './table-fields.ts'

/** Names for ids in a table, each looked up once, however many lines have it. */
export interface NamesOfTable {
  /** Notes the names of a line. @param headingOf the column of a field */
  note(line: number, values: Typed, headingOf: (name: string) => string): void
  /** Looks up what was noted; what Gong does not know becomes a fault of each line that has it. */
  lookUp(faults: LineFaults): Promise<void>
  /** The values of a line with ids for names. */
  withIds(values: Typed): Typed
}

/** What is looked up, and where it stands. */
interface Sought {
  readonly name: string
  readonly kind: LookupKind
  readonly text: string
  /** The values that the list depends on: whose flows, which workspace. */
  readonly within: Typed
  readonly heading: string
  readonly lines: number[]
}

/** What the lists of names may depend on. */
const WITHIN = ['workspace', 'owner', 'by']

export function namesOfTable(fields: TableFields, common: Typed, { read }: Pick<Job, 'read'>): NamesOfTable {
  const kinds = Object.entries(fields).flatMap(([name, { lookup }]) =>
    lookup === undefined ? [] : [{ name, kind: lookup }],
  )
  // The workspace first, since the names of other things are looked for in it.
  kinds.sort((one, other) => Number(other.kind === 'workspace') - Number(one.kind === 'workspace'))
  const sought = new Map<string, Sought>()
  const ids = new Map<string, string>()
  // Called for each name of each line: lists and objects that are made here would fill the memory before they are collected.
  const keyOf = (name: string, text: string, within: Typed) => {
    let key = `${name} ${JSON.stringify(text)}`
    for (const one of WITHIN) if (one !== name) key += ` ${JSON.stringify(within[one] ?? common[one] ?? null)}`
    return key
  }
  const idIn = (name: string, text: string, within: Typed) => ids.get(keyOf(name, text, within)) ?? text
  const noteOne = (
    line: number,
    { name, kind }: (typeof kinds)[number],
    text: string,
    values: Typed,
    heading: string,
  ) => {
    const key = keyOf(name, text, values)
    const known = sought.get(key)
    if (known === undefined) sought.set(key, { name, kind, text, within: withinOf(values), heading, lines: [line] })
    else known.lines.push(line)
  }
  const withinOf = (values: Typed): Typed =>
    Object.fromEntries(
      WITHIN.flatMap((one) => {
        const value = values[one] ?? common[one]
        return value === undefined ? [] : [[one, value] as const]
      }),
    )
  return {
    note(line, values, headingOf) {
      for (const one of kinds) {
        const value = values[one.name]
        if (typeof value === 'string') noteOne(line, one, value, values, headingOf(one.name))
        else for (const text of textsIn(value)) noteOne(line, one, text, values, headingOf(one.name))
      }
    },
    async lookUp(faults) {
      const ordered = [...sought].sort(([, one], [, other]) => rank(one.kind) - rank(other.kind))
      for (const [key, one] of ordered) await lookUpOne(key, one, faults)
    },
    withIds(values) {
      if (kinds.length === 0) return values
      const completed: { [name: string]: Json } = { ...values }
      for (const { name } of kinds) {
        const value = values[name]
        if (typeof value === 'string') completed[name] = idIn(name, value, values)
        else if (Array.isArray(value))
          completed[name] = [...new Set(textsIn(value).map((text) => idIn(name, text, values)))]
      }
      return completed
    },
  }

  async function lookUpOne(
    key: string,
    { name, kind, text, within, heading, lines }: Sought,
    faults: LineFaults,
  ): Promise<void> {
    const workspace = name === 'workspace' ? undefined : idOfWorkspace(within)
    const otherInputs = { ...within, ...(workspace && { workspace }) }
    try {
      ids.set(key, await idOf(kind, { read, flag: LABEL, otherInputs }, text))
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'usage') throw error
      for (const line of lines) faults.add(line, heading, error.message.replace(`${LABEL}: `, ''), error.hint)
    }
  }

  function idOfWorkspace(within: Typed): string | undefined {
    const { workspace } = within
    return typeof workspace === 'string' ? ids.get(keyOf('workspace', workspace, within)) : undefined
  }
}

const LABEL = 'cell'

function rank(kind: LookupKind): number {
  return kind === 'workspace' ? 0 : 1
}
