import type { Json, Row } from '../../lib/rows.ts'
import type { User } from '../company/users.ts'
import { refusal } from '../reply.ts'
import { activitiesIn, type CountedActivity } from './activity.ts'
import type { Handlers, SandboxRequest } from './request.ts'

/** What a manager does for a report, under the names of the metrics. */
const METRICS = {
  callsListenedTo: 'othersCallsListenedTo',
  callsGaveFeedback: 'callsGaveFeedback',
  callsScorecardsFilled: 'callsScorecardsFilled',
  callsAttended: 'callsAttended',
} as const

/** Coaching, by the calls of the direct reports that their manager listened to, scored or attended. */
export const listUsers_1: Handlers[string] = (request) => {
  const { company, query } = request
  const manager = company.users.find(({ id }) => id === query['manager-id'])
  if (!manager) return refusal(400, `User ID ${query['manager-id']} was not found`)
  if (!company.workspaces.some(({ id }) => id === query['workspace-id']))
    return refusal(400, `Workspace ID ${query['workspace-id']} was not found`)
  const span = { from: Date.parse(String(query.from)), to: Date.parse(String(query.to)) }
  const done = activitiesIn(request, span).filter(({ who }) => who === manager.id)
  const reports = company.users.filter(({ manager: boss }) => boss !== undefined && company.users[boss] === manager)
  return {
    status: 200,
    body: {
      coachingData: [
        {
          manager: person(manager),
          directReportsMetrics: reports.map((report) => ({
            report: person(report),
            metrics: metrics(request, done, report),
          })),
        },
      ],
    },
  }
}

function person({ id, email, first, last, title }: User): Row {
  return { id, emailAddress: email, firstName: first, lastName: last, title }
}

/** The ids of the calls behind each metric; a metric without any is left out. */
function metrics({ company, query }: SandboxRequest, done: readonly CountedActivity[], report: User): Row {
  const theirs = done.filter(({ callId }) => {
    const index = company.indexOf(callId)
    return (
      index !== undefined && company.hostOf(index) === report && company.workspaceOf(index).id === query['workspace-id']
    )
  })
  const entries = Object.entries(METRICS).flatMap(([name, what]): [string, Json][] => {
    const calls = [...new Set(theirs.filter((one) => one.what === what).map(({ callId }) => callId))]
    return calls.length === 0 ? [] : [[name, calls]]
  })
  return Object.fromEntries(entries)
}
