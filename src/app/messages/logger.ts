import type { Failure } from '../../lib/errors.ts'

/** How messages are shown. */
export interface LogOptions {
  /** Lines of text, or JSON objects with the same facts. */
  readonly log: 'text' | 'json'
  readonly quiet: boolean
  readonly debug: boolean
}

/** Messages for a person, on stderr, a line each. */
export interface Logger {
  /** What is good to know; silent under --quiet. */
  note(line: string): Promise<void>
  /** What a page was, for a program that reads stderr as JSON. */
  page(line: string, facts: LogFacts): Promise<void>
  /** The same for what must not be missed: never dimmed. */
  warn(line: string): Promise<void>
  /** Only under --debug. */
  debug(line: string, facts?: LogFacts): Promise<void>
  /** Why the run ends. */
  failure(failure: Failure, stack?: string): Promise<void>
}

/** What a line says, for a program that reads it as JSON. */
export type LogFacts = { readonly [name: string]: string | number | undefined }
