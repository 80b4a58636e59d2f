import type { Field, KindValue } from '../../catalogue/kinds.ts'
import type { LookupKind } from '../../catalogue/operation.ts'
import type { Json } from '../../lib/rows.ts'

/** A value that a person types: a flag, or an argument when the command lists its name under `arguments`. */
export interface Input extends Field {
  readonly help: string
  /** A list: repeatable; also commas, `@file` and `-`. */
  readonly many?: true
  /** Repeatable, each value taken as it is. */
  readonly repeat?: true
  /** The words of another command line: they are typed after `--`, so that its flags stay its own. */
  readonly commandLine?: true
  /** May be typed without its value. */
  readonly optional?: true
  /** One letter. */
  readonly short?: string
  /** What help shows in angle brackets instead of the kind's own hint. */
  readonly hint?: string
  /** Travels in the path, the query or a form: no `--body` can say it. */
  readonly outsideBody?: true
  /** For the path of a file that is written besides the rows: what it is. `-` is refused, since stdout has the rows. */
  readonly writes?: 'file' | 'folder'
  /** Of a file that says what is to be done: a table, whose columns the rows have, or one with entries that have rows of their own. */
  readonly work?: 'table' | 'entries'
  /** Of each line of `--from-file`: where there is a table, it need not be typed. */
  readonly perLine?: true
  /** Takes something easier to remember than an id, which is looked up in Gong. */
  readonly lookup?: LookupKind
  /** What other flags do for words that are none of the choices: the hint for each. */
  readonly elsewhere?: Readonly<Record<string, string>>
  /** Of a flag: what it asks for is known here. No profile is opened, no name looked up, and no window made. */
  readonly asksNothing?: true
  /** Names a place on this machine that is asked in place of Gong: no profile is needed. */
  readonly onMachine?: true
  /** Of a workspace: names are looked up in it, and the operation does not get it. */
  readonly ofNames?: true
}

export type Inputs = { readonly [name: string]: Input }

/** What commander found: texts, lists of texts and booleans, by input name. */
export type Raw = { readonly [name: string]: unknown }

/** What was typed, checked and looked up: by input name, absent when not typed. */
export type Typed = { readonly [name: string]: Json }

type Item<I extends Input> = I extends { readonly kind: 'choice'; readonly of: infer Choices extends readonly string[] }
  ? Choices[number]
  : KindValue<I['kind']>

type Value<I extends Input> = I extends { readonly many: true } | { readonly repeat: true }
  ? readonly Item<I>[]
  : Item<I>

/** Whether a body can be typed, which may hold what a required flag would say. */
type MustBeTyped<I extends Inputs, Name extends keyof I> = I extends { readonly body: Input }
  ? I[Name] extends { readonly required: true; readonly outsideBody: true }
    ? Name
    : never
  : I[Name] extends { readonly required: true }
    ? Name
    : never

/** The inputs that are there in any case: flags are false when not typed. */
type Present<I extends Inputs> = {
  [Name in keyof I]: I[Name] extends { readonly kind: 'flag' } ? Name : MustBeTyped<I, Name>
}[keyof I]

/**
 * What a command is given, typed from its `inputs`: numbers, texts, lists, and choices as the literal words of Gong. What is
 * required is present, unless `--body` or `--set` may say it instead.
 */
export type InputOf<I extends Inputs> = { readonly [Name in Present<I>]: Value<I[Name]> } & {
  readonly [Name in Exclude<keyof I, Present<I>>]?: Value<I[Name]>
}
