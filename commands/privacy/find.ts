import type { Command } from '../../src/app/command.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { toContact } from '../../src/lib/contact.ts'
import { inShort } from '../../src/privacy/brief.ts'
import { inContext } from '../../src/privacy/context.ts'
import { find, REPORT, report } from '../../src/privacy/find.ts'
import { THING, things } from '../../src/privacy/things.ts'
import { value } from './value.ts'

export const finding: Command = {
  name: 'find',
  summary: 'Find everything that Gong holds about an e-mail address or phone number',
  effect: 'read',
  operations: [gong.findEmail, gong.findPhone, calls.details],
  inputs: { value },
  arguments: ['value'],
  fields: REPORT,
  columns: REPORT,
  single: true,
  unfold: inShort,
  apart: { fields: THING, records: things },
  examples: [
    'gong privacy find thandiwe.jovanovic@nettlecombefoods.example',
    'gong privacy find "+44 20 7946 0948" --jq .counts',
    'gong privacy find thandiwe.jovanovic@nettlecombefoods.example -o held.csv',
  ],
  cautions: [
    'Gong refuses the addresses of its own users in the company.',
    'CSV and TSV have a line for each thing that was found; every other format has one report.',
    'One number can match several, and e-mail addresses with them.',
  ],
  async *run(input, job) {
    const person = await toContact('<value>', String(input.value))
    const client = await job.gong()
    const found = await find(client, person)
    const { calls, lacking } = await inContext(client, found)
    if (lacking !== undefined) await job.say(lacking)
    yield { rows: [report(found, calls)], raw: found.raw }
  },
}
