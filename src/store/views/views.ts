import type { StoreView } from '../tables/table.ts'
import { dataCloudViews } from './data-cloud-views.ts'
import { peopleViews } from './people-views.ts'

/** Queries that have a name, in an order in which each can be made. A dot stands behind the name of a schema. */
export const views: Readonly<Record<string, StoreView>> = { ...peopleViews, ...dataCloudViews }
