import { expect, it } from 'vitest'
import type { Row } from '../../../../src/lib/rows.ts'
import { changeOf } from '../../../../src/store/rows/change-of.ts'
import type { StoreChange } from '../../../../src/store/store.ts'
import { runListing } from '../../../../src/store/sync/covered.ts'
import { keepCalls } from '../../../../src/store/sync/keep-calls.ts'
import { tallyOf } from '../../../../src/store/sync/tally.ts'
import { memoryStore } from '../../../support/memory-store.ts'

const call = (id: string, title: string, parties: readonly string[]): Row => ({
  metaData: { id, title, started: '2026-05-01T09:00:00Z' },
  parties: parties.map((name) => ({ id: name, name })),
})

it('looks for rows of those calls alone that the ledger knows, and has theirs make place', async () => {
  const store = memoryStore()
  const changes: StoreChange[] = []
  const context = {
    get read(): never {
      throw new Error('nothing is asked')
    },
    store: {
      ...store,
      async commit(change: StoreChange) {
        changes.push(change)
        await store.commit(change)
      },
    },
    rowsOf: changeOf,
    isExcluded: () => false,
    redact: (record: Row) => record,
    tally: tallyOf(['calls']),
    listing: runListing(),
    maxRemovals: 0,
    limits: { sliceCalls: 1, listedCalls: 1 },
    exclusively: <T>(work: () => Promise<T>) => work(),
    hold: async () => undefined,
    ...{ nowMs: Date.parse('2026-05-02T00:00:00Z'), giveUpMs: 1, random: () => 0 },
  }
  await keepCalls(context, [call('1', 'First', ['Ana', 'Bo'])], 'whole')
  await keepCalls(context, [call('1', 'Edited', ['Cy']), call('2', 'Second', ['Di'])], 'whole')
  const lookedFor = changes.map(({ replace = [] }) => [...new Set(replace.flatMap(({ ids }) => ids))])
  expect(lookedFor).toEqual([[], ['1']])
  expect(
    store
      .rows('parties')
      .map(({ call_id, name }) => `${call_id} ${name}`)
      .sort(),
  ).toEqual(['1 Cy', '2 Di'])
})
