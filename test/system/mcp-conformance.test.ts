import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { start, startGong } from '../support/built-tool.ts'
import { mcpPackages } from '../support/mcp-packages.ts'

const TOKEN = 'a-token-that-nobody-guesses'

/** What the suite asks of every server; the rest is about tools, documents and prompts that a server for tests has. */
const SCENARIOS = [
  ...['server-initialize', 'ping', 'tools-list', 'resources-list', 'prompts-list'],
  ...['dns-rebinding-protection', 'server-sse-multiple-streams'],
]

/** The suite sends no token: this stands between, and adds it. @returns the address */
async function addingToken(url: URL): Promise<string> {
  const between = createServer((asked, answer) => {
    const { method, headers, url: path } = asked
    const to = request({
      host: url.hostname,
      port: url.port,
      path,
      method,
      headers: { ...headers, authorization: `Bearer ${TOKEN}` },
    })
    to.on('response', (answered) => {
      answer.writeHead(answered.statusCode ?? 0, answered.headers)
      answered.pipe(answer)
    })
    to.on('error', () => answer.destroy())
    asked.pipe(to)
  })
  onTestFinished(() => {
    between.closeAllConnections()
    between.close()
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  const address = between.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}${url.pathname}`
}

const [major = 0] = process.versions.node.split('.').map(Number)

describe.skipIf(major < 22)('gong mcp, by the conformance suite of the protocol, which needs Node 22', () => {
  const packages = mcpPackages()

  it('does all that is asked of every server', async () => {
    const server = startGong('mcp --http 0 --sandbox', { env: { GONG_MCP_TOKEN: TOKEN } })
    const [own = ''] = /http:\S+\/mcp/.exec(await server.says(/\/mcp\n/, 'err')) ?? []
    const url = await addingToken(new URL(own))
    const suite = join(packages(), 'conformance/dist/index.js')
    for (const scenario of SCENARIOS) {
      const { exit, out } = await start(process.execPath, [suite, 'server', '--url', url, '--scenario', scenario]).ended
      expect([scenario, exit, out]).toEqual([
        scenario,
        0,
        expect.stringMatching(/Passed: (\d+)\/\1, 0 failed, 0 warnings/),
      ])
    }
  })
})
