import { storedCompany } from '../../../src/company/company.ts'
import type { Row } from '../../../src/lib/rows.ts'
import { utcTime } from '../../../src/lib/utc-time.ts'
import type { AnsweringCopy } from '../copy/open-copy.ts'
import type { Question } from './question.ts'
import { FRESH, inputOf, type QuestionTool } from './question-tool.ts'

const MONTHS = `SELECT strftime(started AT TIME ZONE 'UTC', '%Y-%m') AS month, count(*)::INT AS calls,
  (count(*) FILTER (transcript_state = 'waiting'))::INT AS "awaitTranscript",
  (count(*) FILTER (summary_state = 'waiting'))::INT AS "awaitSummary"
  FROM sync_ledger WHERE state IN ('open', 'settled') GROUP BY 1 ORDER BY 1 DESC LIMIT 24`

export const status: QuestionTool = {
  name: 'status',
  title: 'What is here',
  description:
    'Which company is asked, by which profile, what time it is, and what the local copy has: from when to when, by month how many calls, and how many await their transcript. Sends nothing. Call it first where it matters how complete an answer is.',
  input: inputOf({ ...FRESH }),
  async answer(_, question) {
    const { job, copy, noCopy } = question
    const company = await storedCompany(job)
    const { name, source, baseUrl } = await job.chosen()
    return {
      content: {
        now: utcTime(job.moment()),
        company: company?.displayName ?? null,
        profile: name ?? (source === 'environment' ? 'of the environment' : null),
        host: new URL(baseUrl).host,
        sandbox: job.globals.sandbox,
        copy: copy === undefined ? null : await copyFacts(copy),
      },
      ...(copy === undefined && {
        coverage: `${noCopy.why}: every answer comes from Gong${saidText(question)}`,
      }),
      next: 'names for workspaces, trackers, scorecards, users, accounts',
    }
  },
}

function saidText({ said }: Question): string {
  return said.map((line) => `; ${line}`).join('')
}

async function copyFacts({ copy, coverage: { spans, asOfMs } }: AnsweringCopy): Promise<Row> {
  return {
    allCallsOf: spans.map(({ fromMs, toMs }) => ({ from: utcTime(fromMs), to: utcTime(toMs) })),
    endsAt: utcTime(asOfMs),
    months: await copy.rows(MONTHS),
  }
}
