import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Running, start, startGong, TOOL } from '../support/built-tool.ts'
import { mcpPackages } from '../support/mcp-packages.ts'

const TOKEN = 'a-token-that-nobody-guesses'
const NAMES = ['--method', 'tools/call', '--tool-name', 'names', '--tool-arg', 'kind=workspaces']

describe("gong mcp, driven by the Inspector's command line", () => {
  const packages = mcpPackages()

  /** What it prints for a server: the result of a method. */
  async function inspected(server: readonly string[], method: readonly string[]): Promise<unknown> {
    const path = join(packages(), 'inspector/clients/cli/build/index.js')
    const words = [path, ...server, ...method, '--format', 'json', '--quiet']
    const { exit, out, err } = await start(process.execPath, words).ended
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    return JSON.parse(out)
  }

  const onStdio = [...TOOL, 'mcp', '--sandbox']
  const workspaces = { result: { content: [{ text: expect.stringContaining('Sales Americas') }] } }

  it('lists its tools over stdio, with no schema that another client could not read', async () => {
    const listed = await inspected(onStdio, ['--method', 'tools/list', '--strict'])
    expect(listed).toMatchObject({
      result: { tools: expect.arrayContaining([expect.objectContaining({ name: 'names' })]) },
    })
  })

  it('calls one of them, reads a document and begins a conversation over stdio', async () => {
    const [called, read, begun] = await Promise.all([
      inspected(onStdio, NAMES),
      inspected(onStdio, ['--method', 'resources/read', '--uri', 'gong://copy/schema']),
      inspected(onStdio, [
        '--method',
        'prompts/get',
        '--prompt-name',
        'call_prep',
        '--prompt-args',
        'account=Quayside',
      ]),
    ])
    expect(called).toMatchObject(workspaces)
    expect(read).toMatchObject({ result: { contents: [{ text: expect.stringContaining('"table":"calls"') }] } })
    expect(begun).toMatchObject({
      result: { messages: [{ content: { text: expect.stringContaining('account "Quayside"') } }] },
    })
  })

  it.each(['legacy', 'modern'])('calls one over HTTP, in the %s era of the protocol', async (era) => {
    const server = startGong('mcp --http 0 --sandbox', { env: { GONG_MCP_TOKEN: TOKEN } })
    const url = await urlOf(server)
    const access = ['--server-url', url, '--header', `Authorization: Bearer ${TOKEN}`, '--protocol-era', era]
    expect(await inspected(access, NAMES)).toMatchObject(workspaces)
  })
})

async function urlOf(server: Running): Promise<string> {
  const [url = ''] = /http:\S+\/mcp/.exec(await server.says(/\/mcp\n/, 'err')) ?? []
  return url
}
