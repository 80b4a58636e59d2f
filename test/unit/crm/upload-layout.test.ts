import { expect, it } from 'vitest'
import { Occurrences } from '../../../src/crm/occurrences.ts'
import { linesOfUpload, UploadPlanner } from '../../../src/crm/upload-layout.ts'

async function filesOf(ids: readonly string[], maxBytes: number): Promise<string[][]> {
  const planner = new UploadPlanner(0, maxBytes)
  for (const id of ids) planner.add(id, `${id}\n`)
  const layout = planner.layout()
  return await Promise.all(
    layout.uploads.map(async ({ objects, bytes }, index) => {
      const lines: string[] = []
      for await (const block of linesOfUpload(
        (isWanted) => each([ids.slice(0, 3).filter(isWanted), ids.slice(3).filter(isWanted)]),
        layout,
        index,
      ))
        lines.push(...block)
      expect({ objects, bytes }).toEqual({ objects: lines.length, bytes: lines.join('').length + lines.length })
      return lines
    }),
  )
}

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items
}

it('cuts a file that is too large between two objects', async () => {
  expect(await filesOf(['aa', 'bb', 'cc', 'dd', 'ee'], 6)).toEqual([['aa', 'bb'], ['cc', 'dd'], ['ee']])
})

it('cuts the files of each round for themselves', async () => {
  expect(await filesOf(['a', 'b', 'a', 'c', 'b', 'a', 'd', 'c'], 4)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['a', 'b'],
    ['c'],
    ['a'],
  ])
})

it('loses no object and repeats none, whatever comes how often', async () => {
  let seed = 7
  const next = (limit: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return seed % limit
  }
  for (let round = 0; round < 50; round += 1) {
    const ids = Array.from({ length: next(200) + 1 }, () => `id${next(40)}`)
    const files = await filesOf(ids, 20 + next(200))
    expect(files.flat().sort()).toEqual([...ids].sort())
    for (const one of files) expect(new Set(one).size).toBe(one.length)
    const order = (id: string) => files.flatMap((one, at) => (one.includes(id) ? [at] : []))
    for (const id of new Set(ids)) expect(order(id)).toEqual([...order(id)].sort((a, b) => a - b))
  }
})

it('counts a hundred thousand ids apart', () => {
  const seen = new Occurrences()
  const counts = Array.from({ length: 200_000 }, (_, index) => seen.add(`001${index % 100_000}`))
  expect(counts.slice(0, 100_000).every((count) => count === 1)).toBe(true)
  expect(counts.slice(100_000).every((count) => count === 2)).toBe(true)
})
