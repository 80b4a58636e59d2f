import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Files } from '../../../src/platform/files.ts'
import { openReceiptBook } from '../../../src/privacy/receipts/book.ts'
import { keyFile } from '../../../src/privacy/receipts/key.ts'
import { toReceiptValue } from '../../../src/privacy/receipts/value.ts'
import { CHEAP_PROOF, NOW } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'

const PATH = '/home/ana/receipts/api.gong.io.jsonl'

/** A book that counts how often its file is read as a whole. */
function openBook(files: Files = memoryFiles()) {
  let reads = 0
  const counting: Files = {
    ...files,
    read: async (path) => {
      if (path === PATH) reads += 1
      return await files.read(path)
    },
  }
  const context = { files: counting, random: (count: number) => new Uint8Array(count).fill(7), proofCost: CHEAP_PROOF }
  const clock = { now: () => NOW, sleep: async () => undefined }
  return {
    book: openReceiptBook(counting, clock, PATH, keyFile(context, '/home/ana/key.json')),
    files,
    reads: () => reads,
  }
}

const intended = (receipt: string) => () => ({ receipt, state: 'intended', value: {}, found: {} })

it('is read as a whole when it is opened, and not for each line that is written', async () => {
  const { book, reads } = openBook()
  // The key is made with the first line, and what was read without one is verified with it.
  await book.write(intended('first'))
  await book.write(intended('second'))
  const before = reads()
  for (let at = 0; at < 20; at += 1) await book.write(intended(`r${at}`))
  const { wrong, receipts } = await book.read()
  expect({ wrong, receipts: receipts.length, reads: reads() - before }).toEqual({ wrong: [], receipts: 22, reads: 0 })
})

it('has the lines that another process has written meanwhile, and goes on behind them', async () => {
  const { book, files } = openBook()
  const { book: other } = openBook(files)
  for (let at = 0; at < 3; at += 1) {
    await book.write(intended(`ours ${at}`))
    await other.write(intended(`theirs ${at}`))
  }
  const seen: string[][] = []
  await book.write(intended('last'), ({ receipts }) => void seen.push(receipts.map(({ id }) => id)))
  expect(seen).toEqual([['ours 0', 'theirs 0', 'ours 1', 'theirs 1', 'ours 2', 'theirs 2']])
  expect(await openBook(files).book.read()).toMatchObject({ wrong: [] })
})

it('takes no line when somebody has altered it meanwhile, also in as many bytes', async () => {
  const { book, files } = openBook()
  await book.write(intended('one'))
  await book.write(intended('two'))
  const text = Buffer.from((await files.read(PATH)) ?? '').toString()
  await files.write(PATH, text.replace('"one"', '"ono"'), 0o600)
  await expect(book.write(intended('three'))).rejects.toThrow('is broken: line 1 was altered')
})

it('knows the receipts of each of many people in its order, those of the older kind too, by one look at each line', async () => {
  const { book } = openBook()
  const people = Array.from({ length: 40 }, (_, at) => ({ email: `p${at}@a.example` }))
  const digest = createHash('sha256').update('5a17p7@a.example').digest('hex')
  await book.write(() => ({ receipt: 'old', state: 'intended', value: { salt: '5a17', digest }, found: {} }))
  for (const round of ['a', 'b'])
    for (const [at, person] of people.entries())
      await book.write((key) => ({
        receipt: `${round}${at}`,
        state: 'intended',
        value: { ...toReceiptValue(person, key) },
        found: {},
      }))
  await book.write(() => ({ receipt: 'a7', state: 'accepted' }))
  const content = await book.read()
  const ids = people.map((person) => content.receiptsAbout(person).map(({ id }) => id))
  expect(ids).toEqual(people.map((_, at) => [...(at === 7 ? ['old'] : []), `a${at}`, `b${at}`]))
  expect(content.receiptsAbout({ email: 'P7@A.example' })).toMatchObject([{ id: 'old' }, { outcome: 'accepted' }, {}])
  expect(content.receiptsAbout({ email: 'nobody@a.example' })).toEqual([])
})
