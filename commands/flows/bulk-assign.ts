import { toCall } from '../../src/api/request.ts'
import { BODY, typedBody } from '../../src/app/body.ts'
import type { Command, Job, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { checkWaiting, hasEnded, poll, WAITING } from '../../src/app/poll.ts'
import { readText } from '../../src/app/read-text.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { isLost, membersOf } from '../../src/engage/members.ts'
import { bulkCard, bulkLines, bulkPage, bulkRow } from '../../src/engage/outcomes.ts'
import { checkProspects, prospectsIn } from '../../src/engage/prospects.ts'
import { type Submissions, submissions, UNKEPT } from '../../src/engage/submitted.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Page, type Pages, type Row } from '../../src/lib/rows.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import { stateFolder } from '../../src/platform/folders.ts'

const derived = fromOperation(gong.bulkAssign, {
  name: 'bulk-assign',
  arguments: ['flow'],
  columns: ['id', importantColumn('status'), 'totalCount', 'prospect', wrappedColumn('why')],
  unfold: bulkLines,
  examples: [
    `gong flows bulk-assign 382113028872392068 --owner k.nakamura@tallyhouse.example --set "prospects[0].crmId=003750784324015331" --wait`,
  ],
})

const bulkAssign: OldCommand = {
  ...derived,
  operations: [gong.bulkAssign, gong.assigned, gong.bulkStatus],
  inputs: {
    flow: { ...gong.bulkAssign.params.flow, hint: 'id or name', lookup: 'flow' },
    owner: gong.bulkAssign.params.owner,
    file: {
      kind: 'file',
      required: true,
      help: 'prospects as CSV (firstName,lastName,email,jobTitle,linkedInUrl,crmId,accountCrmId,companyName) or JSON',
    },
    ...WAITING,
    again: {
      kind: 'flag',
      help: 'send also what an earlier run has sent: a finished file, and batches whose answer was lost',
    },
    ...BODY,
  },
  single: false,
  cautions: [
    ...(derived.cautions ?? []),
    'Who has a crmId and is in the flow already is not sent. A run that was cut short goes on with the same line; a batch whose answer was lost is sent again only with --again, since Gong may have it.',
    'The same file is not sent twice for one flow and owner, unless with --again: Gong would make those without a crmId anew. A file that has changed is another one.',
  ],
  check: async (input, job) => {
    checkWaiting(input)
    await prospectsOf(input, typedBody(gong.bulkAssign, input), job)
  },
  run: bulkAssignAll,
}

/** Everything is submitted before anything is waited for, and each id is said: it is the only way back to the results. */
async function* bulkAssignAll(input: Typed, job: Job): Pages {
  const body = typedBody(gong.bulkAssign, input)
  const prospects = await prospectsOf(input, body, job)
  if (job.globals.dryRun) return yield* pull(gong.bulkAssign, { ...input, prospects }, job, body)
  const order = { input, body, kept: await submissionsOf(input, body, job) }
  const most = gong.bulkAssign.params.prospects.max
  const batches = Array.from({ length: Math.ceil(prospects.length / most) }, (_, at) =>
    prospects.slice(at * most, (at + 1) * most),
  )
  const [first = []] = batches
  // All that is wrong with the request, before anything is asked.
  toCall(gong.bulkAssign, { ...input, prospects: first }, { body })
  await checkNotDone(batches, order)
  const waiting: string[] = []
  for (const batch of batches)
    for await (const page of submitted(batch, order, job)) {
      const ids = input.wait === true ? page.rows.flatMap(({ id }) => (typeof id === 'string' ? id : [])) : []
      if (ids.length === 0) yield page
      for (const id of ids) {
        waiting.push(id)
        await job.say(`bulk assignment ${id} is submitted`)
      }
    }
  for (const id of waiting) yield bulkPage(await atItsEnd(job, id, input))
  await close(batches, order.kept, job.context.clock.now())
}

/** The prospects of the file or of the body. @throws Failure `usage` that names every bad one */
async function prospectsOf(input: Typed, body: Order['body'], job: Job): Promise<readonly Row[]> {
  return typeof input.file === 'string'
    ? prospectsIn(input.file, await readText(input.file, job))
    : checkProspects('--body', isRow(body) ? body.prospects : undefined)
}

type Batches = readonly (readonly Row[])[]

/** Refuses what an earlier run has sent to its end: those without a crmId would be made a second time. */
async function checkNotDone(batches: Batches, { input, kept }: Order): Promise<void> {
  if (input.again === true) return
  const notes = await Promise.all(batches.map((batch) => kept.known(batch)))
  const times = notes.flatMap((note) => note?.doneAt ?? [])
  if (times.length < batches.length) return
  const what = typeof input.file === 'string' ? input.file : '--body'
  const message = `${what}: these prospects were sent to this flow at ${timeOf(Math.max(...times))}, and Gong would make those without a crmId anew`
  const [id] = notes.flatMap((note) => note?.id ?? [])
  throw new Failure('declined', message, {
    hint: `gong flows bulk-status ${id}; the same line with --again sends them`,
  })
}

function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** Once nothing is left open, the notes say so. */
async function close(batches: Batches, kept: Submissions, doneAt: number): Promise<void> {
  const notes = await Promise.all(batches.map(async (batch) => ({ batch, note: await kept.known(batch) })))
  if (notes.some(({ note }) => note !== undefined && note.id === undefined)) return
  for (const { batch, note } of notes)
    if (note?.id !== undefined) await kept.put(batch, { id: note.id, doneAt: note.doneAt ?? doneAt })
}

interface Order {
  readonly input: Typed
  readonly body: ReturnType<typeof typedBody>
  readonly kept: Submissions
}

/** One batch, unless an earlier run has sent it. What is in the flow already stays out of it. */
async function* submitted(batch: readonly Row[], { input, body, kept }: Order, job: Job): Pages {
  const before = await kept.known(batch)
  const isRepeat = before?.doneAt !== undefined && input.again === true
  if (before?.id !== undefined && !isRepeat) {
    await job.say(`bulk assignment ${before.id} was submitted by an earlier run; it is not sent again`)
    return yield { rows: [await stateOf(job, before.id)] }
  }
  const flow = String(input.flow ?? (isRow(body) ? body.flowId : '') ?? '')
  const ids = batch.flatMap(({ crmId }) => (typeof crmId === 'string' ? crmId : []))
  const members = ids.length === 0 ? new Map() : await membersOf(await job.gong(), flow, ids)
  const isIn = ({ crmId }: Row) => members?.has(String(crmId)) === true
  const [there, rest] = [batch.filter(isIn), batch.filter((prospect) => !isIn(prospect))]
  if (there.length > 0) yield { rows: [bulkRow('ALREADY_IN_FLOW', there)] }
  if (rest.length === 0) return isRepeat ? undefined : await kept.forget(batch)
  if (before !== undefined && input.again !== true) return yield await unsent(rest, job)
  await kept.put(batch, {})
  try {
    for await (const page of pull(gong.bulkAssign, { ...input, prospects: rest }, job, body)) {
      const id = page.rows.find((row) => typeof row.id === 'string')?.id
      if (typeof id === 'string') await kept.put(batch, { id })
      yield page
    }
  } catch (error) {
    if (!isLost(error)) await (isRepeat && before ? kept.put(batch, before) : kept.forget(batch))
    throw isLost(error) ? unknown(error, rest) : error
  }
}

async function unsent(rest: readonly Row[], job: Job): Promise<Page> {
  await job.say(
    `an earlier run sent ${rest.length} prospects and got no answer: whether Gong has them is not known, so they are not sent; look with gong flows assigned or in Gong, then say --again`,
  )
  return { rows: [bulkRow('NOT_KNOWN', rest)], failed: rest.length }
}

/** Gong may have the batch; only those with an id in the CRM can be asked about, once Gong is through with it. */
function unknown({ kind, message, requestId, status, cause }: Failure, rest: readonly Row[]): Failure {
  const ids = rest.flatMap(({ crmId }) => (typeof crmId === 'string' ? crmId : []))
  const nameless = rest.length - ids.length
  const unasked = nameless === 0 ? '' : `; ${nameless} without a crmId can be looked for in Gong alone`
  return new Failure(kind, `${message}: ${rest.length} prospects${unasked}`, {
    hint: `${ids.length === 0 ? '' : `gong flows assigned ${ids.slice(0, 5).join(' ')}; `}the same line again sends none of them unless you say --again`,
    requestId,
    status,
    cause,
  })
}

/** The notes of what was sent; none for a company that is made anew in each run, nor on a machine without a home. */
async function submissionsOf(input: Typed, body: Order['body'], job: Job): Promise<Submissions> {
  if (job.globals.sandbox) return UNKEPT
  const typed = isRow(body) ? body : {}
  const scope = [input.flow ?? typed.flowId, input.owner ?? typed.flowInstanceOwnerEmail].map(String)
  const { baseUrl } = await job.chosen()
  const folder = folderOf(job)
  return folder === undefined ? UNKEPT : submissions(job.context.files, folder, [baseUrl, ...scope])
}

function folderOf({ context }: Job): string | undefined {
  try {
    return `${stateFolder(context.env)}/bulk-assignments`
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

const derivedStatus = fromOperation(gong.bulkStatus, {
  name: 'bulk-status',
  arguments: ['id'],
  columns: [],
  unfold: bulkCard,
  examples: ['gong flows bulk-status b0f5a1c0-0000-4000-8000-000000000001 --wait'],
})

const bulkStatus: OldCommand = {
  ...derivedStatus,
  inputs: { ...derivedStatus.inputs, ...WAITING },
  check: checkWaiting,
  run: async function* (input, job) {
    const id = String(input.id)
    yield bulkPage(await (input.wait === true ? atItsEnd(job, id, input) : stateOf(job, id)))
  },
}

function atItsEnd(job: Job, id: string, { waitFor }: Typed): Promise<Row> {
  return poll(job, () => stateOf(job, id), hasEnded, { waitFor, next: `gong flows bulk-status ${id} --wait` })
}

async function stateOf(job: Job, id: string): Promise<Row> {
  const client = await job.gong()
  for await (const row of client.rows(gong.bulkStatus, { id })) return row
  throw new Failure('unreachable', `Gong answered nothing about the bulk assignment ${id}`)
}

export const bulk: readonly Command[] = [bulkAssign, bulkStatus]
