import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import { briefs } from '../company/briefs.ts'
import { basic, type Call } from '../company/call.ts'
import { parties } from '../company/parties.ts'
import { recordOf } from '../company/records.ts'
import { type Reply, refusal } from '../reply.ts'
import { digest } from '../talk/digest.ts'
import { script } from '../talk/script.ts'
import type { Answers, Asked } from './asked.ts'
import { periodOf } from './period.ts'

/** What Gong reads at most for one answer (quirk 72), and how many calls the answer then names. */
const MOST_CALLS = 60
const MOST_EMAILS = 500
const NAMED = 3

/** Questions and briefs about a record of the CRM. A question with "no credits" in it finds none left. */
export const ai: Answers = {
  askEntity: (asked) =>
    about(asked, (found) => ({
      answer: found.length === 0 ? [] : found.slice(0, NAMED).map((call) => part(asked, call)),
    })),

  generateBrief: (asked) => {
    const { briefName, workspaceId } = asked.query
    const known = briefs(asked.company).some(
      (brief) => brief.briefName === briefName && brief.workspaceId === workspaceId && brief.status === 'Published',
    )
    if (!known) return refusal(404, `Brief ${briefName} was not found`)
    return about(asked, (found) => ({ briefSections: found.length === 0 ? [] : sections(asked, found) }))
  },
}

/** Answers from the calls with the record's account, latest first. */
function about(asked: Asked, tell: (found: readonly Call[]) => Row): Reply {
  const { company, query } = asked
  if (/no credits/i.test(String(query.question ?? ''))) return refusal(402, 'There are no Gong credits left')
  if (!company.workspaces.some(({ id }) => id === query.workspaceId)) return refusal(404, 'Workspace was not found')
  const record = recordOf(company.seed, String(query.crmEntityType), String(query.crmEntityId))
  if (!record) return refusal(404, `${query.crmEntityType} ${query.crmEntityId} was not found`)
  const found = callsWith(asked, record.account.index)
  const emails = Math.min(
    MOST_EMAILS,
    new Chance(company.seed, 'emails', record.account.index).int(2, 9) * found.length,
  )
  return { status: 200, body: { numOfCallsSearched: found.length, numOfEmailsSearched: emails, ...tell(found) } }
}

function callsWith({ company, query, now, place }: Asked, account: number): Call[] {
  const isIn = periodOf(query, now)
  const indexes = [...company.started].flatMap((at, index) => (at <= place.began && isIn(at) ? [index] : []))
  return indexes
    .filter((index) => company.workspaceOf(index).id === query.workspaceId)
    .map((index) => company.call(index))
    .filter((call) => call.account.index === account && call.kind !== 'team')
    .reverse()
    .slice(0, MOST_CALLS)
}

function part(asked: Asked, call: Call): Row {
  return { answerItems: [briefOf(asked, call)], ...findings(call) }
}

function sections(asked: Asked, found: readonly Call[]): Row[] {
  const named = found.slice(0, NAMED)
  const domain = found[0]?.account.domain ?? ''
  return [
    {
      title: 'Customer overview',
      sectionSummary: named.map((call) => briefOf(asked, call)),
      conversationFindings: {
        callFindings: named.flatMap((call) => findings(call).callFindings),
        emailFindings: named.flatMap((call) => findings(call).emailFindings),
      },
      briefSectionType: 'Conversations',
    },
    {
      title: 'In the news',
      sectionSummary: ['Nothing new on the web this month.'],
      briefSectionType: 'Web',
      webFindings: [{ domain, title: `${found[0]?.account.name}, home page`, url: `https://${domain}` }],
    },
  ]
}

function briefOf({ company }: Asked, call: Call): string {
  return String(digest(call, script(call, parties(call, company.users))).brief)
}

function findings(call: Call): { callFindings: Row[]; emailFindings: Row[] } {
  const { id = null, title = null, started = null, url = null } = basic(call)
  const mail = {
    id: new Chance(call.seed, 'mail', call.index).digits(25),
    title: `Re: ${title}`,
    sentDateTime: started,
  }
  return { callFindings: [{ call: { id, title, started, url } }], emailFindings: [{ emails: [mail] }] }
}
