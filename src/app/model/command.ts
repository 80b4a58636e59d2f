import type { Operation } from '../../catalogue/operation.ts'
import type { Page, Pages, Row } from '../../lib/rows.ts'
import type { Column } from '../../output/columns.ts'
import type { Format, Printer, PrinterOptions } from '../../output/printer.ts'
import type { InputOf, Inputs, Raw } from './inputs.ts'
import type { ChangeJob, Job, LocalJob, QueryJob } from './job.ts'
import type { Changing, Plan } from './plan.ts'

/** How a command is bounded in time: the names of two inputs, and what they are when nothing was typed. */
interface Window {
  readonly from: string
  readonly to: string
  readonly usual?: string
}

/** The flat rows that a record is taken apart into, and the fields that each can have. */
export interface Flat {
  readonly fields: readonly string[]
  /** @param page that the record came with, for what Gong says once for all of them */
  readonly rows: (row: Row, page: Page) => readonly Row[]
}

/** Opens a printer of text. */
export type ReadingPrinter = (options: PrinterOptions) => Promise<Printer>

/** How rows are shown: facts about them that a printer needs. */
export interface Presentation {
  /** The fields a record can have, for `--fields` and the columns of CSV; absent when unknown. */
  readonly fields?: readonly string[]
  /** Those of them that the flags ask for, which are the columns of CSV; all of them when left out. */
  readonly fieldsFor?: (raw: Raw) => readonly string[]
  /** Whether its pages tell which columns hold times; elsewhere their names do. */
  readonly typed?: true
  /** Whether rows have these fields and no others: they are made here, and no records of Gong's, to which it adds. */
  readonly closed?: true
  /** What a table shows; where the flags decide, a question to them. */
  readonly columns: readonly Column[] | ((raw: Raw) => readonly Column[])
  /** One object instead of a list; where the flags decide, a question to them. */
  readonly single?: boolean | ((raw: Raw) => boolean)
  /** Whether its rows may end early, where flags decide it; by default, those of queries may. */
  readonly mayStop?: (raw: Raw) => boolean
  /** How a record is laid out in a table when one line is not enough for a person. */
  readonly unfold?: (row: Row) => readonly Row[]
  /**
   * How a record that holds lists is taken apart for formats that have a line for each: all but JSON, lines of JSON and raw, and
   * the card of a single thing. Their columns and `--fields` are its fields; where the flags decide, a question to them.
   */
  readonly flat?: Flat | ((raw: Raw) => Flat | undefined)
  /** Prints its rows as text for a person at a terminal, where nothing was typed about their form; a table when left out, or by the flags. */
  readonly reading?: (raw: Raw) => ReadingPrinter | undefined
  /** The default format, for commands that write text of their own; a table or JSON when left out, or by the flags. */
  readonly format?: Format | ((raw: Raw) => Format | undefined)
  /** Of a file, without dots, under which it writes text of its own. */
  readonly endings?: readonly string[]
  /** What is written holds a secret under a seal, or a person's data: the file of --out is for its owner alone. */
  readonly sealed?: true
}

/** What every command is, as plain data. Derived commands (`from-operation.ts`) and hand-written ones are the same records. */
interface Described<I extends Inputs> extends Presentation {
  /** The words after the domain: `list`, `integration get`; empty where the domain is itself the command. */
  readonly name: string
  readonly summary: string
  /** The operations of Gong that it may call. */
  readonly operations: readonly Operation[]
  readonly inputs: I
  /** The inputs that are typed without a flag, in order; only the last may be a list or repeated. */
  readonly arguments: readonly string[]
  readonly window?: Window
  readonly examples: readonly string[]
  readonly cautions?: readonly string[]
  /** It writes the file of --out itself, while it runs (`globals.ownOut`); its rows stay on stdout. */
  readonly ownsOut?: true
  /** When it asks, where it erases or spends and does not always ask: help says this instead of the sentence of its effect. */
  readonly asks?: string
}

interface Asks<I extends Inputs> extends Described<I> {
  /** What flags say only together, and what their files hold, checked before anything is looked up. @throws Failure `usage` */
  check?(input: InputOf<NoInfer<I>>, job: QueryJob): void | Promise<void>
  /** Pages of rows; never prints. */
  rows(input: InputOf<NoInfer<I>>, job: QueryJob): Pages
}

/** A command that yields rows. Its client can only read: it has no way to send anything else. */
export interface Query<I extends Inputs = Inputs> extends Asks<I> {
  readonly effect: 'read'
}

/** A command that changes something in Gong: it says what it will do, and the executor (`change.ts`) does it. */
export interface Change<I extends Inputs = Inputs, E extends Changing = Changing> extends Described<I> {
  /** What it can do at worst. */
  readonly effect: E
  /** As a query's. */
  check?(input: InputOf<NoInfer<I>>, job: ChangeJob): void | Promise<void>
  plan(input: InputOf<NoInfer<I>>, job: ChangeJob): Plan<NoInfer<E>> | Promise<Plan<NoInfer<E>>>
}

/** What a dry run shows in place of the rows: a plan, for which it may look things up. */
interface Planned<I extends Inputs> extends Pick<Presentation, 'fields' | 'columns' | 'closed'> {
  rows(input: InputOf<NoInfer<I>>, job: LocalJob): Pages
}

interface Works<I extends Inputs> extends Described<I> {
  /** Where it is left out, a dry run shows the first request. */
  readonly dryRun?: Planned<I>
  /** It sends nothing, and in a dry run its rows show what it would do here. */
  readonly showsInDryRun?: true
  check?(input: InputOf<NoInfer<I>>, job: Job): void | Promise<void>
  run(input: InputOf<NoInfer<I>>, job: LocalJob): Pages
}

/** A command that changes this machine alone. */
export interface LocalCommand<I extends Inputs = Inputs> extends Works<I> {
  readonly effect: 'local'
}

/** What a person can type. */
export type Command = Query | Change | LocalCommand

/** Declares a query; `input` of its functions is typed from its `inputs`. */
export function defineQuery<const I extends Inputs>(query: Asks<I>): Query<I> {
  return { ...query, effect: 'read' }
}

/** Declares a change; where it may spend or erase, its plan must name a challenge. */
export function defineChange<const I extends Inputs, const E extends Changing>(change: Change<I, E>): Change<I, E> {
  return change
}

/** Declares a command that changes this machine alone. */
export function defineLocal<const I extends Inputs>(local: Works<I>): LocalCommand<I> {
  return { ...local, effect: 'local' }
}
