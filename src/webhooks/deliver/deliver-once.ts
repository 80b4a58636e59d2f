import type { IndexedEvent } from '../spool/index-of-events.ts'
import type { Spool } from '../spool/spool.ts'
import type { Sink } from './sink.ts'

/** Hands one event on, and notes it when it worked. @returns why it did not */
export async function deliverOnce(
  event: IndexedEvent,
  sink: Sink,
  spool: Spool,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { head, deliveries } = event
  const attempt = (deliveries.get(sink.name)?.attempts ?? 0) + 1
  const content = await spool.content(event)
  await spool.start(head.id, sink.name, attempt)
  try {
    await sink.deliver([{ head, attempt, ...content }], signal)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    // One that was delivered before stays so.
    const outcome = deliveries.get(sink.name)?.state === 'done' ? 'done' : 'dead'
    await spool.end({ id: head.id, sink: sink.name, outcome, attempts: attempt, why })
    return why
  }
  await spool.end({ id: head.id, sink: sink.name, outcome: 'done', attempts: attempt })
  return undefined
}
