import type { Row } from '../../lib/rows.ts'
import { briefRows } from '../company/briefs.ts'
import { basicCallRow, type SandboxCall } from '../company/call.ts'
import { partiesOf } from '../company/parties.ts'
import { recordOf } from '../company/records.ts'
import { type Reply, refusal } from '../reply.ts'
import { SeededRandom } from '../seeded-random.ts'
import { callContent } from '../talk/call-content.ts'
import { script } from '../talk/script.ts'
import { periodOf } from './ai-period.ts'
import type { Handlers, SandboxRequest } from './request.ts'

/** What Gong reads at most for one answer (quirk 72), and how many calls the answer then names. */
const MOST_CALLS = 60
const MOST_EMAILS = 500
const NAMED = 3

/** Questions and briefs about a record of the CRM. A question with "no credits" in it finds none left. */
export const aiHandlers: Handlers = {
  askEntity: (request) =>
    about(request, (found) => ({
      answer: found.length === 0 ? [] : found.slice(0, NAMED).map((call) => part(request, call)),
    })),

  generateBrief: (request) => {
    const { briefName, workspaceId } = request.query
    const known = briefRows(request.company).some(
      (brief) => brief.briefName === briefName && brief.workspaceId === workspaceId && brief.status === 'Published',
    )
    if (!known) return refusal(404, `Brief ${briefName} was not found`)
    return about(request, (found) => ({ briefSections: found.length === 0 ? [] : sections(request, found) }))
  },
}

/** Answers from the calls with the record's account, latest first. */
function about(request: SandboxRequest, tell: (found: readonly SandboxCall[]) => Row): Reply {
  const { company, query } = request
  if (/no credits/i.test(String(query.question ?? ''))) return refusal(402, 'There are no Gong credits left')
  if (!company.workspaces.some(({ id }) => id === query.workspaceId)) return refusal(404, 'Workspace was not found')
  const record = recordOf(company.seed, String(query.crmEntityType), String(query.crmEntityId))
  if (!record) return refusal(404, `${query.crmEntityType} ${query.crmEntityId} was not found`)
  const found = callsWith(request, record.account.index)
  const emails = Math.min(
    MOST_EMAILS,
    new SeededRandom(company.seed, 'emails', record.account.index).int(2, 9) * found.length,
  )
  return { status: 200, body: { numOfCallsSearched: found.length, numOfEmailsSearched: emails, ...tell(found) } }
}

function callsWith({ company, query, now, position }: SandboxRequest, account: number): SandboxCall[] {
  const isIn = periodOf(query, now)
  const indexes = [...company.started].flatMap((at, index) => (at <= position.beganAtMs && isIn(at) ? [index] : []))
  return indexes
    .filter((index) => company.workspaceOf(index).id === query.workspaceId)
    .map((index) => company.call(index))
    .filter((call) => call.account.index === account && call.kind !== 'team')
    .reverse()
    .slice(0, MOST_CALLS)
}

function part(request: SandboxRequest, call: SandboxCall): Row {
  return { answerItems: [briefOf(request, call)], ...findings(call) }
}

function sections(request: SandboxRequest, found: readonly SandboxCall[]): Row[] {
  const named = found.slice(0, NAMED)
  const domain = found[0]?.account.domain ?? ''
  return [
    {
      title: 'Customer overview',
      sectionSummary: named.map((call) => briefOf(request, call)),
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

function briefOf({ company }: SandboxRequest, call: SandboxCall): string {
  return String(callContent(call, script(call, partiesOf(call, company.users))).brief)
}

function findings(call: SandboxCall): { callFindings: Row[]; emailFindings: Row[] } {
  const { id = null, title = null, started = null, url = null } = basicCallRow(call)
  const mail = {
    id: new SeededRandom(call.seed, 'mail', call.index).digits(25),
    title: `Re: ${title}`,
    sentDateTime: started,
  }
  return { callFindings: [{ call: { id, title, started, url } }], emailFindings: [{ emails: [mail] }] }
}
