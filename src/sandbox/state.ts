import { Failure } from '../lib/errors.ts'
import { isRow } from '../lib/rows.ts'
import type { Collections } from './changes.ts'

/** What must last between two runs of a sandbox. */
export interface SandboxState {
  readonly seed: number
  readonly calls: number
  /** The last day of the company, ms, so that a restart on another day finds the same calls. */
  readonly today: number
  readonly changes: Collections
}

/** Raised when an older file can no longer be read. */
const VERSION = 1

/**
 * Reads a state file.
 *
 * @throws Failure `usage` when the text is not one, or one of another version.
 */
export function parseState(text: string): SandboxState {
  const value = parseJson(text)
  if (!isRow(value) || value.version !== VERSION) throw unreadable('it is not a state file of this version')
  const { seed, calls, today, changes = {} } = value
  if (!isInteger(seed) || !isInteger(calls) || typeof today !== 'string' || Number.isNaN(Date.parse(today)))
    throw unreadable('seed, calls or today is missing or wrong')
  if (!isCollections(changes)) throw unreadable('its changes are not readable')
  return { seed, calls, today: Date.parse(today), changes }
}

/** The text of a state file. */
export function stateText({ seed, calls, today, changes }: SandboxState): string {
  const day = new Date(today).toISOString().slice(0, 10)
  return `${JSON.stringify({ version: VERSION, seed, calls, today: day, changes }, null, 2)}\n`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable('it is not JSON')
  }
}

function isCollections(value: unknown): value is Collections {
  return isRow(value) && Object.values(value).every((rows) => isRow(rows) && Object.values(rows).every(isRow))
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function unreadable(reason: string): Failure {
  return new Failure('usage', `The state of the sandbox cannot be read: ${reason}`, {
    hint: 'gong sandbox serve --state <another file>',
  })
}
