import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { type Row, rowsIn } from '../../src/lib/rows.ts'
import { wrappedColumn } from '../../src/output/columns.ts'

const derived = deriveQuery(gong.steps, {
  arguments: ['flow'],
  columns: ['id', 'name', 'step', 'action', wrappedColumn('subject')],
  unfold: stepByStep,
  examples: ['gong flows steps 10329531595739087 382113028872392068'],
})

export const showFlowSteps = defineQuery({
  ...derived,
  inputs: {
    ...derived.inputs,
    flow: { ...gong.steps.params.flow, hint: 'id or name', lookup: 'flow', required: true, many: true },
    owner: { kind: 'email', help: 'e-mail address of the user among whose flows names are looked for' },
  },
})

/** A flow as a person reads it: one row a step, the flow in the first alone. */
function stepByStep({ id = null, name = null, steps }: Row): readonly Row[] {
  const [first, ...others] = rowsIn(steps).map(({ stepOrder = null, action = null, subject = null }) => {
    return { step: stepOrder, action, subject }
  })
  return [{ id, name, ...first }, ...others]
}
