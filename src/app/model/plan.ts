import type { Answer } from '../../api/answer.ts'
import type { ReadClient } from '../../api/client.ts'
import type { ApiRequest } from '../../api/request.ts'
import type { Effect } from '../../catalogue/operation.ts'
import type { Failure } from '../../lib/errors.ts'
import type { Page, Pages } from '../../lib/rows.ts'
import type { Challenge } from './challenge.ts'

/** What a change does to the company: the strongest effect of any of its steps. */
export type Changing = Exclude<Effect, 'read'>

/** The effects that a step of a change with effect `E` may have besides `E`. */
type Milder<E extends Changing> = E extends 'erase' ? 'read' | 'write' | 'billed' : 'read'

/** Result rows of a step, and the steps that follow from its answer, as an upload needs the id of what was created. */
export interface Reported<E extends Changing = Changing> extends Page {
  readonly next?: readonly Step<E>[]
  /** Pages that come before it, each made when the one before is written: many rows at once would fill the memory. */
  readonly before?: Iterable<Page>
}

/** Kept around a step, whatever becomes of it: a receipt. */
interface StepRecord {
  /** Before the request leaves. What it throws keeps the request from being sent. */
  before(): Promise<void>
  /** After it was answered, refused or lost. */
  after(outcome: Answer | Failure): Promise<void>
}

/** One request of a change. Only the executor (`change.ts`) sends it. */
export interface Step<E extends Changing = Changing> {
  /** The request before it has a host and a key. */
  readonly request: ApiRequest<E> | ApiRequest<Milder<E>>
  /** Turns an answer of success into result rows. */
  report(answer: Answer): Reported<E> | Promise<Reported<E>>
  /** Turns a failure into a row, so that the steps after it still go out. @throws what ends the run all the same */
  refused?(failure: Failure): Reported<E> | Promise<Reported<E>>
  /** For `--dry-run`: the steps that `report` would add, with `<callId>` and the like for values of the answer. */
  readonly preview?: readonly Step<E>[]
  readonly record?: StepRecord
}

/** Rows that need no request, in their place among the steps: what is done already, or cannot be. Not in a dry run. */
export interface Settled {
  settle(): Pages
}

interface Steps<E extends Changing> {
  /** Lazy where there are many, or where a look-up comes before each. None is sent before the challenge is met. */
  readonly steps: Iterable<Step<E> | Settled> | AsyncIterable<Step<E> | Settled>
  /** After Ctrl-C, the steps come to an end by themselves, with a row for each thing: all of their pages are written. */
  readonly endsItself?: true
  /** What changes, a line each; shown before the question. */
  readonly notes?: readonly string[]
  /** The same for what must not be missed: never dimmed. */
  readonly warnings?: readonly string[]
  /** Checks limits such as --max-calls before the confirmation; not in a dry run. @throws Failure */
  checkBounds?(): void
  /**
   * What is read once every step is done, such as the outcome that `--wait` waits for; of a plan without steps, all that it
   * does.
   */
  after?(read: ReadClient): Pages
}

/**
 * What a change will do. Money and data are lost by `billed` and `erase`, so those name their challenge, or say with
 * `unasked` why this one needs none.
 */
export type Plan<E extends Changing = Changing> = Steps<E> &
  ({ readonly challenge: Challenge } | (E extends 'write' ? { readonly challenge?: Challenge } : never))
