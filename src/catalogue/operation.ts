import type { Field, KindValue } from './kinds.ts'
import type { Rule } from './rules.ts'

/** What a request changes in Gong. Declared, never guessed from the verb: Gong reads with POST and erases with POST. */
export type Effect = 'read' | 'billed' | 'write' | 'erase'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

type Placeholder<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? `path.${Name}` | Placeholder<Rest>
  : never

/** Where on the wire a value goes. `[]` at the end marks a list; `part.x` is a field of a multipart body. */
type Address<Path extends string = string> =
  | (string extends Path ? `path.${string}` : Placeholder<Path>)
  | `query.${string}`
  | `body.${string}`
  | 'body[]'
  | `part.${string}`

/** Kinds of records whose id can be looked up by name, since Gong lists them. */
export type LookupKind =
  | 'workspace'
  | 'user'
  | 'scorecard'
  | 'tracker'
  | 'brief'
  | 'flow'
  | 'flow-folder'
  | 'library-folder'
  | 'profile'

/** A value that has a name of its own: a flag, an argument, a key of the client's arguments. */
export interface Param<Path extends string = string> extends Field {
  readonly to: Address<Path>
  /** Of a file: Gong takes it as text, in UTF-8. */
  readonly text?: true
  readonly help: string
  /** The kind of thing that this is an id of. */
  readonly names?: LookupKind
  /** Of a list: how the answer shows which of its values Gong knows. */
  readonly answered?: Answered
}

/** How the values of a list, mostly ids, come back: what no record answers was asked for and did not come. */
interface Answered {
  /** What one value stands for: `call`. */
  readonly thing: string
  /** The field of a record that holds the value, dotted. */
  readonly by: string
  /** Why something that Gong knows has no record, for the sentence "Gong knows no such …, or …". */
  readonly unless?: string
  /** What it means where having no record is an ordinary answer, and no failure: `in no open flow`. */
  readonly ordinary?: string
  /** Users without a record are nothing odd, and are asked for once more, as users. */
  readonly quiet?: true
  /** One value that Gong does not know fails the whole request with 404. */
  readonly allOrNone?: true
}

/** What is true of every answer. */
interface Anything {
  /**
   * Dotted paths of a record down to its lists, in Gong's order: the columns of CSV and what `--fields` may name. `.*` at
   * the end stands for the names in an object that has others in each record.
   */
  readonly fields?: readonly string[]
  /** Ids of a record that Gong sends as bare int64 numbers, by dotted path over lists; given out as text (quirks 9, 10). */
  readonly numericIds?: readonly string[]
  /** The statuses of success, when not 200 alone (quirk 56). */
  readonly statuses?: readonly number[]
}

/** A list of records under one key. */
interface ListOf {
  readonly shape: 'list'
  readonly key: string
  /** Another name that the same list may come under (quirk 61). */
  readonly otherKey?: string
  /** The field that tells two records apart, dotted; rows that come twice are dropped by it. */
  readonly identity?: string
  /** 404 is an empty list, when Gong says that nothing matched the filters (quirk 55). */
  readonly emptyOn404?: true
  /** The total also counts what Gong has not analysed yet, and then gives fewer (field notes, "Limits and cursors"). */
  readonly countsUnanalysed?: true
}

/** A list of bare values: each becomes a row with the value under the name `as`. */
interface ValuesOf {
  readonly shape: 'values'
  readonly key: string
  readonly as: string
}

/** A map: each entry becomes a row, or a row for each record of its list, which gets the key under the name `as`. */
interface MapOf {
  readonly shape: 'map' | 'mapOfLists'
  readonly key: string
  readonly as: string
}

/** One thing under a key. */
interface SingleOf {
  readonly shape: 'single'
  readonly key: string
}

/** The whole answer is the one thing, and these lists are in it; `others` may be left out. */
interface WholeOf {
  readonly shape: 'whole'
  readonly lists: readonly string[]
  readonly others?: readonly string[]
}

