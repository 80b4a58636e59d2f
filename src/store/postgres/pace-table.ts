import { POSTGRES_SCHEMA } from './ddl.ts'

/** What the machines of a copy know together about the pace, a row a host of Gong. */
export const PACE_TABLE = `${POSTGRES_SCHEMA}.pace`

export const paceTableSql = `CREATE TABLE IF NOT EXISTS ${PACE_TABLE} (host text PRIMARY KEY, log json NOT NULL)`
