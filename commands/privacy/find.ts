import { defineQuery } from '../../src/app/model/command.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { toContact } from '../../src/lib/contact.ts'
import { findPerson } from '../../src/privacy/findings.ts'
import { FINDINGS_FIELDS, toFindingsRow } from '../../src/privacy/findings-row.ts'
import { FLAT_FIELDS, flattenFindings } from '../../src/privacy/flatten-findings.ts'
import { fetchPersonCalls } from '../../src/privacy/person-calls.ts'
import { summarizeFindings } from '../../src/privacy/summarize-findings.ts'
import { PERSON } from './person-input.ts'

export const findPersonData = defineQuery({
  name: 'find',
  summary: 'Find everything that Gong holds about an e-mail address or phone number',
  operations: [gong.findEmail, gong.findPhone, calls.details],
  inputs: { value: PERSON },
  arguments: ['value'],
  fields: FINDINGS_FIELDS,
  columns: FINDINGS_FIELDS,
  single: true,
  unfold: summarizeFindings,
  flat: { fields: FLAT_FIELDS, rows: flattenFindings },
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
  async *rows(input, job) {
    const person = await toContact('<value>', input.value)
    const found = await findPerson(job.read, person)
    const { calls, missingReason } = await fetchPersonCalls(job.read, found)
    if (missingReason !== undefined) await job.say(missingReason)
    const { sayCopiesWith } = await import('./copies-of-person.ts')
    await sayCopiesWith(person, found, job)
    yield { rows: [toFindingsRow(found, calls)], raw: found.raw }
  },
})
