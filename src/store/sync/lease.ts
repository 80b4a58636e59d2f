import { Failure } from '../../lib/errors.ts'
import { repeatLine } from '../../lib/repeat-line.ts'
import type { Clock, Context } from '../../platform/ports.ts'
import { type Notifier, sayIfSlow } from '../../platform/say-if-slow.ts'
import type { Store } from '../store.ts'

/** Longer than one try of a request takes: the lease is renewed before each. */
const LEASE_MS = 3 * 60_000
const RENEW_MS = 20_000
const RETRY_MS = 2000
/** The most that giving it back may take after Ctrl-C: what runs in the copy is broken off, and the file opened once more. */
const RELEASE_MS = 10_000

interface LeaseOptions extends Notifier {
  /** Made up for each run. */
  readonly owner: string
  readonly clock: Clock
  readonly signal: AbortSignal
  /** How long to wait for another run. */
  readonly waitMs: number
  /** The words that were typed, for a line that waits longer. */
  readonly argv?: readonly string[]
}

/** What a run holds that changes a copy. */
export interface Lease {
  /**
   * Renews it, when it is time.
   *
   * @throws Failure `declined` when another run has taken it, since this one was silent too long; `interrupted` after Ctrl-C
   */
  hold(): Promise<void>
  /** Gives it back. */
  release(): Promise<void>
}

/** Takes the lease of a copy. @throws Failure `declined` while another run has it */
export async function takeLease(
  store: Store,
  { owner, clock, signal, waitMs, argv = ['sync'], say }: LeaseOptions,
): Promise<Lease> {
  const release = async () => void (await store.lease(owner, clock.now(), clock.now()))
  const take = async () => {
    try {
      return await store.lease(owner, clock.now(), clock.now() + LEASE_MS)
    } catch (error) {
      // What was broken off may have been done all the same.
      await release().catch(() => undefined)
      throw error
    }
  }
  const takeWhenFree = async () => {
    for (let waitedMs = 0; !(await take()); waitedMs += RETRY_MS) {
      if (waitedMs >= waitMs)
        throw new Failure('declined', 'another sync is changing this copy', {
          hint: `${repeatLine(argv, { values: ['--lock-wait'] }, ['--lock-wait', '10m'])}; a run that was killed keeps it for three minutes`,
        })
      await clock.sleep(RETRY_MS, signal)
    }
  }
  await sayIfSlow(takeWhenFree, () => 'waiting for another sync, which is changing this copy', { clock, say })
  let renewedMs = clock.now()
  return {
    async hold() {
      signal.throwIfAborted()
      if (Math.abs(clock.now() - renewedMs) < RENEW_MS) return
      if (!(await take()))
        throw new Failure('declined', 'another sync has taken over this copy, since this one was silent for minutes', {
          hint: 'gong sync status',
        })
      renewedMs = clock.now()
    },
    release,
  }
}

/** What a lease is taken with: a part of what every command is given. */
interface LeaseJob {
  readonly context: Pick<Context, 'clock' | 'interrupted' | 'random' | 'allowDrain'>
  readonly globals: { readonly lockWaitMs: number }
  readonly argv: readonly string[]
  readonly say: (line: string) => Promise<void>
}

/**
 * Works with the lease of a copy, and gives it back however that ends, Ctrl-C included.
 *
 * @param work is given what renews it
 * @throws Failure `declined` while another run has it
 */
export async function withLease<T>(
  store: Store,
  { context, globals, argv, say }: LeaseJob,
  work: (hold: Lease['hold']) => Promise<T>,
): Promise<T> {
  const { clock, interrupted: signal } = context
  const owner = Buffer.from(context.random(16)).toString('hex')
  context.allowDrain(RELEASE_MS)
  const lease = await takeLease(store, { owner, clock, signal, waitMs: globals.lockWaitMs, argv, say })
  try {
    return await work(lease.hold)
  } finally {
    await lease.release().catch(() => undefined)
  }
}
