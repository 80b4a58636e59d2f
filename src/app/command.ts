import type { Gong, Wiring } from '../api/client.ts'
import type { Send } from '../api/transport.ts'
import type { Field } from '../catalogue/kinds.ts'
import type { Effect, Named, Operation } from '../catalogue/operation.ts'
import type { Company } from '../company/company.ts'
import type { Chosen } from '../credentials/choose-profile.ts'
import type { Json, Pages, Row } from '../lib/rows.ts'
import type { Column } from '../output/columns.ts'
import type { Format } from '../output/printer.ts'
import type { Context } from '../platform/ports.ts'
import type { Danger } from './confirm.ts'
import type { Globals } from './globals.ts'
import type { Raw } from './lists.ts'
import type { Claims } from './output-claims.ts'

/** A value that a person types: a flag, or an argument when the command lists its name under `arguments`. */
export interface Input extends Field {
  readonly help: string
  /** A list: repeatable; also commas, `@file` and `-`. */
  readonly many?: true
  /** Repeatable, each value taken as it is. */
  readonly repeat?: true
  /** One letter. */
  readonly short?: string
  /** What help shows in angle brackets instead of the kind's own hint. */
  readonly hint?: string
  /** Travels in the path, the query or a form: no `--body` can say it. */
  readonly outsideBody?: true
  /** What a path is for that the run writes beside its rows; `-` is no such place, since stdout has the rows. */
  readonly writes?: 'file' | 'folder'
  /** Takes something easier to remember than an id, which is looked up in Gong. */
  readonly lookup?: Named
  /** Of a workspace: names are looked for in it, and the operation itself is not told. */
  readonly ofNames?: true
}

export type Inputs = { readonly [name: string]: Input }

/** What was typed, checked and looked up: by input name, absent when not typed. */
export type Typed = { readonly [name: string]: Json | undefined }

/** What a command may use besides its input. */
export interface Job {
  readonly context: Context
  readonly globals: Globals
  readonly about: About
  /** The steps of an earlier run, for a pull to go on after; `null` for the start, absent where none could go on. */
  readonly after?: Json | undefined
  /** The client for a credential that is not stored yet, or one that is wired otherwise. Prefer `gong()`. */
  gongAs(credential: Credential, otherwise?: Otherwise): Gong
  /** The client of the chosen profile, opened when first asked for. @throws Failure `auth` when there is no profile. */
  gong(): Promise<Gong>
  /** The bare network, or the sandbox in its place, for links that Gong gives out: no key, no pace, no second try. */
  readonly send: Send
  /** The same for reading alone, which sends also in a dry run: for what has to be known before there is a request to show. */
  looking(): Promise<Gong>
  /** Whose credentials are used, and why. @throws Failure `auth` when there is no profile. */
  chosen(): Promise<Chosen>
  /** Which company is asked; the first run of a credential costs a request for it. @throws Failure as `companyOf` */
  company(): Promise<Company>
  /** One line for a person, on stderr. */
  say(line: string): Promise<void>
  /** What `now` and `7d` are counted from, ms: frozen when it is first asked for, and the same for the whole run. */
  moment(): number
  /** Takes a file or a folder that this run writes, for it alone. @throws Failure `declined` while another run writes it */
  claim: Claims['claim']
  /** The same for what must not be missed: never dimmed. */
  warn(line: string): Promise<void>
  /** Asks before something that spends, erases or replaces. @throws Failure `declined` unless it was agreed to. */
  gate(danger: Danger, deed: string): Promise<void>
}

/** For what listens to the wire, or counts each request that it costs. */
export type Otherwise = Partial<Pick<Wiring, 'send' | 'retry'>>

/** What runs here: this tool, and what it runs on. */
export interface About {
  readonly version: string
  /** Of Node, such as `22.1.0`. */
  readonly node: string
  /** Such as `linux x64`. */
  readonly platform: string
}

export type Credential = Pick<Chosen, 'baseUrl' | 'authorization' | 'renew' | 'rate'>

/** How a command is bounded in time: the names of two inputs, and what they are when nothing was typed. */
interface Window {
  readonly from: string
  readonly to: string
  readonly usual?: string
}

/** The records that a single thing is taken apart into, and the fields that each can have. */
interface Apart {
  readonly fields: readonly string[]
  readonly records: (row: Row) => readonly Row[]
}

/**
 * What a person can type, as plain data. Derived commands (`fromOperation`) and hand-written ones are the same record.
 * `run` yields pages of rows and never prints.
 */
export interface Command {
  /** The words after the domain: `list`, `integration get`; empty where the domain is itself the command. */
  readonly name: string
  readonly summary: string
  readonly effect: Effect
  /** The operations of Gong that it may call. */
  readonly operations: readonly Operation[]
  readonly inputs: Inputs
  /** The inputs that are typed without a flag, in order; only the last may be a list or repeated. */
  readonly arguments: readonly string[]
  readonly window?: Window | undefined
  /** The fields a record can have, for `--fields` and the columns of CSV; absent where nobody can know. */
  readonly fields?: readonly string[] | undefined
  /** Those of them that the flags ask for, which are the columns of CSV; all of them when left out. */
  readonly fieldsFor?: (raw: Raw) => readonly string[]
  /** What a table shows; where the flags decide, a question to them. */
  readonly columns: readonly Column[] | ((raw: Raw) => readonly Column[])
  /** One object instead of a list; where the flags decide, a question to them. */
  readonly single?: boolean | ((raw: Raw) => boolean)
  /** How a record is laid out in a table when one line is not enough for a person. */
  readonly unfold?: (row: Row) => readonly Row[]
  /** How a single thing that holds lists is taken apart for CSV and TSV, which have a line for each record. */
  readonly apart?: Apart
  /** What is written when nobody says otherwise, for what makes text of its own; a table or JSON where it is left out. */
  readonly format?: Format
  /** Of a file, without dots, under which it writes text of its own. */
  readonly endings?: readonly string[]
  /** What is written holds a secret under a seal, or a person's data: the file of --out is for its owner alone. */
  readonly sealed?: true
  readonly examples: readonly string[]
  readonly cautions?: readonly string[] | undefined
  /** What flags say only together, and what their files hold, checked before anything is looked up. @throws Failure `usage` */
  readonly check?: (input: Typed, job: Job) => void | Promise<void>
  readonly run: (input: Typed, job: Job) => Pages
}
