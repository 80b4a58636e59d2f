import { createClient } from '../../src/api/client.ts'
import { calls as gong, transcripts } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'
import type { HttpTransport } from '../../src/platform/http.ts'
import { embeddedSandbox } from '../../src/sandbox/embedded.ts'
import { SeededRandom } from '../../src/sandbox/seeded-random.ts'
import { changeOf } from '../../src/store/rows/change-of.ts'
import { storeTable, type TableName, tableNames } from '../../src/store/schema.ts'
import type { Store } from '../../src/store/store.ts'
import { gongClock } from '../../src/store/sync/gong-clock.ts'
import { takeLease } from '../../src/store/sync/lease.ts'
import { type SyncOutcome, type SyncRequest, syncCopy } from '../../src/store/sync/sync.ts'
import type { StoreRow } from '../../src/store/tables/table.ts'
import { type MemoryStore, memoryStore } from './memory-store.ts'
import {
  Death,
  isListed,
  type ModelCall,
  modelCalls,
  modelCompany,
  recordOf,
  type Trouble,
  transcriptOf,
} from './model-company.ts'

/** A credential that the sandbox takes. To open it for each request would make its company each time. */
const { authorization } = embeddedSandbox(() => 0)

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2025-01-01T00:00:00Z')
const YEAR_DAYS = 365
/** After which nothing changes any more, and nothing goes wrong: what is awaited comes or is given up, and two sweeps pass. */
const CALM_DAYS = 35

const REQUEST: SyncRequest = {
  subjects: ['calls', 'transcripts'],
  areNamed: false,
  overlapMs: 14 * DAY,
  giveUpMs: 14 * DAY,
  maxRemovals: 50,
}

/** The tables that calls and their transcripts are in. */
export const CALL_TABLES: readonly TableName[] = tableNames.filter((name) => {
  const operation = storeTable(name).source?.operation
  return operation === gong.details.id || operation === transcripts.get.id
})

/** What a year came to. */
export interface SimulatedYear {
  /** What differs between the copy and the truth, a line each. */
  readonly differences: readonly string[]
  readonly runs: number
  readonly requests: number
  readonly deaths: number
  readonly failures: number
}

/** The copy of a year, which can be looked at when it is over. */
interface SimulatedCopy {
  readonly store: Store
  /** How often something was committed. */
  readonly commits: () => number
  readonly contents: () => Promise<CopyContents>
}

type CopyContents = Pick<MemoryStore, 'rows' | 'entries'>

/** Opens the copy of a year. @param crash called before each commit with how many there were; what it throws is the end of a run */
export type OpenSimulated = (crash: (commits: number) => void) => Promise<SimulatedCopy>

const openInMemory: OpenSimulated = async (crash) => {
  const store = memoryStore(crash)
  return { store, commits: () => store.commits, contents: async () => store }
}

/** A year of runs against a company that never stands still, on a machine that dies, with a clock that is wrong. */
export async function simulateYear(seed: number, open = openInMemory, perDay = 0.4): Promise<SimulatedYear> {
  const random = new SeededRandom(seed, 'year')
  const calls = modelCalls(seed, START - 60 * DAY, YEAR_DAYS + 60, perDay)
  const isExcluded = seed % 2 === 0 ? isPrivate : () => false
  let deathAtCommit = Number.POSITIVE_INFINITY
  const { store, commits, contents } = await open((count) => {
    if (count >= deathAtCommit) throw new Death('killed before a commit')
  })
  const year = { runs: 0, requests: 0, deaths: 0, failures: 0 }
  const endMs = START + (YEAR_DAYS + CALM_DAYS) * DAY
  let nowMs = START
  for (; nowMs < endMs; nowMs += random.bool(0.1) ? random.int(2, 6) * DAY : random.int(6, 60) * HOUR) {
    const isCalm = nowMs >= START + YEAR_DAYS * DAY
    const trouble: Trouble = isCalm ? {} : troubleOf(random)
    const dies = !isCalm && random.bool(0.05)
    deathAtCommit = dies ? commits() + random.int(0, 8) : Number.POSITIVE_INFINITY
    const jumpMs = !isCalm && random.bool(0.05) ? random.int(-400, 400) * DAY : 0
    const ended = await runOnce(store, { calls, nowMs, jumpMs, random, trouble, isExcluded, run: year.runs })
    year.runs += 1
    year.requests += ended.requests
    if (ended.error instanceof Death) year.deaths += 1
    else if (ended.error !== undefined) year.failures += 1
    if (ended.error !== undefined && !(ended.error instanceof Death || ended.error instanceof Failure))
      throw ended.error
  }
  const held = await contents()
  await store.close()
  return { ...year, differences: differencesOf(held, calls, nowMs, isExcluded) }
}

function isPrivate({ metaData }: Row): boolean {
  return isRow(metaData) && metaData.isPrivate === true
}

function troubleOf(random: SeededRandom): Trouble {
  if (random.bool(0.5)) return {}
  return {
    ...(random.bool(0.2) && { quota: random.int(0, 12) }),
    ...(random.bool(0.1) && { isDown: true }),
    ...(random.bool(0.3) && { failing: 0.2 }),
    ...(random.bool(0.5) && { expiring: 0.3 }),
    ...(random.bool(0.2) && { diesAfter: random.int(1, 10) }),
  }
}

