import { idOf } from '../../app/input/id-of-name.ts'
import type { Typed } from '../../app/model/inputs.ts'
import type { Job } from '../../app/model/job.ts'
import type { LookupKind } from '../../catalogue/operation.ts'
import { Failure } from '../../lib/errors.ts'
import type { Json } from '../../lib/rows.ts'
import type { LineFaults } from './faults.ts'
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
  const keyOf = (name: string, text: Json, within: Typed) =>
    JSON.stringify([name, text, ...WITHIN.map((one) => (one === name ? null : (within[one] ?? null)))])
  const withinOf = (values: Typed): Typed => ({ ...common, ...values })
  return {
    note(line, values, headingOf) {
      for (const { name, kind } of kinds)
        for (const text of textsOf(values[name])) {
          const within = withinOf(values)
          const key = keyOf(name, text, within)
          const known = sought.get(key) ?? {
            name,
            kind,
            text,
            within: Object.fromEntries(
              WITHIN.flatMap((one) => (within[one] === undefined ? [] : [[one, within[one]]])),
            ),
            heading: headingOf(name),
            lines: [],
          }
          known.lines.push(line)
          sought.set(key, known)
        }
    },
    async lookUp(faults) {
      const ordered = [...sought].sort(([, one], [, other]) => rank(one.kind) - rank(other.kind))
      for (const [key, one] of ordered) await lookUpOne(key, one, faults)
    },
    withIds(values) {
      const within = withinOf(values)
      const replaced: { [name: string]: Json } = {}
      for (const { name } of kinds) {
        const value = values[name]
        if (value === undefined) continue
        const found = textsOf(value).map((text) => ids.get(keyOf(name, text, within)) ?? text)
        replaced[name] = Array.isArray(value) ? [...new Set(found)] : (found[0] ?? value)
      }
      return { ...values, ...replaced }
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

function textsOf(value: Json | undefined): string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string')
}
