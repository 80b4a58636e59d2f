import type { Server } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { monotonicMs } from '../../src/api/pace-log.ts'
import type { Entry } from '../../src/app/job/app.ts'
import { secretsIn } from '../../src/app/job/secrets.ts'
import { asFailure } from '../../src/app/messages/as-failure.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { onAbort } from '../../src/lib/on-abort.ts'
import { once } from '../../src/lib/once.ts'
import { auditLog } from '../../src/mcp/audit.ts'
import { lineTransport } from '../../src/mcp/line-transport.ts'
import { planStore } from '../../src/mcp/plan-store.ts'
import { type Redactable, redactor } from '../../src/mcp/redact.ts'
import { requestBudget } from '../../src/mcp/request-budget.ts'
import { mcpServer, type ServerContent } from '../../src/mcp/server.ts'
import { openSession, type Session } from '../../src/mcp/session.ts'
import type { Tool } from '../../src/mcp/tool.ts'
import { stateFolder } from '../../src/platform/folders.ts'
import { type Allowable, changeTools } from './change-tools.ts'
import { commandsOf, readTools, toolsetsOf } from './from-commands.ts'
import { hintedForModels } from './hints.ts'
import { INSTRUCTIONS } from './instructions.ts'
import { prompts } from './prompts.ts'
import { checkToolsets, refusalOfCommand } from './refusals.ts'
import { resourcesOf } from './resources.ts'
import { commandRunner } from './run-command.ts'
import { questionTools } from './tools/index.ts'
import { more } from './tools/more.ts'
import { visibilityFinder } from './visibility-finder.ts'

/** What was typed about the server. */
export interface ServeOptions {
  readonly toolset?: readonly string[]
  readonly allow?: readonly Allowable[]
  readonly as?: string
  readonly workspace?: readonly string[]
  /** The port. */
  readonly http?: number
  readonly redact?: readonly Redactable[]
  /** The file of the audit log. */
  readonly audit?: string
}

/** Serves one client on stdin and stdout until it hangs up, or any over HTTP; a signal ends either. */
export async function serveAgents(entries: readonly Entry[], options: ServeOptions, job: LocalJob): Promise<void> {
  const content = await serverContent(entries, options, job)
  const beginSession = sessions(options, job)
  const serverFor = (session: Session) => mcpServer(content, session)
  if (options.http === undefined) return await serveOnStdio(serverFor, beginSession(), job)
  const { serveOnHttp } = await import('./serve-http.ts')
  await serveOnHttp(
    options.http,
    { serverFor, beginSession, token: tokens(job.context), now: () => monotonicMs(job.context.clock) },
    job,
  )
}

async function serveOnStdio(serverFor: (session: Session) => Server, session: Session, job: LocalJob): Promise<void> {
  const { context } = job
  const transport = lineTransport({ input: context.stdin.chunks(), write: (text) => context.stdout.write(text) })
  if (context.stdin.isTTY) await sayWhatThisIs(job)
  const handle = serveStdio(() => serverFor(session), {
    transport,
    onerror: (error) => void (job.globals.debug && job.say(`protocol: ${error.message}`)),
  })
  await new Promise<void>((resolve) => {
    const { onclose } = transport
    transport.onclose = () => {
      onclose?.()
      resolve()
    }
    onAbort(context.interrupted, () => void handle.close().then(resolve, resolve))
  })
}

async function sayWhatThisIs(job: LocalJob): Promise<void> {
  await job.say(
    'gong mcp speaks the Model Context Protocol on stdin and stdout: a client such as an editor or an agent starts it',
  )
  await job.say('gong mcp --install claude-desktop says what to add to the settings of one; Ctrl-C ends this')
}

/** Begins sessions, which have --max-requests together. */
function sessions(input: ServeOptions, { context, globals }: LocalJob): () => Session {
  const redact = redactor(input.redact ?? [])
  const token = tokens(context)
  const path = input.audit ?? `${stateFolder(context.env)}/mcp/audit.jsonl`
  const budget = requestBudget(globals.maxRequests)
  const audit = auditLog(context.files, context.clock, path, (text) => secretsIn(context.env).redact(redact(text)))
  return () => openSession({ budget, redact, token, audit })
}

function tokens({ random }: Pick<LocalJob['context'], 'random'>): () => string {
  return () => Buffer.from(random(16)).toString('hex')
}

/**
 * The tools, documents and beginnings that every session is offered.
 *
 * @throws Failure `usage` for a toolset that is not there
 */
async function serverContent(entries: readonly Entry[], input: ServeOptions, job: LocalJob): Promise<ServerContent> {
  const { context } = job
  const runner = commandRunner(job, await visibilityFinder(input, job))
  const plans = planStore(tokens(context), () => context.clock.now())
  const all = once(() => commandsOf(entries))
  const chosen = new Set(input.toolset ?? ['questions'])
  // Every command takes a while to load, and most servers offer few.
  const isAll = input.allow !== undefined && input.toolset === undefined
  const commands = isAll ? await all() : await commandsOf(entries.filter(({ name }) => chosen.has(name)))
  const reading = [...questionTools(runner, input.redact !== undefined), ...readTools(commands, runner)].filter(
    (tool) => chosen.has(tool.toolset),
  )
  const changing = changeTools(commands, input.allow ?? [], { runner, plans })
  const tools = [...reading, ...changing]
  await checkToolsets(chosen, tools, async () => toolsetsOf(await all()))
  // Whatever is asked, its answer can be too long.
  const offered = [...withoutCovered(tools), more]
  return {
    version: job.about.version,
    instructions: INSTRUCTIONS,
    tools: offered,
    refusalOf: async (name, given) => refusalOfCommand(await all(), offered, { name, given }),
    failureOf: (error) => hintedForModels(asFailure(error, context), offered),
    resources: resourcesOf(runner),
    prompts,
  }
}

/** One tool for a question: of two that ask the same, a model takes now this and now that. */
function withoutCovered(tools: readonly Tool[]): readonly Tool[] {
  const covered = new Set(tools.flatMap(({ covers = [] }) => covers))
  return tools.filter(({ name }) => !covered.has(name))
}
