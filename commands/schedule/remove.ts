import { defineLocal } from '../../src/app/model/command.ts'
import { readIfWhole, removeSchedule } from '../../src/schedule/schedules.ts'
import { uninstall } from '../../src/schedule/starters.ts'
import { NAME } from './inputs.ts'
import { keepNoMore } from './reservation.ts'

export const removeScheduleCommand = defineLocal({
  name: 'remove',
  summary: 'Let a line run by itself no more',
  operations: [],
  inputs: { name: NAME },
  arguments: ['name'],
  fields: ['name', 'removed'],
  columns: [],
  single: true,
  examples: ['gong schedule remove weekly'],
  cautions: ['Its log goes too; the files that its line has written stay.'],
  async *run({ name }, job) {
    const { context, about } = job
    // One whose file is damaged is removed from wherever it is.
    const schedule = await readIfWhole(context, name)
    await uninstall(name, schedule?.by, context, about.install())
    if (schedule !== undefined) await keepNoMore(schedule, job)
    await removeSchedule(context, name)
    yield { rows: [{ name, removed: true }] }
  },
})
