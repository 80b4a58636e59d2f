import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'

describe('a body of a wrong shape is refused, also where flags are laid over it', () => {
  it.each([
    ['[1]', 'the body is not an object'],
    ['5', 'the body is not an object'],
    ['{"filter":["1"]}', 'filter is not an object'],
    ['{"contentSelector":7}', 'contentSelector is not an object'],
    ['{"contentSelector":{"exposedFields":"all"}}', 'contentSelector.exposedFields is not an object'],
  ])('%s', async (body, message) => {
    for (const flags of [[], ['--from', '7d'], ['--from', '7d', '--with', 'parties']]) {
      const { exit, err, sent } = await run(['calls', 'details', '--body', body, ...flags])
      expect({ flags, exit, sent }).toEqual({ flags, exit: 2, sent: [] })
      expect(err).toContain(message)
    }
  })
})
