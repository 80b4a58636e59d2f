import type { ArchiveState, UnitState } from './archive-state.ts'

/** What an archive has not, and why. */
export interface MissingPart {
  /** The unit, or the dataset where all of its units are refused for the same reason. */
  readonly what: string
  /** Of the first of its units. */
  readonly why: string
  readonly scope: string | null
  readonly units: number
}

/** What Gong's API gives nobody, so that no archive can have it. */
export const NEVER_THERE: readonly MissingPart[] = [
  ['objects of the CRM', 'Gong lists none; what a call belongs to is in its details, and the CRM has the rest'],
  [
    'deals, forecasts, e-mails, and streams and private folders of the library',
    'the API of Gong has no request for them',
  ],
  ['smart trackers', 'Gong lists keyword trackers alone; what was found in a call is in its details'],
].map(([what = '', why = '']) => ({ what, why, scope: null, units: 0 }))

/** What Gong refused and has not given since, one line for each kind of thing and refusal. */
export function missingParts({ units }: ArchiveState): readonly MissingPart[] {
  const found = new Map<string, MissingPart>()
  for (const [unit, { missing }] of units) {
    if (missing === undefined) continue
    const what = nameOf(unit)
    const key = [what, missing.scope, missing.isSettled].join()
    const { units: before, why } = found.get(key) ?? { units: 0, why: missing.why }
    found.set(key, { what, why, scope: missing.scope ?? null, units: before + 1 })
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
