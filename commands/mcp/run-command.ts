import { readInput } from '../../src/app/input/input.ts'
import { type OpenedJob, openJob } from '../../src/app/job/open-job.ts'
import { overriding } from '../../src/app/job/overriding.ts'
import { lazyReadClient } from '../../src/app/job/read-client.ts'
import { redactedContext } from '../../src/app/job/redacted-ports.ts'
import { secretsIn } from '../../src/app/job/secrets.ts'
import type { Logger } from '../../src/app/messages/logger.ts'
import type { Progress } from '../../src/app/messages/progress.ts'
import type { Query } from '../../src/app/model/command.ts'
import { wholeLists } from '../../src/app/model/expand-lists.ts'
import type { Raw } from '../../src/app/model/inputs.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { withinLimit } from '../../src/app/model/row-limit.ts'
import { rowsOf } from '../../src/app/run/pages.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Session } from '../../src/mcp/session.ts'
import { limitedClient } from '../../src/mcp/visibility/limited-client.ts'
import type { Visibility } from '../../src/mcp/visibility/visibility.ts'
import { stateFolder } from '../../src/platform/folders.ts'
import type { Context } from '../../src/platform/ports.ts'
import { collected, countedBy, type FoundRows } from './collect-rows.ts'
import { ownFiles } from './own-files.ts'

/** One call of a tool: whose it is, and what ends it. */
export interface Call {
  readonly session: Session
  readonly signal: AbortSignal
}

interface RunOptions {
  /** Rows that are pulled at most. */
  readonly limit?: number
  /** Whether what would be asked is agreed to, as by a plan that was given back. */
  readonly yes?: boolean
}

/** Runs commands of this tool in this process, each as a line of its own: same credential, same pace, nothing printed. */
export interface CommandRunner {
  /** Whether everything may be seen: a copy holds what anybody may see, and is only used then. */
  readonly usesCopy: boolean
  /**
   * The rows of a query, as its records and not taken apart for a table.
   *
   * @param path the words of the command, such as `calls list`
   * @param raw as the command line would have them: texts, lists of texts and booleans, by input name
   * @throws Failure as the command line would end
   */
  ask(path: string, command: Query, raw: Raw, call: Call, limit: number): Promise<FoundRows>
  /** What a command may use, for a tool that joins several. To be released. */
  open(path: string, call: Call, notes: string[], options?: RunOptions): OpenedJob
}

/** What may be seen, found out with a job of the first call that wants to know. */
export type FindVisibility = (job: OpenedJob) => Promise<Visibility>

/** @param job of `gong mcp` itself @param findVisibility where not everything may be seen */
export function commandRunner(job: LocalJob, findVisibility?: FindVisibility): CommandRunner {
  const open: CommandRunner['open'] = (path, call, notes, options = {}) => {
    const line = { ...call, ...options, path, notes }
    if (findVisibility === undefined) return openWithin(job, line)
    return limited(openWithin({ ...job, context: withoutCopy(job.context) }, line), notes, findVisibility)
  }
  return {
    usesCopy: findVisibility === undefined,
    open,
    async ask(path, command, raw, call, limit) {
      const notes: string[] = []
      // One more, to know whether there is one.
      const inner = open(path, call, notes, { limit: limit + 1 })
      try {
        const input = await readInput(command, raw, inner, wholeLists)
        const counted = countedBy(rowsOf(command, raw, input, inner))
        const found = await collected(withinLimit(counted.pages, inner))
        const total = counted.total()
        return {
          ...(total !== undefined && { total }),
          rows: found.rows.slice(0, limit),
          isCut: found.rows.length > limit,
          notes: [...notes, ...found.notes],
        }
      } finally {
        await inner.release()
      }
    },
  }
}

interface Line extends Call, RunOptions {
  readonly path: string
  readonly notes: string[]
}

/** The same job, which gets to read no more than may be seen. */
function limited(opened: OpenedJob, notes: string[], findVisibility: FindVisibility): OpenedJob {
  const tell = replacing(notes)
  const read = lazyReadClient(async () => limitedClient(opened.read, await findVisibility(opened), tell))
  return { ...opened, read, readAs: () => read }
}

/** Adds lines to the notes, in place of those that it has added before. */
function replacing(notes: string[]): (lines: readonly string[]) => void {
  let told: readonly string[] = []
  return (lines) => {
    notes.splice(0, notes.length, ...notes.filter((note) => !told.includes(note)), ...lines)
    told = lines
  }
}

/** Without the folder of copies. */
function withoutCopy(context: Context): Context {
  const { env } = context
  return overriding(context, { env: { value: { ...env, GONG_DATA_DIR: `${stateFolder(env)}/mcp/no-copy` } } })
}

function openWithin(
  job: LocalJob,
  { session, signal, path, notes, limit = Number.POSITIVE_INFINITY, yes = false }: Line,
): OpenedJob {
  const secrets = secretsIn(job.context.env)
  const context = redactedContext(quiet(job, session, signal), secrets)
  // The session counts for all calls together.
  const maxRequests = Number.POSITIVE_INFINITY
  const globals = { ...job.globals, limit, yes, maxRequests, dryRun: false, progress: false }
  const words = ['gong', path]
  return openJob(
    context,
    globals,
    { argv: path.split(' '), path, line: words.join(' ') },
    {
      about: job.about,
      openSandbox: () => Promise.reject(new Error('the sandbox is opened by gong mcp')),
      terminal: { logger: () => collecting(notes, job), progress: () => NO_PROGRESS },
      secrets,
      shared: { chosen: job.chosen, pace: job.pace, send: context.network },
    },
  )
}

/** The same platform without anybody to ask or to print to; what it sends is counted. */
function quiet({ context, send }: LocalJob, session: Session, signal: AbortSignal): Context {
  const nobody = async () => {
    throw new Failure('declined', 'nobody can be asked here')
  }
  return overriding(context, {
    network: { value: session.counting(send) },
    interrupted: { value: AbortSignal.any([context.interrupted, signal]) },
    prompts: { value: { available: false, text: nobody, secret: nobody, confirm: nobody } },
    stdin: { value: { isTTY: false, bytes: async () => new Uint8Array(), chunks: noChunks } },
    stdout: { value: { isTTY: false, columns: 80, colour: false, closed: false, write: async () => undefined } },
    print: { value: async () => undefined },
    files: { value: ownFiles(context) },
  })
}

async function* noChunks(): AsyncGenerator<Uint8Array> {
  yield* []
}

const NO_PROGRESS: Progress = {
  start: () => undefined,
  add: () => undefined,
  pause: (run) => run(),
  stop: async () => undefined,
}

/** Keeps what a person would read; what --debug shows goes to the stderr of the server. */
function collecting(notes: string[], job: LocalJob): Logger {
  const keep = async (line: string) => void notes.push(line)
  return {
    note: keep,
    warn: keep,
    page: async () => undefined,
    debug: async (line) => (job.globals.debug ? await job.say(line) : undefined),
    failure: async () => undefined,
  }
}
