import { defineQuery } from '../../src/app/model/command.ts'
import { calls as callOperations } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { transcripts } from '../../src/catalogue/transcripts.ts'
import { REPORT_FIELDS } from '../../src/privacy/report/report-fields.ts'
import { PERSON } from './person-input.ts'

export const writeAccessReport = defineQuery({
  name: 'report',
  summary: 'Write what Gong holds about somebody as a document, to answer a request for access',
  operations: [gong.findEmail, gong.findPhone, callOperations.details, transcripts.get],
  inputs: {
    value: PERSON,
    html: { kind: 'flag', help: 'a page that stands alone and prints well' },
    md: { kind: 'flag', help: 'Markdown, which is also what is written when nothing says otherwise' },
    json: { kind: 'flag', help: 'the same document as data' },
    nameOthers: {
      kind: 'flag',
      help: 'name other people; withheld otherwise, since the copy goes to somebody who has no right to them (GDPR art. 15(4))',
    },
    company: { kind: 'text', hint: 'name', help: 'of the company, for the reader; else the names of its workspaces' },
    tz: { kind: 'text', hint: 'zone', help: "zone of the times; else the profile's, else the machine's" },
  },
  arguments: ['value'],
  fields: REPORT_FIELDS,
  columns: REPORT_FIELDS,
  single: true,
  format: 'raw',
  endings: ['html', 'htm', 'md', 'json'],
  sealed: true,
  examples: [
    'gong privacy report thandiwe.jovanovic@nettlecombefoods.example -o answer.html',
    'gong privacy report "+44 20 7946 0948" --name-others',
  ],
  cautions: [
    'Of what was said in calls it has the sentences of this person alone, as far as Gong tells who spoke.',
    'Titles of calls and sentences may name other people: read the report before it is passed on.',
    'Gong refuses the addresses of its own users in the company.',
  ],
  async *rows(input, job) {
    const { writeReport } = await import('./write-report.ts')
    yield await writeReport(input, job)
  },
})
