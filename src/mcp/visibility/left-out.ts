import { counted } from '../../lib/spelling.ts'

/** What may not be seen, and is left out of the answers to one question: each thing once, however often it was read. */
export interface LeftOut {
  /** Calls that may not be seen, and those of which Gong's API does not tell. */
  readonly calls: { readonly no: Set<string>; readonly unknown: Set<string> }
  readonly callsBehindFigures: Set<string>
  readonly people: Set<string>
}

export function nothingLeftOut(): LeftOut {
  return { calls: { no: new Set(), unknown: new Set() }, callsBehindFigures: new Set(), people: new Set() }
}

/** A sentence for each kind of thing. @param flags that leave it out */
export function leftOutLines({ calls, callsBehindFigures, people }: LeftOut, flags: string): readonly string[] {
  const told: readonly (readonly [Set<string>, string])[] = [
    [calls.no, `${counted(calls.no.size, 'call')} left out`],
    [
      calls.unknown,
      `${counted(calls.unknown.size, 'call')} left out, of which Gong's API does not tell whether they may be seen`,
    ],
    [callsBehindFigures, `${counted(callsBehindFigures.size, 'call')} behind figures left out`],
    // A report of all people has them all the same, with nothing counted.
    [people, `figures of ${counted(people.size, 'person', 'people')} left out, who count as nothing here`],
  ]
  return told.flatMap(([ids, words]) => (ids.size > 0 ? [`${flags}: ${words}`] : []))
}
