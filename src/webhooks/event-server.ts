import type { HttpServer } from '../platform/http-server.ts'
import type { Clock } from '../platform/ports.ts'
import { type Delivered, Deliverer } from './deliver/deliver.ts'
import type { Sink } from './deliver/sink.ts'
import type { Metrics } from './metrics.ts'
import type { Receiver } from './receiver.ts'
import type { Spool } from './spool/spool.ts'

/** How often requests for another delivery are looked for. */
const REQUESTS_EVERY_MS = 2000
/** How often the spool lets go of what is old. */
const FORGET_EVERY_MS = 3_600_000

/** What serving events takes, all of it open already. */
export interface EventServerParts {
  readonly spool: Spool
  readonly sinks: readonly Sink[]
  readonly server: HttpServer
  readonly receiver: Receiver
  readonly metrics: Metrics
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  /** How long what is under way may take at the end. */
  readonly drainMs: number
  readonly onDelivered: (delivered: Delivered) => void
  /** Takes in requests for another delivery. */
  readonly takeRequests: () => Promise<unknown>
  /** Lets go of what was delivered long ago; never throws. */
  readonly forgetOld: () => Promise<unknown>
  /** Compares with the calls of Gong, at the start and every so often; never throws. */
  readonly reconcile?: { readonly everyMs: number; run(): Promise<void> }
}

/** Delivers and reconciles until the signal is aborted; then what is under way comes to its end, or goes back to the spool. */
export async function serveEvents(parts: EventServerParts, stop: AbortSignal): Promise<void> {
  const { spool, sinks, clock, server, receiver, metrics, random } = parts
  const onDelivered = (delivered: Delivered) => {
    metrics.add('gong_webhook_deliveries_total', { sink: delivered.sink, outcome: delivered.outcome })
    parts.onDelivered(delivered)
  }
  const deliverers = sinks.map((sink) => new Deliverer(sink, { spool, clock, random, onDelivered }))
  for (const { name } of sinks) {
    metrics.gauge('gong_webhook_waiting', { sink: name }, () => spool.waiting(name))
    metrics.gauge('gong_webhook_dead', { sink: name }, () => spool.dead(name))
  }
  metrics.gauge('gong_webhook_syncs', {}, () => spool.syncs)
  spool.onWaiting = () => {
    for (const deliverer of deliverers) deliverer.wake()
  }
  const delivering = deliverers.map((deliverer) => deliverer.run())
  const loops = [
    every(REQUESTS_EVERY_MS, parts.takeRequests, clock, stop),
    every(FORGET_EVERY_MS, parts.forgetOld, clock, stop),
  ]
  if (parts.reconcile !== undefined) loops.push(every(parts.reconcile.everyMs, parts.reconcile.run, clock, stop))
  await Promise.all(loops)
  receiver.isReady = false
  for (const deliverer of deliverers) deliverer.stop()
  const inTime = new AbortController()
  void clock.sleep(parts.drainMs, inTime.signal).then(
    () => {
      for (const deliverer of deliverers) deliverer.abandon()
    },
    () => undefined,
  )
  await Promise.all([server.close(parts.drainMs), ...delivering])
  inTime.abort()
}

/** Runs at once and then every so often, until the signal is aborted; a run that has begun comes to its end. */
async function every(ms: number, run: () => Promise<unknown>, clock: Clock, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await run()
    await clock.sleep(ms, stop).catch(() => undefined)
  }
}
