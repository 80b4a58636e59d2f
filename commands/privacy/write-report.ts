import type { QueryJob } from '../../src/app/model/job.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page } from '../../src/lib/rows.ts'
import { zoneOf } from '../../src/lib/zones.ts'
import { findPerson } from '../../src/privacy/findings.ts'
import { fetchPersonCalls } from '../../src/privacy/person-calls.ts'
import { type AccessReport, accessReport } from '../../src/privacy/report/access-report.ts'
import { fetchSentences } from '../../src/privacy/report/sentences.ts'
import { recordSources } from '../../src/privacy/report/sources.ts'
import { documentForm } from '../../src/report/document-form.ts'
import { toHtmlReport } from '../../src/report/html-page.ts'
import { toMarkdownReport } from '../../src/report/markdown.ts'
import { sayCopiesWith } from './copies-of-person.ts'

const FORMS = ['html', 'md', 'json'] as const

type Form = (typeof FORMS)[number]

const WRITERS: { readonly [form in Form]: (report: AccessReport) => string } = {
  html: ({ document }) => toHtmlReport(document),
  md: ({ document }) => toMarkdownReport(document),
  json: ({ data }) => `${JSON.stringify(data, undefined, 2)}\n`,
}

/** As it was typed. */
interface TypedReport {
  readonly value: string
  readonly html: boolean
  readonly md: boolean
  readonly json: boolean
  readonly nameOthers: boolean
  readonly company?: string
  readonly tz?: string
}

/** The answer to a request for access: the document in the form that was asked for, and its data. */
export async function writeReport(input: TypedReport, job: QueryJob): Promise<Page> {
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
  await sayCopiesWith(person, found, job)
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
  return { rows: [report.data], raw: new TextEncoder().encode(WRITERS[form](report)) }
}

/** For the reader alone: a key that may not read it does not keep the report from being written. */
async function companyName(job: QueryJob): Promise<string> {
  const { host } = new URL((await job.chosen()).baseUrl)
  const company = await job.company().catch((error: unknown) => {
    if (error instanceof Failure && error.kind !== 'interrupted') return undefined
    throw error
  })
  return company?.displayName ?? host
}
