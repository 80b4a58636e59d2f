import { type ApiRequest, toRequest } from '../../src/api/request.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import type { BulkSource, Found, SourceLine } from '../../src/bulk/bulk-change.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { compareFields, describeChange, type FieldChange } from '../../src/crm/schema.ts'
import { defined } from '../../src/lib/defined.ts'
import type { Row } from '../../src/lib/rows.ts'
import { existingFields, type FieldSource } from './schema-fields.ts'

/** A field that somebody named, and what it comes to. */
interface FieldLine extends SourceLine {
  /** Absent where a field that is not there is to go. */
  readonly change: FieldChange | undefined
}

/** What is to become of the fields of a type. */
interface SchemaOrder {
  readonly command: string
  readonly integration: string
  readonly type: (typeof gong.setSchema.params.type.of)[number]
  /** The fields that were named, in their order. */
  readonly named: readonly Row[]
  /** Where they stand; absent where they were typed. */
  readonly source: FieldSource | undefined
  readonly changes: readonly FieldChange[]
  /** All fields as Gong wants them, those that stay, too. */
  readonly body: readonly Row[]
  readonly failed: string | undefined
  readonly maxChanges: number | undefined
  readonly challenge: Plan<'erase'>['challenge']
}

/** One request for all fields, and a row for each that was named. What Gong has says how far an earlier run came. */
export async function planFields(order: SchemaOrder, job: ChangeJob): Promise<Plan<'erase'>> {
  const { command, integration, type, body, changes, failed, maxChanges, challenge } = order
  const source = sourceOf(order)
  const request = (): ApiRequest<'erase'> => toRequest(gong.setSchema, { integration, type }, { body: [...body] })
  return await bulkPlan<FieldLine, 'erase'>(
    {
      ...{ command, source, failed, maxChanges, request },
      thing: ['field', 'fields'],
      columns: ['before'],
      max: source.lines.length,
      stateless: true,
      settled: (line) => (isChange(line) ? undefined : outcomeOf(line)),
      outcomes: (_, lines) => lines.map(outcomeOf),
      async whatIsThere(sent) {
        const { changes: left } = compareFields(await existingFields({ integration, type }, job), body)
        const isDone = left.every((change) => !isReal(change))
        return sent.map(({ line }): Found => (isDone ? outcomeOf(line) : 'absent'))
      },
      notes: changes.filter(isReal).map(describeChange),
      challenge: () => challenge,
    },
    job,
  )
}

function sourceOf({ named, source, changes }: SchemaOrder): BulkSource<FieldLine> {
  const byName = new Map(changes.map((change) => [change.uniqueName, change]))
  const changeOf = ({ uniqueName }: Row) => byName.get(String(uniqueName))
  if (source === undefined) {
    const typed = named.map((row, at): FieldLine => {
      return { line: at + 1, cells: [String(row.uniqueName), String(row.type)], change: changeOf(row) }
    })
    return { header: ['uniqueName', 'type'], lines: typed }
  }
  const lines = named.map((row, at): FieldLine => {
    const { line, cells } = source.lines.at(at) ?? { line: at + 1, cells: [] }
    return { line, cells, change: changeOf(row) }
  })
  return { name: source.name, header: source.header, lines, only: source.only }
}

function isChange({ change }: FieldLine): boolean {
  return change !== undefined && isReal(change)
}

function isReal({ change, differs }: FieldChange): boolean {
  return change !== 'kept' || differs !== undefined
}

function outcomeOf({ change }: FieldLine): Outcome {
  if (change === undefined) return { outcome: 'not there' }
  const { change: outcome, before, differs } = change
  return {
    outcome: outcome === 'kept' && differs !== undefined ? 'changed' : outcome,
    ...(differs !== undefined && { why: `another ${differs}` }),
    also: defined({ before }),
  }
}
