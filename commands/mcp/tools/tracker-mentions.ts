import { readWindow } from '../../../src/app/input/input.ts'
import type { Raw } from '../../../src/app/model/inputs.ts'
import type { Row } from '../../../src/lib/rows.ts'
import { formatCount } from '../../../src/lib/spelling.ts'
import type { ToolAnswer } from '../../../src/mcp/tool.ts'
import { formatDuration } from '../../../src/output/columns.ts'
import { reportTrackers } from '../../report/trackers.ts'
import { commandLineOf } from '../command-line.ts'
import { coverageText } from './coverage.ts'
import { ask, type Question } from './question.ts'
import { flag, inputOf, listsOf, most, numberOf, type QuestionTool, textField } from './question-tool.ts'
import { REPORT_PARAMETERS, reportFlags } from './report-tool.ts'

export const trackerMentions: QuestionTool = {
  name: 'tracker_mentions',
  title: 'What trackers heard',
  covers: ['report_trackers'],
  description:
    'How often trackers (competitors, pricing …) were heard, a row a tracker, or by what you say (trackerName, accountName, name of the rep, from): calls, occurrences. With quotes: each time, the latest first: trackerName, speakerName, sentence, accountName, hostName, callId, at, seconds, link to the second. user and team are the hosts of the calls. Last 30 days unless told.',
  input: inputOf({
    tracker: textField('only this one: its whole name, or id'),
    by: {
      type: 'array',
      maxItems: 3,
      items: { type: 'string', enum: ['tracker', 'account', 'rep', 'week', 'month'] },
      description: 'what a row is about',
    },
    quotes: flag('the sentences, not the counts'),
    ...REPORT_PARAMETERS,
    limit: most(200, 50),
  }),
  async answer(input, question) {
    const flags = { ...reportFlags(input), ...listsOf(input, ['tracker']) }
    if (input.quotes === true) return await quotes(flags, numberOf(input, 'limit', 50), question)
    const by = Array.isArray(input.by) ? { by: input.by.map(String) } : {}
    const raw = { ...flags, ...by }
    const found = await ask(reportTrackers, raw, question.job)
    const sources = [{ command: commandLineOf('report trackers', reportTrackers, raw) }]
    const coverage = await coverageText(question, found, { command: reportTrackers, raw })
    return { content: found.rows, sources, coverage }
  },
}

const WEEK_MS = 7 * 86_400_000

/** The latest of what was heard, week by week from the end: transcripts are read no further back than they are shown. */
async function quotes(flags: Raw, limit: number, question: Question): Promise<ToolAnswer> {
  const { job } = question
  const counts = await ask(reportTrackers, flags, job)
  const total = counts.rows.reduce((sum, { occurrences }) => sum + Number(occurrences), 0)
  const { from, to } = await readWindow(reportTrackers, flags, job)
  const { during: _, ...others } = flags
  const begins = Date.parse(String(from))
  const shown: Row[] = []
  for (let end = Date.parse(String(to)); end > begins && shown.length < Math.min(limit, total); end -= WEEK_MS) {
    const [start, until] = [Math.max(begins, end - WEEK_MS), end].map((ms) => new Date(ms).toISOString())
    const { rows } = await ask(reportTrackers, { ...others, from: start, to: until, quotes: true }, job)
    shown.push(...rows.toSorted((a, b) => Date.parse(String(b.started)) - Date.parse(String(a.started))))
  }
  const content = shown
    .slice(0, limit)
    .map(({ at = null, ...row }) => ({ ...row, at: formatDuration(Math.floor(Number(at))), seconds: at }))
  const covered = await coverageText(question, counts, { command: reportTrackers, raw: flags })
  return { content, coverage: `${content.length} of ${formatCount(total)} times that it was heard; ${covered}` }
}
