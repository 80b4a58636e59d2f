import { expect, it } from 'vitest'
import { run } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'

it('names the lines that cannot be sent before the question, apart from those that need not be', async () => {
  const table = 'email\nthandiwe.jovanovic@nettlecombefoods.example\nnobody@nowhere.example\n'
  const files = memoryFiles({ 'people.csv': table })
  const line = 'flows assign 382113028872392068 --from-file people.csv --owner k.nakamura@tallyhouse.example --dry-run'
  const { exit, err } = await run(line, { files })
  expect({ exit, err }).toEqual({
    exit: 0,
    err: expect.stringContaining('people.csv: 2 lines; 1 assignment in 1 request'),
  })
  expect(err).toContain('1 of the lines cannot be done, and is not sent:\n  line 3: ')
  expect(err).not.toContain('as they should be')
})
