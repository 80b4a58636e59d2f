import { defineLocal } from '../../src/app/model/command.ts'
import { readSchedule, removeSchedule } from '../../src/schedule/schedules.ts'
import { starterOf } from '../../src/schedule/starters.ts'
import { NAME } from './inputs.ts'

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
  async *run({ name }, { context, about }) {
    const { by } = await readSchedule(context, name)
    await starterOf(by, context, about.install()).remove(name)
    await removeSchedule(context, name)
    yield { rows: [{ name, removed: true }] }
  },
})
