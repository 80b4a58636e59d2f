import { Failure } from '../errors.ts'
import { isRow } from '../rows.ts'

/** What must last between two runs of a sandbox. Changes to the company will each be one more key. */
export interface State {
  readonly seed: number
  readonly calls: number
  /** The last day of the company, ms, so that a restart on another day finds the same calls. */
  readonly today: number
}

/** Raised when an older file can no longer be read. */
const VERSION = 1

/**
 * Reads a state file.
 *
 * @throws Failure `usage` when the text is not one, or one of another version.
 */
export function parseState(text: string): State {
  const value = json(text)
  if (!isRow(value) || value.version !== VERSION) throw refused('it is not a state file of this version')
  const { seed, calls, today } = value
  if (!isWhole(seed) || !isWhole(calls) || typeof today !== 'string' || Number.isNaN(Date.parse(today)))
    throw refused('seed, calls or today is missing or wrong')
  return { seed, calls, today: Date.parse(today) }
}

/** The text of a state file. */
export function stateText({ seed, calls, today }: State): string {
  return `${JSON.stringify({ version: VERSION, seed, calls, today: new Date(today).toISOString().slice(0, 10) }, null, 2)}\n`
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refused('it is not JSON')
  }
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function refused(reason: string): Failure {
  return new Failure('usage', `The state of the sandbox cannot be read: ${reason}`, {
    hint: 'gong sandbox serve --state <another file>',
  })
}
