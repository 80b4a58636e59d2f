import { expect, it } from 'vitest'
import type { Files } from '../../../src/platform/files.ts'
import { openReceiptBook } from '../../../src/privacy/receipts/book.ts'
import { keyFile } from '../../../src/privacy/receipts/key.ts'
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
  await book.write(intended('last'), (receipts) => void seen.push(receipts.map(({ id }) => id)))
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
