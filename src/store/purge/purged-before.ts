import { storeTable, type TableName } from '../schema.ts'
import type { Store } from '../store.ts'
import type { StoreRow } from '../tables/table.ts'

const MARK = 'purge.before'

/** Of how long ago figures about people are not taken any more, ms since 1970; 0 where nothing was purged by its age. */
export async function purgedBeforeMs(store: Pick<Store, 'mark'>): Promise<number> {
  return Number((await store.mark(MARK)) ?? 0)
}

/** The mark of a purge by age: the latest one counts. */
export async function agedMarks(
  store: Pick<Store, 'mark'>,
  beforeMs: number | undefined,
): Promise<Record<string, string>> {
  return beforeMs === undefined ? {} : { [MARK]: String(Math.max(beforeMs, await purgedBeforeMs(store))) }
}

/** Whether a row is of so long ago that a purge has removed its like. */
export function isPurgedByAge(table: TableName, row: StoreRow, beforeMs: number): boolean {
  const { dated } = storeTable(table)
  return dated !== undefined && Date.parse(String(row[dated] ?? '')) < beforeMs
}
