import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freshEnv, startGong, TOOL } from '../support/built-tool.ts'

describe('gong mcp as a process', () => {
  it('is driven by the official client over stdio', async () => {
    const [command, ...args] = TOOL
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } })
    onTestFinished(() => client.close())
    await client.connect(new StdioClientTransport({ command, args: [...args, 'mcp', '--sandbox'], env: freshEnv() }))
    const answer = await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })
    expect(JSON.stringify(answer)).toContain('Sales Americas')
    await client.close()
  })

  it('ends with 0 at SIGTERM, and with nothing on stdout but the protocol', async () => {
    const running = startGong('mcp --http 0 --sandbox')
    await running.says(/token: /, 'err')
    running.kill('SIGTERM')
    expect(await running.ended).toMatchObject({ exit: 0, out: '' })
  })
})
