import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { flowAt } from '../company/flows.ts'
import { prospectAt } from '../company/prospects.ts'
import type { User } from '../company/users.ts'
import { type Reply, refusal } from '../reply.ts'
import { SeededRandom } from '../seeded-random.ts'
import { type Assignment, addLead, assignProspect } from './instances.ts'
import type { SandboxRequest } from './request.ts'

const BULKS = 'flowBulkAssignments'

/** Milliseconds before Gong begins, and for each prospect. */
const QUEUE = 3000
const EACH = 200

/** The bulk assignment that the company begins with. */
const FIRST = bulkId(1)

/** Accepts the bulk assignment; its progress depends on the time since. */
export function submitBulk({ body, changes, now }: SandboxRequest): Reply {
  const { flowId = null, flowInstanceOwnerEmail: owner = null, prospects } = isRow(body) ? body : {}
  const rows = listOf(prospects)
  const id = bulkId(2 + changes.all(BULKS).length)
  changes.put(BULKS, id, { id, flowId, owner, since: now, prospects: rows, results: [] })
  return { status: 202, body: report(id, rows.length, [], 'PENDING') }
}

/** Advances the bulk assignment to the current time. @returns its status */
export function bulkState(
  request: SandboxRequest,
  licensed: (request: SandboxRequest, email: Json | undefined) => User | undefined,
): Reply {
  const { changes, now, path } = request
  const id = String(path.id).toLowerCase()
  if (id === FIRST) return { status: 200, body: first(request) }
  const bulk = changes.get(BULKS, id)
  const owner = licensed(request, bulk?.owner)
  if (bulk === undefined || owner === undefined) return refusal(404, `Bulk assignment ${path.id} was not found`)
  const prospects = listOf(bulk.prospects)
  const due = Math.floor((now - Number(bulk.since) - QUEUE) / EACH)
  const before = listOf(bulk.results)
  const next = prospects.slice(before.length, Math.max(before.length, due))
  const order = { flow: String(bulk.flowId), owner }
  const done = next.map((prospect, index) =>
    outcome(request, order, prospect, leadId(request, id, before.length + index)),
  )
  const results = [...before, ...done]
  if (next.length > 0) changes.put(BULKS, id, { ...bulk, results })
  const status = due <= 0 ? 'PENDING' : results.length < prospects.length ? 'IN_PROGRESS' : 'COMPLETED'
  return { status: 200, body: report(id, prospects.length, results, status) }
}

/** Into which flow, and whose the to-dos are. */
type Order = Pick<Assignment, 'flow' | 'owner'>

/** The id in the CRM of the lead that is made for one prospect of one order. */
function leadId({ company }: SandboxRequest, bulk: string, index: number): string {
  return `00Q${new SeededRandom(company.seed, 'new lead', bulk, index).digits(15)}`
}

/** A last name with `fail` cannot be made in the CRM; a known prospect fails as it does one by one. */
function outcome(request: SandboxRequest, order: Order, prospect: Row, newId: string): Row {
  if (/fail/i.test(String(prospect.lastName)))
    return {
      prospect,
      status: 'CRM_OPERATION_FAILED',
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
      errorMessage: 'Daily rate of 10K exceeded',
    }
  const crmId = String(prospect.crmId ?? newId)
  if (prospect.crmId === undefined) addLead(request, newId, prospect)
  const row = assignProspect(request, { ...order, prospect: crmId, coolOff: true })
  if (row.errorCode === undefined)
    return { prospect, status: 'ASSIGNED', crmId, flowInstanceId: row.flowInstanceId ?? null }
  const { errorCode, errorMessage = null } = row
  return { prospect, status: 'FLOW_ASSIGNMENT_FAILED', crmId, errorCode, errorMessage }
}

function first({ company: { seed, users, referenceDay: today } }: SandboxRequest): Row {
  const flow = flowAt(seed, 0, users, today)
  const results = [300, 301, 302].map((index) => {
    const { id, contact } = prospectAt(seed, index)
    const prospect = { firstName: contact.first, lastName: contact.name.slice(contact.first.length + 1), crmId: id }
    return { prospect, status: 'ASSIGNED', crmId: id, flowInstanceId: flow.id ?? null }
  })
  return report(FIRST, results.length, results, 'COMPLETED')
}

function report(id: string, total: number, results: readonly Row[], status: string): Row {
  const done = results.filter((row) => row.status === 'ASSIGNED').length
  return {
    id,
    status,
    totalCount: total,
    processedCount: results.length,
    successCount: done,
    failedCount: results.length - done,
    results,
  }
}

/** Bulk assignments have UUIDs, unlike everything else. */
function bulkId(index: number): string {
  return `b0f5a1c0-0000-4000-8000-${String(index).padStart(12, '0')}`
}

function listOf(value: Json | undefined): readonly Row[] {
  return Array.isArray(value) ? value.filter(isRow) : []
}
