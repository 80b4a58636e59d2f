import { nearestName } from '../lib/nearest-name.ts'
import { type Row, rowsIn } from '../lib/rows.ts'
import { objectAt } from '../transcripts/speakers.ts'
import { companyPeopleOf, crmAccountsOf, isOneOf, type Named, type SpokenFilter, toNamed } from './spoken-filter.ts'

const KINDS = ['account', 'user', 'tracker', 'topic'] as const
export type NameKind = (typeof KINDS)[number]

/** What the values of a filter can mean. */
export interface KnownNames {
  readonly all: readonly Named[]
  /** Whether nothing else can be meant. */
  readonly isWhole: boolean
}

/** A value that means nothing of what is known. */
export interface UnknownName<K extends string = NameKind> {
  readonly kind: K
  readonly typed: string
  /** The name that was probably meant. */
  readonly near: string | undefined
  readonly isWhole: boolean
}

/** Which values of a filter are of names. */
export function namedKinds(filter: SpokenFilter): readonly NameKind[] {
  return KINDS.filter((kind) => filter[kind] !== undefined)
}

/** The values that nothing is called by, of kinds of which anything is known. */
export function unknownNames<K extends string>(
  filter: Readonly<Partial<Record<K, readonly string[] | undefined>>>,
  known: ReadonlyMap<K, KnownNames>,
): readonly UnknownName<K>[] {
  return [...known].flatMap(([kind, { all, isWhole }]) => {
    if (all.length === 0) return []
    const unknown = (filter[kind] ?? []).filter((typed) => !all.some(({ names, ids }) => isOneOf([typed], names, ids)))
    const names = [...new Set(all.flatMap((one) => [...one.names, ...one.ids]))].filter((name) => name !== '')
    return unknown.map((typed) => ({ kind, typed, near: nearestName(typed, names), isWhole }))
  })
}

/** `--account: no call that was searched has "Oakhrst"; did you mean "Oakhurst Clinics"?` */
export function unknownSentence(unknown: UnknownName<string>): string {
  return `--${unknown.kind}: no call that was searched has "${unknown.typed}"${guessOf(unknown)}`
}

export function guessOf({ near }: UnknownName<string>): string {
  return near === undefined ? '' : `; did you mean "${near}"?`
}

/** What calls that were looked at could have been chosen by. */
export class SeenNames {
  readonly #seen = new Map<NameKind, Map<string, Named>>()

  /**
   * @param call its details, a record of listCallsExtensive
   * @param transcript a record of getCallTranscripts
   */
  add(call: Row, { transcript }: Row): void {
    const { topics, trackers } = objectAt(call, 'content')
    const ofCall: Readonly<Record<NameKind, readonly Named[]>> = {
      account: crmAccountsOf(call),
      user: companyPeopleOf(call),
      tracker: rowsIn(trackers).map(({ id, name }) => toNamed(name, [id])),
      topic: [...rowsIn(topics).map(({ name }) => name), ...rowsIn(transcript).map(({ topic }) => topic)].map((name) =>
        toNamed(name, []),
      ),
    }
    for (const kind of KINDS)
      for (const one of ofCall[kind]) {
        const seen = this.#seen.get(kind) ?? new Map<string, Named>()
        this.#seen.set(kind, seen.set(JSON.stringify(one), one))
      }
  }

  of(kind: NameKind): KnownNames {
    return { all: [...(this.#seen.get(kind)?.values() ?? [])], isWhole: false }
  }
}
