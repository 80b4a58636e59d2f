import { expect, it } from 'vitest'
import { openBulkJournal } from '../../../src/bulk/journal/journal.ts'
import { memoryFiles } from '../../support/memory-files.ts'

const PATH = 'bulk.jsonl'
const KEY = {
  id: 'k',
  digest: (text: string) => text,
  seal: (text: string) => `~${text}`,
  open: (text: string) => text.slice(1),
}

it('keeps what a run has done for good, and what is known of lines of others as it was', async () => {
  const files = memoryFiles({})
  const open = () => openBulkJournal(files, PATH, KEY, () => 7)
  const journal = await open()
  await journal.sent(['old', 'failed', 'other', 'lost'].map((digest) => [digest, { id: `of ${digest}` }]))
  await journal.done([
    ['old', { outcome: 'created', id: '1' }],
    ['failed', { outcome: 'refused', failed: true }],
    ['other', { outcome: 'created', id: '3' }],
  ])
  await journal.finish(
    [
      ['old', true],
      ['failed', false],
    ],
    true,
  )
  const later = await open()
  await later.sent([['new', {}]])
  await later.done([['new', { outcome: 'created', id: '4' }]])
  await later.finish([['new', true]], true)
  const last = await open()
  const found = ['old', 'failed', 'other', 'lost', 'new'].map((digest) => last.find(digest))
  expect(found).toEqual([
    { state: 'kept', atMs: 7, outcome: { outcome: 'created', id: '1' } },
    undefined,
    { state: 'done', atMs: 7, outcome: { outcome: 'created', id: '3' } },
    { state: 'sent', atMs: 7, id: 'of lost' },
    { state: 'kept', atMs: 7, outcome: { outcome: 'created', id: '4' } },
  ])
})

it('is gone when nothing is left of a run that is over', async () => {
  const files = memoryFiles({})
  const journal = await openBulkJournal(files, PATH, KEY, () => 7)
  await journal.sent([['one', {}]])
  await journal.done([['one', { outcome: 'refused', failed: true }]])
  await journal.finish([['one', false]], true)
  expect(await files.read(PATH)).toBeUndefined()
})
