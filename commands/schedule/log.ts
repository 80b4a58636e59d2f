import { defineLocal } from '../../src/app/model/command.ts'
import { readLog, readSchedule } from '../../src/schedule/schedules.ts'
import { NAME } from './inputs.ts'

export const printScheduleLog = defineLocal({
  name: 'log',
  summary: 'Print what the runs of a schedule said, the newest last',
  operations: [],
  inputs: { name: NAME },
  arguments: ['name'],
  fields: ['name', 'log'],
  columns: ['name', 'log'],
  single: true,
  format: 'raw',
  endings: ['log', 'txt'],
  examples: ['gong schedule log weekly'],
  async *run({ name }, { context }) {
    await readSchedule(context, name)
    const log = await readLog(context, name)
    yield { rows: [{ name, log }], raw: new TextEncoder().encode(log) }
  },
})
