import type { Field, KindValue } from './kinds.ts'
import type { Rule } from './rules.ts'

/** What a request changes in Gong. Declared, since the HTTP method does not say it: Gong reads and erases with POST. */
export type Effect = 'read' | 'billed' | 'write' | 'erase'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

type Placeholder<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? `path.${Name}` | Placeholder<Rest>
  : never

/** Where a value goes in the request. `[]` at the end marks a list; `part.x` is a field of a multipart body. */
type Address<Path extends string = string> =
  | (string extends Path ? `path.${string}` : Placeholder<Path>)
  | `query.${string}`
  | `body.${string}`
  | 'body[]'
  | `part.${string}`

/** Kinds of records whose id can be looked up by name. */
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

/** A named parameter: a flag, an argument, a key of the client's arguments. */
export interface Param<Path extends string = string> extends Field {
  readonly to: Address<Path>
  readonly help: string
  /** The kind of thing that this is an id of. */
  readonly names?: LookupKind
  /** Of a list: how the answer shows which of its values Gong knows. */
  readonly answered?: Answered
}

/** How the values of a list, mostly ids, come back, to find those that did not. */
interface Answered {
  /** What one value stands for: `call`. */
  readonly thing: string
  /** The field of a record that holds the value, dotted. */
  readonly by: string
  /** Another reason for a missing record, in the sentence "Gong knows no such …, or …". */
  readonly unless?: string
  /** What a missing record means where it is no failure: `in no open flow`. */
  readonly ordinary?: string
  /** Users without a record are regular, and are looked up as users. */
  readonly quiet?: true
  /** Whether one unknown value fails the whole request with 404. */
  readonly allOrNone?: true
}

/** Facts about every answer. */
interface Anything {
  /**
   * Dotted paths of a record down to its lists, in Gong's order: the columns of CSV and the names for `--fields`. `.*` at
   * the end marks an object whose keys differ between records.
   */
  readonly fields?: readonly string[]
  /** Dotted paths of ids that Gong sends as bare int64 numbers; they become strings (quirks 9, 10). */
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
  /** The dotted path of the id of a record, by which duplicates are dropped. */
  readonly identity?: string
  /** Whether 404 means an empty list, if Gong says that nothing matched the filters (quirk 55). */
  readonly emptyOn404?: true
  /** Whether the total includes calls that Gong has not analysed yet and does not return (field notes, "Limits and cursors"). */
  readonly countsUnanalysed?: true
  /** Fields beside the list, said once for all of its records. */
  readonly beside?: readonly string[]
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

/** The body is the single thing, with these lists in it; `others` are optional. */
interface WholeAnswer {
  readonly shape: 'whole'
  readonly lists: readonly string[]
  readonly others?: readonly string[]
}

/** The body is the single thing, with the id of what was created or changed. */
interface CreatedOf {
  readonly shape: 'created'
  readonly id: string
}

/** The body is the state of a job that continues after the response. */
interface JobOf {
  readonly shape: 'job'
  readonly id?: string
  /** The key of its status. */
  readonly state: string
}

/** No content: the body may be empty. */
interface NothingOf {
  readonly shape: 'nothing'
}

/** The shape of a 2xx body. A body of another shape is an error. */
export type AnswerShape = Anything &
  (ListOf | ValuesOf | MapOf | SingleOf | WholeAnswer | CreatedOf | JobOf | NothingOf)

/** One operation of Gong's API, as plain data. */
export interface OperationFacts<Path extends string = string> {
  /** Gong's operationId, which misleads for some (quirk 7). */
  readonly id: string
  readonly method: Method
  readonly path: Path
  readonly effect: Effect
  /** The scope that a key needs; absent where Gong states none. */
  readonly scope?: string
  /** Scopes that parts of the answer need as well. */
  readonly scopesOfParts?: readonly string[]
  readonly summary: string
  readonly params: { readonly [name: string]: Param<Path> }
  /** Fields of the JSON body without a flag, by path (`parties[].name`), for `--body` and `--set`. */
  readonly body?: { readonly [path: string]: Field }
  /** Rules between the fields; a request that breaks one is not sent. */
  readonly rules?: readonly Rule[]
  readonly answer: AnswerShape
  /** Whether it has pages with a cursor: in the query of a GET, at the top of a POST's body (quirk 68). */
  readonly paged?: true
  /** The two parameters that bound the answer in time, inclusive and exclusive. */
  readonly window?: readonly [from: string, to: string]
  /**
   * The two parameters of the window, where it may be cut into consecutive parts. Not for aggregates: the numbers of a week
   * are not the sums of its days.
   */
  readonly cut?: readonly [from: string, to: string]
  /** The idempotency key: a repeat with the same value gets 409 (or 400) and has no effect (quirk 74). */
  readonly dedupe?: string
  /** Gong marks it as deprecated. */
  readonly deprecated?: true
  /** A warning for users. */
  readonly cautions?: readonly string[]
}

export interface Operation extends OperationFacts {
  /** Its group and key in the catalogue: `calls`, `list`. */
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

/** Whether an answer has records; otherwise it is a single thing. */
export function isMany({ shape }: AnswerShape): boolean {
  return ['list', 'values', 'map', 'mapOfLists'].includes(shape)
}

/** Whether an address takes a list. */
export function takesList(to: string): boolean {
  return to.endsWith('[]')
}
