import type { Field } from '../catalogue/kinds.ts'
import type { Effect, Operation } from '../catalogue/operation.ts'
import type { Context } from '../context.ts'
import type { Gong } from '../gong/client.ts'
import type { Column } from '../output/columns.ts'
import type { Json, Pages } from '../rows.ts'

/** A value that a person types: a flag, or an argument when the command lists its name under `arguments`. */
export interface Input extends Field {
  readonly help: string
  /** Repeatable; also commas, `@file` and `-`. */
  readonly many?: true
  /** One letter. */
  readonly short?: string
  /** What help shows in angle brackets instead of the kind's own hint. */
  readonly hint?: string
}

/** What a command may use besides its input. */
export interface Job {
  readonly context: Context
  readonly globals: Globals
  /** The client of the chosen profile, opened when first asked for. @throws Failure `auth` when there is no profile. */
  gong(): Promise<Gong>
  /** One line for a person, on stderr. */
  say(line: string): Promise<void>
}

/** What is typed before or after any command. */
export interface Globals {
  readonly profile?: string | undefined
  readonly sandbox: boolean
  readonly format?: string | undefined
  readonly out?: string | undefined
  readonly fields?: string | undefined
  readonly jq?: string | undefined
  readonly limit?: number | undefined
  readonly dryRun: boolean
  readonly yes: boolean
  readonly quiet: boolean
  readonly debug: boolean
  readonly progress: boolean
  readonly retry: boolean
  readonly timeout?: number | undefined
  readonly maxRequests?: number | undefined
  readonly rate?: number | undefined
  readonly log: 'text' | 'json'
}

export type Typed = { readonly [name: string]: Json | undefined }

/**
 * What a person can type, as plain data. Derived commands (`fromOperation`) and hand-written ones are the same record.
 * `run` yields pages of rows and never prints.
 */
export interface Command {
  /** The words after the domain: `list`, `integration get`. */
  readonly name: string
  readonly summary: string
  readonly effect: Effect
  /** The operations of Gong that it may call, for help and for the gate. */
  readonly operations: readonly Operation[]
  readonly inputs: { readonly [name: string]: Input }
  /** The inputs that are typed without a flag, in order; only the last may be a list. */
  readonly arguments: readonly string[]
  /** The fields a record can have, for `--fields` and the columns of CSV; absent where nobody can know. */
  readonly fields?: readonly string[]
  /** What a table shows. */
  readonly columns: readonly Column[]
  /** One object instead of a list. */
  readonly single?: true
  readonly examples: readonly string[]
  readonly cautions?: readonly string[]
  readonly run: (input: Typed, job: Job) => Pages
}

/** One file of `commands/`: the first word after `gong`. */
export interface Domain {
  readonly name: string
  readonly summary: string
  readonly commands: readonly Command[]
}

export function domain(name: string, summary: string, commands: readonly Command[]): Domain {
  return { name, summary, commands }
}
