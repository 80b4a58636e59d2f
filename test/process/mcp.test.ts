import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport as FirstStdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
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

  it('is driven by the first generation of that client, which most programs have, over stdio', async () => {
    const [command, ...args] = TOOL
    const client = new FirstClient({ name: 'test', version: '1' })
    onTestFinished(() => client.close())
    await client.connect(
      new FirstStdioClientTransport({ command, args: [...args, 'mcp', '--sandbox'], env: freshEnv() }),
    )
    const { tools } = await client.listTools()
    const answer = await client.callTool({ name: 'names', arguments: { kind: 'workspaces' } })
    expect(tools.map(({ name }) => name)).toContain('names')
    expect(JSON.stringify(answer)).toContain('Sales Americas')
  })

  it('ends with 0 at SIGTERM, and with nothing on stdout but the protocol', async () => {
    const running = startGong('mcp --http 0 --sandbox')
    await running.says(/token: /, 'err')
    running.kill('SIGTERM')
    expect(await running.ended).toMatchObject({ exit: 0, out: '' })
  })
})
