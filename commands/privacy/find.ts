import { privacy as gong } from '../../src/catalogue/privacy.ts'
import type { Command } from '../../src/cli/command.ts'
import { toContact } from '../../src/cli/contact.ts'
import { BRIEF } from '../../src/privacy/brief.ts'
import { find, REPORT, report } from '../../src/privacy/find.ts'
import { value } from './value.ts'

export const finding: Command = {
  name: 'find',
  summary: 'Find everything that Gong holds about an e-mail address or phone number',
  effect: 'read',
  operations: [gong.findEmail, gong.findPhone],
  inputs: { value },
  arguments: ['value'],
  fields: REPORT,
  columns: BRIEF,
  single: true,
  examples: [
    'gong privacy find thandiwe.jovanovic@nettlecombefoods.example',
    'gong privacy find "+44 20 7946 0948" --jq .counts',
  ],
  cautions: [
    'Gong refuses the addresses of its own users in the company.',
    'One number can match several, and e-mail addresses with them.',
  ],
  async *run(input, job) {
    const person = await toContact('<value>', String(input.value))
    const found = await find(await job.gong(), person)
    yield { rows: [report(found)], raw: found.raw }
  },
}
