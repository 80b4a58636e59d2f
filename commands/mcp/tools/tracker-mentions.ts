import { formatDuration } from '../../../src/output/columns.ts'
import { reportTrackers } from '../../report/trackers.ts'
import { coverageText } from './coverage.ts'
import { ask } from './question.ts'
import { flag, inputOf, listsOf, most, numberOf, type QuestionTool, textField } from './question-tool.ts'
import { REPORT_PARAMETERS, reportFlags } from './report-tool.ts'

export const trackerMentions: QuestionTool = {
  name: 'tracker_mentions',
  title: 'What trackers heard',
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
    const isQuotes = input.quotes === true
    const by = !isQuotes && Array.isArray(input.by) && input.by.length > 0 ? { by: input.by.map(String) } : {}
    const raw = { ...reportFlags(input), ...listsOf(input, ['tracker']), ...by, quotes: isQuotes }
    const found = await ask(reportTrackers, raw, question.job)
    const shown = isQuotes
      ? found.rows
          .toSorted((a, b) => Date.parse(String(b.started)) - Date.parse(String(a.started)))
          .slice(0, numberOf(input, 'limit', 50))
          .map(({ at = null, ...row }) => ({ ...row, at: formatDuration(Math.floor(Number(at))), seconds: at }))
      : found.rows
    const many = `${shown.length} of ${found.rows.length} rows`
    return {
      content: shown,
      coverage: `${many}; ${await coverageText(question, found, { command: reportTrackers, raw })}`,
    }
  },
}
