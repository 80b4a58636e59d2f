import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { calls as callOperations } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { transcripts } from '../../src/catalogue/transcripts.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import { zoneOf } from '../../src/lib/zones.ts'
import { findPerson } from '../../src/privacy/findings.ts'
import { fetchPersonCalls } from '../../src/privacy/person-calls.ts'
import { type AccessReport, accessReport, REPORT_FIELDS } from '../../src/privacy/report/access-report.ts'
import { fetchSentences } from '../../src/privacy/report/sentences.ts'
import { recordSources } from '../../src/privacy/report/sources.ts'
import { documentForm } from '../../src/report/document-form.ts'
import { toHtmlReport } from '../../src/report/html-page.ts'
import { toMarkdownReport } from '../../src/report/markdown.ts'
import { PERSON } from './person-input.ts'

const FORMS = ['html', 'md', 'json'] as const

type Form = (typeof FORMS)[number]

const WRITERS: { readonly [form in Form]: (report: AccessReport) => string } = {
  html: ({ document }) => toHtmlReport(document),
  md: ({ document }) => toMarkdownReport(document),
  json: ({ data }) => `${JSON.stringify(data, undefined, 2)}\n`,
}

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
    const flags = FORMS.filter((form) => input[form])
    const form = documentForm(job.globals, FORMS, flags) ?? 'md'
    const person = await toContact('<value>', input.value)
    const { clock } = job.context
    const zone = await zoneOf(input.tz, job)
    const { gong: client, takeSources } = recordSources(job.read, () => clock.now())
    const found = await findPerson(client, person)
    const lookup = takeSources()
    const calls = await fetchPersonCalls(client, found)
    if (calls.missingReason !== undefined) await job.say(calls.missingReason)
    const callSources = takeSources()
    const spoken = await fetchSentences(client, calls.calls)
    if (spoken.missingReason !== undefined) await job.say(spoken.missingReason)
    const report = accessReport(
      { found, calls, spoken, sources: { lookup, calls: callSources, sentences: takeSources() } },
      {
        typed: input.value,
        madeAtMs: clock.now(),
        zone,
        company: input.company ?? (await companyName(job)),
        nameOthers: input.nameOthers,
      },
    )
    yield { rows: [report.data], raw: new TextEncoder().encode(WRITERS[form](report)) }
  },
})

/** For the reader alone: a key that may not read it does not keep the report from being written. */
async function companyName(job: QueryJob): Promise<string> {
  const { host } = new URL((await job.chosen()).baseUrl)
  const company = await job.company().catch((error: unknown) => {
    if (error instanceof Failure && error.kind !== 'interrupted') return undefined
    throw error
  })
  return company?.displayName ?? host
}
