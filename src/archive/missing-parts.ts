import type { ArchiveState, UnitState } from './archive-state.ts'
import { SUBJECTS } from './context.ts'

/** What an archive has not, and why. */
export interface MissingPart {
  /** The unit, or the dataset where all of its units are refused for the same reason. */
  readonly what: string
  /** Of the first of its units. */
  readonly why: string
  readonly scope: string | null
  readonly units: number
  /** Whether there is nothing to be had. */
  readonly isSettled: boolean
}

/** What nobody has asked for in any run. */
export function unaskedParts(subjects: readonly string[]): readonly MissingPart[] {
  const unasked = SUBJECTS.filter((subject) => !subjects.includes(subject))
  return unasked.map((what) => ({ what, why: 'it was not asked for', scope: null, units: 0, isSettled: false }))
}

/** What Gong's API gives nobody, so that no archive can have it. */
export const NEVER_THERE: readonly MissingPart[] = [
  ['objects of the CRM', 'Gong lists none; what a call belongs to is in its details, and the CRM has the rest'],
  [
    'deals, forecasts, e-mails, and streams and private folders of the library',
    'the API of Gong has no request for them',
  ],
  ['entries of the access log that were older than 14 days', 'Gong keeps them no longer'],
  ['smart trackers', 'Gong lists keyword trackers alone; what was found in a call is in its details'],
].map(([what = '', why = '']) => ({ what, why, scope: null, units: 0, isSettled: true }))

/** What Gong refused and has not given since, one line for each kind of thing and refusal. */
export function missingParts({ units }: ArchiveState): readonly MissingPart[] {
  const found = new Map<string, MissingPart>()
  for (const [unit, { missing }] of units) {
    if (missing === undefined) continue
    const what = nameOf(unit)
    const key = [what, missing.scope, missing.isSettled].join()
    const { units: before, why } = found.get(key) ?? { units: 0, why: missing.why }
    found.set(key, { what, why, scope: missing.scope ?? null, units: before + 1, isSettled: missing.isSettled })
  }
  return [...found.values()]
}

/** Units that were begun, and are neither whole nor refused. */
export function openUnits({ units }: ArchiveState): readonly string[] {
  return [...units].filter(([, unit]) => isOpen(unit)).map(([name]) => name)
}

function isOpen({ steps, span, missing }: UnitState): boolean {
  return missing === undefined && (steps.length > 0 || span !== undefined)
}

/** `calls/2026-05/details` → `calls`; `people/history/123` → `people/history`. */
function nameOf(unit: string): string {
  const [top = '', second = '', third] = unit.split('/')
  if (/^\d{4}-\d\d$/.test(second)) return third === undefined || third === 'details' ? top : `${top}: ${third}`
  return `${top}/${second}`
}