/** One run of a sync. */
export interface Run {
  readonly calls: readonly ModelCall[]
  readonly nowMs: number
  /** How far the clock of the machine is ahead. */
  readonly jumpMs: number
  readonly random: SeededRandom
  readonly trouble: Trouble
  readonly isExcluded: (record: Row) => boolean
  readonly run: number
  readonly request?: Partial<SyncRequest>
  readonly limits?: { readonly sliceCalls: number; readonly listedCalls: number }
  /** Who answers what is asked besides calls and transcripts: nobody, unless it is said. */
  readonly others?: HttpTransport
  /** Who answers all of it, in place of a company of these calls. */
  readonly network?: HttpTransport
}

/** @returns how many requests were answered or not, and why the run ended early */
export async function runOnce(
  store: Store,
  {
    calls,
    nowMs,
    jumpMs,
    random,
    trouble,
    isExcluded,
    run,
    request,
    limits = { sliceCalls: 30, listedCalls: 12 },
    others,
    network,
  }: Run,
): Promise<{ readonly requests: number; readonly error?: unknown; readonly outcome?: SyncOutcome }> {
  let passedMs = 0
  let requests = 0
  const clock = {
    now: () => nowMs + jumpMs + passedMs,
    sleep: async (ms: number) => {
      passedMs += ms
    },
  }
  const company = network ?? modelCompany(calls, () => nowMs + passedMs, random, trouble)
  const counting: HttpTransport = (...sent) => {
    requests += 1
    const isOther = others !== undefined && !/\/v2\/calls\/(extensive|transcript)$/.test(sent[0].url)
    return isOther ? others(...sent) : company(...sent)
  }
  const { now, send } = gongClock(clock, counting)
  const signal = new AbortController().signal
  const read = createClient({
    baseUrl: 'https://model.example',
    authorization: async () => authorization,
    send,
    pace: async () => 0,
    clock,
    token: () => '0',
    random: () => random.next(),
    signal,
    retry: true,
    readOnly: true,
    keepRaw: false,
    redact: (text) => text,
    timeoutMs: 60_000,
    maxBodyMb: 10,
    maxRequests: Number.POSITIVE_INFINITY,
    onEvent: async () => undefined,
  })
  try {
    const lease = await takeLease(store, { owner: `run ${run}`, clock, signal, waitMs: 0 })
    const parts = {
      read,
      store,
      rowsOf: changeOf,
      isExcluded,
      now,
      random: () => random.next(),
      hold: lease.hold,
      limits,
    }
    const outcome = await syncCopy(parts, { ...REQUEST, ...request })
    if (!(outcome.failure instanceof Death)) await lease.release()
    return { requests, outcome, error: outcome.failure ?? outcome.spent }
  } catch (error) {
    return { requests, error }
  }
}

/** What the copy has otherwise than Gong: a line for each call with the tables that differ, and what is still awaited. */
export function differencesOf(
  store: CopyContents,
  calls: readonly ModelCall[],
  nowMs: number,
  isExcluded: (record: Row) => boolean = () => false,
): string[] {
  const listed = calls.filter((call) => isListed(call, nowMs) && !isExcluded(recordOf(call, nowMs)))
  const told = [
    changeOf(
      gong.details.id,
      listed.map((call) => recordOf(call, nowMs)),
    ),
    changeOf(
      transcripts.get.id,
      listed.flatMap((call): readonly Row[] => {
        const said = transcriptOf(call, nowMs)
        return said === undefined ? [] : [said]
      }),
    ),
  ].flatMap(({ upsert = [], replace = [] }) => [...upsert, ...replace])
  const differing = new Map<string, TableName[]>()
  for (const { table, rows } of told) {
    const truth = rowsByCall(rows)
    const kept = rowsByCall(store.rows(table))
    for (const id of new Set([...truth.keys(), ...kept.keys()]))
      if (!isSame(table, kept.get(id) ?? [], truth.get(id) ?? []))
        differing.set(id, [...(differing.get(id) ?? []), table])
  }
  const open = store.entries().filter(({ state }) => state === 'open')
  return [
    ...[...differing].map(([id, tables]) => `${id}: ${tables.join(', ')}`),
    ...open.map(({ callId, steps }) => `${callId} is awaited: ${JSON.stringify(steps)}`),
  ]
}

function rowsByCall(rows: readonly StoreRow[]): ReadonlyMap<string, readonly StoreRow[]> {
  const calls = new Map<string, StoreRow[]>()
  for (const row of rows) {
    const before = calls.get(String(row.call_id))
    if (before === undefined) calls.set(String(row.call_id), [row])
    else before.push(row)
  }
  return calls
}

/** Whether all cells of all rows are alike, in whatever order the rows come. */
function isSame(table: TableName, some: readonly StoreRow[], others: readonly StoreRow[]): boolean {
  const { key, columns } = storeTable(table)
  const names = Object.keys(columns)
  const keyOf = (row: StoreRow) => key.map((name) => row[name]).join()
  const byKey = new Map(some.map((row) => [keyOf(row), row]))
  return (
    some.length === others.length &&
    others.every((row) => {
      const same = byKey.get(keyOf(row))
      return same !== undefined && names.every((name) => (same[name] ?? null) === (row[name] ?? null))
    })
  )
}
