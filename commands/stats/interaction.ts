import { typedBody } from '../../src/app/model/body.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { pull } from '../../src/app/model/pull.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { INTERACTION_FIELDS, INTERACTION_FIGURES, interactionRow } from '../../src/stats/flat-rows.ts'
import { ALL_USERS, checkAllUsers, withAllUsers } from './all-users.ts'

const derived = deriveQuery(gong.interaction, {
  columns: [
    importantColumn('userEmailAddress'),
    ...Object.values(INTERACTION_FIGURES),
    'from',
    'to',
    'timeZone',
    'userId',
  ],
  flat: { fields: INTERACTION_FIELDS, rows: interactionRow },
  examples: [
    'gong stats interaction --during last-week',
    'gong stats interaction --from 30d --user p.tran@tallyhouse.example',
  ],
})

export const showInteraction = defineQuery({
  ...derived,
  inputs: { ...derived.inputs, ...ALL_USERS },
  cautions: [
    ...(derived.cautions ?? []),
    'Gong has no units in its names: the talk ratio is a share from 0 to 1, interactivity a score from 0 to 10; monologues, stories and patience are seconds.',
  ],
  check: checkAllUsers,
  rows: (input, job) =>
    withAllUsers(pull(gong.interaction, input, job, typedBody(gong.interaction, input)), input, job, (person) => ({
      ...person,
      personInteractionStats: [],
    })),
})
