import type { Answer } from '../api/answer.ts'
import type { ApiRequest } from '../api/request.ts'
import type { Challenge } from '../app/model/challenge.ts'
import type { Changing } from '../app/model/plan.ts'
import type { Failure } from '../lib/errors.ts'
import type { LineList } from './line-list.ts'
import type { Outcome } from './outcome.ts'

/** A line of a table, or what was typed in its place: its cells stand in its row of the results. */
export interface SourceLine {
  /** Where it stands, from 1: a line of the file, or the number of what was typed. */
  readonly line: number
  readonly cells: readonly string[]
}

/** What is to be done, line by line. */
export interface BulkSource<L extends SourceLine> {
  /** Of the file, for messages; absent for what was typed. */
  readonly name?: string | undefined
  /** The names of the cells. */
  readonly header: readonly string[]
  readonly lines: LineList<L>
  /** The table again with some of its lines alone, as they came in; absent for what was typed. */
  only?(lines: ReadonlySet<number>): AsyncIterable<string>
}

/** A second request for a line, which follows from the answer of the first, as a recording follows a registration. */
export interface Following<E extends Changing> {
  /** Of what the first request made; kept in the journal. */
  readonly id?: string
  readonly request: ApiRequest<E>
  outcome(answer: Answer): LineAnswer<E> | Promise<LineAnswer<E>>
  /** For a refusal that is no failure, or has words of its own. */
  refused?(failure: Failure): LineAnswer<E> | undefined
}

/** What an answer means for a line: its outcome, or that another request follows. */
export type LineAnswer<E extends Changing> = Outcome | { readonly next: Following<E> }

/** A line that was sent, and no answer arrived. */
export interface SentLine<L extends SourceLine> {
  readonly line: L
  /** Of what its first request made, where there are two. */
  readonly id?: string | undefined
  /** What `before` said of it when it was sent. */
  readonly before?: string | undefined
}

/**
 * What Gong says about such a line: what became of it; that it never arrived; that it may still arrive, so that another run of the
 * same line can tell; or that nobody can tell, which leads on only where the command has `--again`.
 */
export type Found = Outcome | 'absent' | Undecided

/** The same, where the line has no outcome yet. */
export type Undecided = 'pending' | 'unknown'

export function isUndecided(found: Found): found is Undecided {
  return found === 'pending' || found === 'unknown'
}

/** A line that Gong has accepted and still works on. */
export interface OpenLine<L extends SourceLine> {
  readonly line: L
  readonly outcome: Outcome
}

/** A change of many lines: what `bulkPlan` makes a plan of. */
export interface BulkChange<L extends SourceLine, E extends Changing> {
  /** The words of the command, such as `calls access grant`; with the company, they are the scope of the journal. */
  readonly command: string
  readonly source: BulkSource<L>
  /** What a line is, for `grants 2 accesses`: `['access', 'accesses']`. */
  readonly thing: readonly [one: string, many: string]
  /** Columns of its own behind `outcome`, `why` and `id`, filled by `also` of an outcome. */
  readonly columns?: readonly string[]
  /** The most lines that Gong takes in one request; one when left out. */
  readonly max?: number
  /** Lines of different groups never share a request. */
  groupOf?(line: L): string
  /** The request of some lines. That of one line alone is what the journal knows it by. @throws Failure `usage` */
  request(lines: readonly L[]): ApiRequest<E>
  /** What an answer of success means for each line, in their order. */
  outcomes(answer: Answer, lines: readonly L[]): readonly LineAnswer<E>[] | Promise<readonly LineAnswer<E>[]>
  /** The requests that follow in a dry run, with `<callId>` and the like for values of the answer. */
  preview?(lines: readonly L[]): readonly ApiRequest<E>[]
  /** What a refusal means for each line; `undefined` for a line that is sent again without those, or for all: the usual. */
  refused?(failure: Failure, lines: readonly L[]): readonly (LineAnswer<E> | undefined)[] | undefined
  /** Gong does all lines of a request or none: one that is refused is halved until those that are wrong stand alone. */
  readonly allOrNone?: true
  /**
   * Looks how things are in Gong, once a request can be made of each line and before anything is decided about one.
   *
   * @returns notes for the plan
   */
  look?(): Promise<readonly string[]>
  /** The outcome of a line that need not be sent, as it is known beforehand. */
  settled?(line: L): Outcome | undefined
  /** Whether Gong shows that what an earlier run did with a line is no longer so: it is then done again. */
  isUndone?(line: L): boolean
  /** Why Gong will likely refuse a line, as far as that is known beforehand: it is said, and the line is sent all the same. */
  doubt?(line: L): string | undefined
  /**
   * Looks once more just before a request leaves.
   *
   * @returns the outcome of each line that must not be sent any more
   */
  lookAgain?(lines: readonly L[]): Promise<readonly (Outcome | undefined)[]>
  /** How a line is before it is sent, to be known after a lost answer. */
  before?(line: L): string | undefined
  /** Looks what became of lines whose answer was lost; without it, they are `unknown`, or sent again where that is `repeatable`. @param isUnderWay whether it was just sent, by this run */
  whatIsThere?(sent: readonly SentLine<L>[], isUnderWay: boolean): Promise<readonly Found[]>
  /**
   * Waits for the end of what Gong has accepted, once all is sent. The rows of those lines are held back until then.
   *
   * @param open lines with an outcome that is `open`
   * @returns outcomes by their places in that list, each list of them as soon as they are known
   * @throws Failure which ends the run; the same line then goes on waiting
   */
  follow?(open: readonly OpenLine<L>[]): AsyncIterable<readonly (readonly [at: number, outcome: Outcome])[]>
  /** What is done is seen in Gong: nothing is noted for another run, which goes by what Gong has. */
  readonly stateless?: true
  /** To send a line twice does what sending it once does: after a lost answer, it is sent again. */
  readonly repeatable?: true
  /** A line that was done is remembered for good: sent again, it would be done twice. */
  readonly once?: true
  /** `--again`: sends also what was done by a run that is over, and what was sent without an answer. */
  readonly again?: boolean | undefined
  /** `--max-changes`. */
  readonly maxChanges?: number | undefined
  /** `--failed`: the file for the lines that did not work out or were not sent, as they came in. */
  readonly failed?: string | undefined
  /** A line for the plan, by names where they are known; of the first lines alone, for which a few requests may be made. */
  describe?(line: L): string | Promise<string>
  /** What is lost, and whatever else has to be known before the question. */
  readonly notes?: readonly string[]
  readonly warnings?: readonly string[]
  /** What has to be agreed to, or why nothing has. @param lines that are to be sent, at least one */
  challenge(lines: Iterable<L>): Challenge
}
