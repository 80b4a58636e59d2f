import { describe, expect, it } from 'vitest'
import { connect, VERSIONS } from '../../support/mcp-client.ts'

describe('gong mcp', () => {
  it.each(VERSIONS)('answers the official client by %s', async (version) => {
    const { client, close } = await connect('--sandbox', {}, version)
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toContain('names')
    const answer = await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })
    expect(JSON.stringify(answer.content)).toContain('Sales Americas')
    const { exit, err } = await close()
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
  })
})
