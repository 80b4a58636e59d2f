import type { Row } from '../lib/rows.ts'
import type { Session } from './session.ts'

/** The subset of JSON Schema that the inputs of tools are written in; `input-schema.ts` checks it. */
export type JsonSchema = {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'
  readonly description?: string
  readonly properties?: { [name: string]: JsonSchema }
  readonly required?: string[]
  readonly additionalProperties?: boolean
  readonly items?: JsonSchema
  readonly enum?: string[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly maxItems?: number
  /** What a value that is left out stands for. */
  readonly default?: number
}

/** The schema of the input of a tool: an object. */
export type InputSchema = JsonSchema & { readonly type: 'object' }

/** What a tool's input is once it fits the schema. */
export type ToolInput = { readonly [name: string]: unknown }

/** What a model can call. */
export interface Tool {
  /** In snake_case. */
  readonly name: string
  /** `questions`, or the domain: calls, stats … */
  readonly toolset: string
  /** For people, where the name is not one. */
  readonly title?: string
  /** For the model: what it answers, and nothing that came from Gong. */
  readonly description: string
  readonly input: InputSchema
  /** The worst that it does. */
  readonly effect: 'read' | 'write' | 'billed'
  /** Whether it may replace what stands in Gong, and not only add to it. */
  readonly replaces?: true
  /** Tools that ask the same, and are not offered beside this one. */
  readonly covers?: readonly string[]
  /**
   * @param input that fits the schema
   * @param signal aborted when the client cancels the call or goes away
   * @throws Failure, of which the server makes a result with `isError`
   */
  answer(input: ToolInput, session: Session, signal: AbortSignal): Promise<ToolAnswer>
}

/** Where something that was said can be looked at. */
interface AnswerSource {
  readonly title?: string
  /** A link into Gong, to the second where there is one. */
  readonly link?: string
  /** The command that gives the same at a terminal. */
  readonly command?: string
}

/** Rows, one record or a text, with where it comes from and what is not in it. The server trims it to the cap. */
export interface ToolAnswer {
  readonly content: readonly Row[] | Row | string
  readonly sources?: readonly AnswerSource[]
  /** Of the whole answer; 24,000 when left out. */
  readonly maxBytes?: number
  /** What is not in it: "of 212 calls 3 await transcripts". */
  readonly coverage?: string
  /** What to call next, and why. */
  readonly next?: string
  /** Whether it did not work out, though there is something to show. */
  readonly isError?: boolean
}

/** A document that a client can read, such as a transcript. */
interface ResourceEntry {
  readonly uri: string
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly mimeType?: string
}

/** A family of documents whose address has a blank, as in RFC 6570: `gong://calls/{callId}/transcript`. */
interface ResourceFamily extends Omit<ResourceEntry, 'uri'> {
  readonly uriTemplate: string
}

/** The documents of a server. */
export interface ResourceSet {
  readonly families: readonly ResourceFamily[]
  list(session: Session, signal: AbortSignal): Promise<readonly ResourceEntry[]>
  /** @returns `undefined` for an address that is none of these */
  read(
    uri: string,
    session: Session,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly mimeType: string } | undefined>
}

/** A beginning of a conversation that a person chooses in the client. */
export interface PromptTemplate {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly arguments: readonly { readonly name: string; readonly description: string; readonly required?: boolean }[]
  /** What the person says to the model. */
  text(given: { readonly [name: string]: string }): string
}