/** The whole answer is the one thing, and gives back the id of what was made or changed. */
interface CreatedOf {
  readonly shape: 'created'
  readonly id: string
}

/** The whole answer is the state of something that goes on after it. */
interface JobOf {
  readonly shape: 'job'
  readonly id?: string
  /** The key of the text that tells how far it is. */
  readonly state: string
}

/** Nothing that anybody needs: an empty body is as good. */
interface NothingOf {
  readonly shape: 'nothing'
}

/** What an answer of success holds. One that holds something else is not believed. */
export type AnswerShape = Anything & (ListOf | ValuesOf | MapOf | SingleOf | WholeOf | CreatedOf | JobOf | NothingOf)

/** The facts about one operation of Gong's API: plain data, no behaviour. */
export interface OperationFacts<Path extends string = string> {
  /** Gong's own operationId, some of which mislead (quirk 7). */
  readonly id: string
  readonly method: Method
  readonly path: Path
  readonly effect: Effect
  /** The scope a key needs; absent where Gong states none. */
  readonly scope?: string
  /** Scopes that parts of the answer need as well. */
  readonly scopesOfParts?: readonly string[]
  readonly summary: string
  readonly params: { readonly [name: string]: Param<Path> }
  /** Fields of the JSON body that have no name of their own, by path (`parties[].name`); reached by `--body` and `--set`. */
  readonly body?: { readonly [path: string]: Field }
  /** How the fields depend on each other; a request that breaks one is not sent. */
  readonly rules?: readonly Rule[]
  readonly answer: AnswerShape
  /** In pages with a cursor: in the query of a GET, at the top of a POST's body (quirk 68). */
  readonly paged?: true
  /** The two parameters that bound the answer in time, inclusive and exclusive. */
  readonly window?: readonly [from: string, to: string]
  /**
   * The two parameters between which the answer may be cut into parts that follow each other. Not where something is
   * counted over the whole: the numbers of a week are not those of its days.
   */
  readonly cut?: readonly [from: string, to: string]
  /** The parameter that makes a repeat safe: Gong answers 409 (or 400) and does nothing twice (quirk 74). */
  readonly dedupe?: string
  /** Gong marks it as deprecated. */
  readonly deprecated?: true
  /** What a user should know before using it. */
  readonly cautions?: readonly string[]
}

export interface Operation extends OperationFacts {
  /** The group and the key that it has in the catalogue: `calls`, `list`. */
  readonly domain: string
  readonly name: string
}

/**
 * Declares the operations of one domain. The types check each `to` against the path's own placeholders, so that a
 * misspelt address does not compile.
 */
export function operations<const T extends { readonly [name: string]: OperationFacts }>(
  domain: string,
  facts: T & { readonly [K in keyof T]: OperationFacts<T[K]['path']> },
): { readonly [K in keyof T]: T[K] & { readonly domain: string; readonly name: string } } {
  const entries = Object.entries(facts).map(([name, fact]) => [name, { ...fact, domain, name }])
  return Object.fromEntries(entries) as { [K in keyof T]: T[K] & { domain: string; name: string } }
}

type Value<P extends Param> = P['to'] extends `${string}[]` ? readonly KindValue<P['kind']>[] : KindValue<P['kind']>

type RequiredNames<O extends Operation> = {
  [K in keyof O['params']]: O['params'][K] extends { readonly required: true } ? K : never
}[keyof O['params']]

/** The arguments of an operation, typed from its record: required ones must be there, ids are strings, lists are lists. */
export type Arguments<O extends Operation> = {
  readonly [K in RequiredNames<O>]: Value<O['params'][K]>
} & {
  readonly [K in Exclude<keyof O['params'], RequiredNames<O>>]?: Value<O['params'][K]> | undefined
}

/** Whether an answer is made of records; else it is one thing. */
export function isMany({ shape }: AnswerShape): boolean {
  return ['list', 'values', 'map', 'mapOfLists'].includes(shape)
}

/** Whether an address takes a list. */
export function takesList(to: string): boolean {
  return to.endsWith('[]')
}
