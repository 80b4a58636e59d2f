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

  it.each([
    ['[1]', 'filter.workspaceId=1', 'the body is not an object'],
    ['{"filter":5}', 'filter.workspaceId=1', 'filter is not an object'],
    ['{"filter":{"callIds":"1"}}', 'filter.callIds[0]=2', 'filter.callIds is not a list'],
  ])('%s, with --set %s', async (body, setting, message) => {
    const { exit, err, sent } = await run(['calls', 'details', '--body', body, '--set', setting])
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(message)
  })
})
