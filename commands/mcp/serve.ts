import { serveStdio } from '@modelcontextprotocol/server/stdio'
import type { Entry } from '../../src/app/job/app.ts'
import { asFailure } from '../../src/app/messages/as-failure.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { onAbort } from '../../src/lib/on-abort.ts'
import { lineTransport } from '../../src/mcp/line-transport.ts'
import { mcpServer, type ServerContent } from '../../src/mcp/server.ts'
import { openSession, type Session } from '../../src/mcp/session.ts'
import { commandsForModels, readTools } from './from-commands.ts'
import { prompts } from './prompts.ts'
import { resourcesOf } from './resources.ts'
import { commandRunner } from './run-command.ts'
import { questionTools } from './tools/index.ts'
import { more } from './tools/more.ts'

/** What was typed about the tools. */
export interface ServeOptions {
  readonly toolset?: readonly string[]
}

/** Serves one client on stdin and stdout until it hangs up, or a signal ends it. */
export async function serveSession(entries: readonly Entry[], options: ServeOptions, job: LocalJob): Promise<void> {
  const content = await serverContent(entries, options, job)
  const session = newSession(job)
  const { context } = job
  const transport = lineTransport({ input: context.stdin.chunks(), write: (text) => context.stdout.write(text) })
  const handle = serveStdio(() => mcpServer(content, session), { transport, onerror: () => undefined })
  await new Promise<void>((resolve) => {
    const { onclose } = transport
    transport.onclose = () => {
      onclose?.()
      resolve()
    }
    onAbort(context.interrupted, () => void handle.close().then(resolve, resolve))
  })
}

/** A session whose requests are bounded by --max-requests. */
function newSession({ context, globals }: Pick<LocalJob, 'context' | 'globals'>): Session {
  return openSession({
    maxRequests: globals.maxRequests,
    redact: (text) => text,
    token: () => Buffer.from(context.random(16)).toString('hex'),
  })
}

/** The tools, documents and beginnings that a session is offered. */
async function serverContent(
  entries: readonly Entry[],
  { toolset = ['questions'] }: ServeOptions,
  job: LocalJob,
): Promise<ServerContent> {
  const runner = commandRunner(job)
  const tools = [...questionTools(runner), ...readTools(await commandsForModels(entries), runner)]
  return {
    version: job.about.version,
    instructions: 'Gong: recorded calls of a company, who took part, and what was said.',
    // Whatever is asked, its answer can be too long.
    tools: [...tools.filter((tool) => toolset.includes(tool.toolset)), more],
    refusalOf: () => undefined,
    failureOf: (error) => asFailure(error, job.context),
    resources: resourcesOf(runner),
    prompts,
  }
}
