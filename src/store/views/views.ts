import type { StoreView } from '../tables/table.ts'

/** Queries that have a name. */
export const views: Readonly<Record<string, StoreView>> = {}
