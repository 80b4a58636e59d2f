import type { OldCommand } from '../../src/app/command.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { toContact } from '../../src/lib/contact.ts'
import { findPerson } from '../../src/privacy/findings.ts'
import { FINDINGS_FIELDS, toFindingsRow } from '../../src/privacy/findings-row.ts'
import { FLAT_FIELDS, flattenFindings } from '../../src/privacy/flatten-findings.ts'
import { fetchPersonCalls } from '../../src/privacy/person-calls.ts'
import { summarizeFindings } from '../../src/privacy/summarize-findings.ts'
import { value } from './value.ts'

export const finding: OldCommand = {
  name: 'find',
  summary: 'Find everything that Gong holds about an e-mail address or phone number',
  effect: 'read',
  operations: [gong.findEmail, gong.findPhone, calls.details],
  inputs: { value },
  arguments: ['value'],
  fields: FINDINGS_FIELDS,
  columns: FINDINGS_FIELDS,
  single: true,
  unfold: summarizeFindings,
  apart: { fields: FLAT_FIELDS, records: flattenFindings },
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
    const found = await findPerson(client, person)
    const { calls, lacking } = await fetchPersonCalls(client, found)
    if (lacking !== undefined) await job.say(lacking)
    yield { rows: [toFindingsRow(found, calls)], raw: found.raw }
  },
}
