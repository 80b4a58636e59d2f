import type { LocalJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { counted } from '../../src/lib/spelling.ts'
import type { ServerLimits } from '../../src/platform/http-server.ts'
import { copyOf, openCopy } from '../../src/store/open-copy.ts'
import type { CopyTarget } from '../../src/store/target.ts'
import { takeRequests } from '../../src/webhooks/again.ts'
import type { Delivered } from '../../src/webhooks/deliver/deliver.ts'
import { outSink } from '../../src/webhooks/deliver/out-sink.ts'
import type { Sink } from '../../src/webhooks/deliver/sink.ts'
import { serveEvents } from '../../src/webhooks/event-server.ts'
import { Metrics } from '../../src/webhooks/metrics.ts'
import { Receiver } from '../../src/webhooks/receiver.ts'
import { refusals } from '../../src/webhooks/refusal.ts'
import { type OpenedSpool, openSpool, prepareSpool } from '../../src/webhooks/spool/open-spool.ts'
import { intoSink } from './into-sink.ts'
import { LISTEN_PORT, type ListenInput } from './listen-inputs.ts'
import { reconciling } from './reconciling.ts'
import { sayLimited } from './say-limited.ts'
import { execSinkOf } from './sinks.ts'
import { spoolFolder } from './spool-folder.ts'
import { readTrust } from './trust.ts'

const LIMITS: ServerLimits = {
  maxBodyBytes: 5_000_000,
  maxHeaderBytes: 16_384,
  maxBytesAtOnce: 64_000_000,
  maxConnections: 256,
  requestTimeoutMs: 15_000,
  idleTimeoutMs: 30_000,
}
const KEEP_S = 720 * 3600
const DRAIN_S = 25

/** A server that is open, and what it does until it is closed. */
interface Listener {
  readonly url: string
  readonly folder: string
  /** Until Ctrl-C or SIGTERM, and until what is under way has come to its end. */
  serve(): Promise<void>
  close(): Promise<void>
}

/** Opens the spool, the sinks and the server. @throws Failure `declined` while another server has the spool, `usage` for a port that is taken */
export async function openListener(input: ListenInput, job: LocalJob): Promise<Listener> {
  const { context } = job
  const { clock, files, interrupted } = context
  const proofs = await readTrust(input, job)
  const folder = spoolFolder(job, input.spool)
  const { sinks, closeSinks } = await sinksOf(input, job)
  await prepareSpool(files, folder)
  await job.claim(folder)
  await files.removeTemporaryFiles(`${folder}/spool.json`)
  const names = sinks.map(({ name }) => name)
  const opened = await openSpool(files, folder, names)
  const { spool } = opened
  await tellOpened(opened, job)
  const metrics = new Metrics()
  const tell = sayLimited((line) => job.warn(line), clock)
  const receiver = new Receiver({
    ...{ spool, proofs, metrics },
    now: () => clock.now(),
    onRefused: (refusal, cause) => tell(`refused: ${refusals[refusal].means}${reasonOf(cause)}`),
  })
  const drainMs = (input.drain ?? DRAIN_S) * 1000
  context.allowDrain(drainMs)
  const reconcile = await reconciling(input, job, { spool, metrics })
  const host = input.host ?? '127.0.0.1'
  const onRefused = (status: number) => tell(`refused: ${status}, before it was a request`)
  const options = { host, port: input.port ?? LISTEN_PORT, limits: LIMITS, onRefused }
  const server = await context.startHttpServer(options, (request) => receiver.answer(request))
  if (proofs.key !== undefined && proofs.url === undefined)
    await job.say('without --url, tokens are taken for whatever host and path a request names')
  const random = () => (context.random(1)[0] ?? 0) / 255
  return {
    folder,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`,
    serve: async () => {
      const onDelivered = (delivered: Delivered) => tellDelivered(delivered, tell)
      const parts = { spool, sinks, server, receiver, metrics, clock, random, drainMs, onDelivered }
      const upkeep = {
        takeRequests: () => takeRequests(files, folder, spool).catch(() => undefined),
        forgetOld: () => spool.forgetOld(clock.now() - (input.keep ?? KEEP_S) * 1000).catch(() => undefined),
      }
      await serveEvents({ ...parts, ...upkeep, ...(reconcile && { reconcile }) }, interrupted)
      await job.say(
        `ended: ${counted(metrics.total('gong_webhook_events_total'), 'event')} received, ${leftOf(opened)}`,
      )
    },
    close: async () => {
      await closeSinks()
      await spool.close()
    },
  }
}

async function sinksOf(input: ListenInput, job: LocalJob) {
  const { ownOut: out } = job.globals
  if (out !== undefined) await job.claim(out)
  const file = out === undefined ? undefined : outSink(job.context.files, job.context.files.absolute(out))
  const copy = input.into === undefined ? undefined : copyOf(job, input.into)
  // What cannot be written is known before the server is: it would take events, and hand on none.
  await file?.open()
  if (copy !== undefined) await checkCopy(copy, job)
  const into = copy && intoSink(copy, job)
  const sinks = [await execSinkOf(input, job), file, into].filter((sink): sink is Sink => sink !== undefined)
  return { sinks, closeSinks: async () => await file?.close() }
}

/** @throws Failure `usage` for what is no copy. One that is busy, or in a database that cannot be reached now, is tried with each event. */
async function checkCopy(copy: CopyTarget, job: LocalJob): Promise<void> {
  if (copy.kind !== 'duckdb') return
  try {
    await (await openCopy(job, copy)).close()
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'declined') throw error
  }
}

async function tellOpened({ spool, open, damaged }: OpenedSpool, job: LocalJob): Promise<void> {
  if (damaged > 0) await job.warn(`${counted(damaged, 'line')} of the spool cannot be read; what else is there is used`)
  for (const { head } of open)
    await job.warn(
      `event ${head.id} of call ${head.callId} may run a second time: it was under way when the last server ended`,
    )
  const waiting = [...spool.events()].filter(({ deliveries }) =>
    [...deliveries].some(([sink, { state }]) => state === 'waiting' && !spool.sinks.includes(sink)),
  )
  if (waiting.length > 0) await job.warn(`${counted(waiting.length, 'event')} wait for a sink that is not named here`)
}

function leftOf({ spool }: OpenedSpool): string {
  const waiting = spool.sinks.reduce((sum, sink) => sum + spool.waiting(sink), 0)
  return waiting === 0 ? 'none waits' : `${counted(waiting, 'delivery', 'deliveries')} in the spool for the next start`
}

function tellDelivered({ sink, outcome, head, attempts, why }: Delivered, tell: (line: string) => void): void {
  const what = `event ${head.id} of call ${head.callId}: ${sink}: ${why}`
  if (outcome === 'retry') tell(`${what}; tried again`)
  if (outcome === 'dead') tell(`${what}; given up after ${attempts}: gong webhooks replay ${head.id}`)
  if (outcome === 'returned') tell(`${what}; left for the next start`)
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? `: ${cause.message}` : ''
}
