import { detailedCall } from '../../../src/stats/detailed-call.ts'
import { showCallDetails } from '../../calls/details.ts'
import { callPage, companyPeople } from './call-facts.ts'
import { coverageText } from './coverage.ts'
import { ask } from './question.ts'
import { FRESH, inputOf, type QuestionTool, textField } from './question-tool.ts'

const PARTS = [
  'parties',
  'brief',
  'outline',
  'highlights',
  'key-points',
  'outcome',
  'topics',
  'trackers',
  'speakers',
  'stats',
]

export const readCall: QuestionTool = {
  name: 'read_call',
  title: 'Read a call',
  description:
    'One call: title, started, minutes, host, link, people (name, email, title, side, talkSeconds of colleagues), crm (type, id, fields), brief, keyPoints, highlights (next steps), outline, topics, trackers that were heard (name, count), questions (byCompany, byOthers), hostFigures, comments; `at` and a link to the second where there is one. Not its words: read_transcript.',
  input: inputOf({ call: textField('callId, or the link of the call'), ...FRESH }, ['call']),
  async answer(input, question) {
    const call = toCallId(String(input.call))
    const asked = { call: [call], crm: 'extended', with: [...PARTS, 'questions', 'comments'] }
    const { rows } = await ask(showCallDetails, asked, question.job)
    const [record = {}] = rows
    const { hasContent, title, url } = detailedCall(record)
    const content = callPage(record, await companyPeople(question.job))
    const unheard = hasContent
      ? []
      : ['Gong has not analysed this call yet, or not at all: no brief, outline or topics']
    return {
      content,
      sources: [{ ...(typeof title === 'string' && { title }), ...(typeof url === 'string' && { link: url }) }],
      coverage: [...unheard, await coverageText(question, { read: 0, unanalysed: 0 })].join('; '),
      next: 'read_transcript with this callId for what was said',
    }
  },
}

/** The id in a link to a call; any other text as it is. */
export function toCallId(typed: string): string {
  return /^https?:.*[?&]id=(\d+)/.exec(typed.trim())?.[1] ?? typed.trim()
}
