import { defineLocal } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { ZONE } from '../../src/app/model/operation-inputs.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import { counted } from '../../src/lib/spelling.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import { importantColumn } from '../../src/output/columns.ts'
import type { Sink } from '../../src/webhooks/deliver/sink.ts'
import type { IndexedEvent } from '../../src/webhooks/spool/index-of-events.ts'
import { EXEC_INPUTS, execSinkOf } from './sinks.ts'
import { SPOOL_INPUTS, spoolFolder } from './spool-folder.ts'

const inputs = {
  event: { kind: 'text', many: true, help: 'ids of events; those that were given up when left out' },
  since: { kind: 'instant', help: 'all that came since then, also what was delivered' },
  ...ZONE,
  ...EXEC_INPUTS,
  ...SPOOL_INPUTS,
} as const satisfies Inputs

type Given = InputOf<typeof inputs>

const FIELDS = ['eventId', 'callId', 'receivedAt', 'source', 'state', 'attempts', 'why', 'outcome']

/** Which event, what became of it, and why: ids of calls and times give way on a narrow terminal. */
const IMPORTANT = new Set(['eventId', 'state', 'why', 'outcome'])

export const replayWebhooks = defineLocal({
  name: 'replay',
  summary: 'Hand on again what was given up, or what came since some time',
  operations: [],
  inputs,
  arguments: ['event'],
  showsInDryRun: true,
  fields: FIELDS,
  closed: true,
  columns: FIELDS.map((field) => (IMPORTANT.has(field) ? importantColumn(field) : field)),
  examples: ['gong webhooks replay --dry-run', 'gong webhooks replay --since 1d'],
  cautions: [
    'gong webhooks listen hands them on, within seconds where it is running. With --exec they are handed on here and now, while it is not.',
    '--dry-run lists them: the dead letters.',
  ],
  run: replay,
})

async function* replay(input: Given, job: LocalJob): Pages {
  const { readSpool } = await import('../../src/webhooks/spool/read-spool.ts')
  const { context, globals } = job
  const folder = spoolFolder(job, input.spool)
  const { index } = await readSpool(context.files, folder)
  const chosen = choose([...index.events.values()], input)
  if (globals.dryRun) return yield { rows: chosen.map((event) => rowOf(event, 'planned')) }
  const sink = await execSinkOf(input, job)
  if (sink !== undefined) return yield* handOn(chosen, sink, folder, job)
  if (chosen.length > 0) {
    const { requestAgain } = await import('../../src/webhooks/again.ts')
    const request = Buffer.from(context.random(8)).toString('hex')
    const ids = chosen.map(({ head }) => head.id)
    await requestAgain(context.files, folder, ids, `${context.clock.now()}-${request}`)
    await job.say(`gong webhooks listen hands on ${counted(chosen.length, 'event')}`)
  }
  yield { rows: chosen.map((event) => rowOf(event, 'requested')) }
}

/** @throws Failure `usage` for an id that no event has */
function choose(events: readonly IndexedEvent[], { event: ids, since }: Given): readonly IndexedEvent[] {
  if (ids !== undefined) {
    const unknown = ids.find((id) => !events.some(({ head }) => head.id === id))
    if (unknown !== undefined)
      throw new Failure('usage', `no event ${unknown} is kept`, { hint: 'gong webhooks replay --since 30d --dry-run' })
    return events.filter(({ head }) => ids.includes(head.id))
  }
  if (since !== undefined) return events.filter(({ head }) => head.receivedMs >= Date.parse(since))
  return events.filter(({ deliveries }) => [...deliveries.values()].some(({ state }) => state === 'dead'))
}

/** Hands events on from here, which no server must be doing at the same time. */
async function* handOn(chosen: readonly IndexedEvent[], sink: Sink, folder: string, job: LocalJob): Pages {
  const { openSpool } = await import('../../src/webhooks/spool/open-spool.ts')
  const { deliverOnce } = await import('../../src/webhooks/deliver/deliver-once.ts')
  await job.claim(folder)
  const { spool } = await openSpool(job.context.files, folder, [])
  try {
    for (let at = 0; at < chosen.length; at += sink.parallel) {
      const batch = chosen.slice(at, at + sink.parallel)
      const failures = await Promise.all(batch.map((event) => deliverOnce(event, sink, spool, job.context.interrupted)))
      const rows = batch.map((event, one) =>
        rowOf(event, failures[one] === undefined ? 'delivered' : 'failed', failures[one]),
      )
      yield { rows, failed: failures.filter((failure) => failure !== undefined).length }
    }
  } finally {
    await spool.close()
  }
}

function rowOf({ head, deliveries }: IndexedEvent, outcome: string, failure?: string): Row {
  const all = [...deliveries.values()]
  const state = ['dead', 'waiting'].find((one) => all.some((delivery) => delivery.state === one)) ?? 'done'
  return {
    eventId: head.id,
    callId: head.callId,
    receivedAt: utcTime(head.receivedMs),
    source: head.source,
    state,
    attempts: Math.max(0, ...all.map(({ attempts }) => attempts)),
    why: failure ?? all.find(({ why }) => why !== undefined)?.why ?? null,
    outcome,
  }
}
