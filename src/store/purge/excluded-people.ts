import { type Row, rowsIn } from '../../lib/rows.ts'
import type { Store } from '../store.ts'
import { type MaskedValue, REMOVED } from './sought.ts'

/** Somebody whom a copy is kept free of, without their value. */
export interface ExcludedPerson extends MaskedValue {
  /** Keyed: recognized by whoever has the value and the key, and by nobody else. */
  readonly digest: string
  /** The id of the key, which the machine has that purged them. */
  readonly key: string
}

const MARK = 'exclude.people'

export async function excludedPeople(store: Pick<Store, 'mark'>): Promise<readonly ExcludedPerson[]> {
  return JSON.parse((await store.mark(MARK)) ?? '[]')
}

/** The mark that keeps them, each once. */
export function marksOfPeople(people: readonly ExcludedPerson[]): Record<string, string> {
  return { [MARK]: JSON.stringify([...new Map(people.map((one) => [`${one.key} ${one.digest}`, one])).values()]) }
}

/** Whether a call that was redacted has one of them among its parties. */
export function hadExcludedPerson({ parties }: Row): boolean {
  return rowsIn(parties).some(({ emailAddress, phoneNumber }) => emailAddress === REMOVED || phoneNumber === REMOVED)
}
