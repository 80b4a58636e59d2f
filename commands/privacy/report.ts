import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { calls as callOperations } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { transcripts } from '../../src/catalogue/transcripts.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { zoneOf } from '../../src/lib/zones.ts'
import { findPerson } from '../../src/privacy/findings.ts'
import { fetchPersonCalls } from '../../src/privacy/person-calls.ts'
import { type AccessReport, accessReport, REPORT_FIELDS } from '../../src/privacy/report/access-report.ts'
import { fetchSentences } from '../../src/privacy/report/sentences.ts'
import { recordSources } from '../../src/privacy/report/sources.ts'
import { toHtmlReport } from '../../src/report/html-page.ts'
import { toMarkdownReport } from '../../src/report/markdown.ts'
import { value } from './value.ts'

const FORMS: { readonly [form: string]: (report: AccessReport) => string } = {
  html: ({ document }) => toHtmlReport(document),
  md: ({ document }) => toMarkdownReport(document),
  json: ({ data }) => `${JSON.stringify(data, undefined, 2)}\n`,
}

export const reporting: OldCommand = {
  name: 'report',
  summary: 'Write what Gong holds about somebody as a document, to answer a request for access',
  effect: 'read',
  operations: [gong.findEmail, gong.findPhone, callOperations.details, transcripts.get],
  inputs: {
    value,
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
  run: write,
}

async function* write(input: Typed, job: Job): Pages {
  const form = formOf(input, job)
  const typed = String(input.value)
  const person = await toContact('<value>', typed)
  const { context } = job
  const zone = await zoneOf(input.tz, job)
  const { gong: client, takeSources } = recordSources(await job.gong(), () => context.clock.now())
  const found = await findPerson(client, person)
  const lookup = takeSources()
  const calls = await fetchPersonCalls(client, found)
  if (calls.lacking !== undefined) await job.say(calls.lacking)
  const callSources = takeSources()
  const spoken = await fetchSentences(client, calls.calls)
  if (spoken.lacking !== undefined) await job.say(spoken.lacking)
  const report = accessReport(
    { found, calls, spoken, sources: { lookup, calls: callSources, sentences: takeSources() } },
    {
      typed,
      madeAtMs: context.clock.now(),
      zone,
      company: typeof input.company === 'string' ? input.company : await companyName(job),
      nameOthers: input.nameOthers === true,
    },
  )
  yield { rows: [report.data], raw: new TextEncoder().encode(FORMS[form]?.(report)) }
}

/** For the reader alone, so that a key that cannot tell it does not keep the report from being written. */
async function companyName(job: Job): Promise<string> {
  const { host } = new URL((await job.chosen()).baseUrl)
  const known = await job.company().catch((error: unknown) => {
    if (error instanceof Failure && error.kind !== 'interrupted') return undefined
    throw error
  })
  return known?.words ?? host
}

/**
 * The form that a flag names, else the ending of --out, else Markdown.
 *
 * @throws Failure `usage` when two of them differ
 */
function formOf(input: Typed, { globals: { out = '', format } }: Job): string {
  const flags = Object.keys(FORMS).filter((form) => input[form] === true)
  const ending = /\.([a-z]+)(\.gz)?$/i.exec(out)?.[1]?.toLowerCase().replace(/^htm$/, 'html')
  const said = [
    ...flags,
    ...(ending !== undefined && ending in FORMS ? [ending] : []),
    ...(format === 'json' ? ['json'] : []),
  ]
  const [form = 'md', other] = [...new Set(said)]
  if (other !== undefined)
    throw new Failure('usage', `one document is written, and this says both ${form} and ${other}`, {
      hint: 'the ending of --out is enough: -o answer.html',
    })
  return form
}
