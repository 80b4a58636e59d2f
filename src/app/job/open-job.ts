import type { GongClient, ReadClient } from '../../api/client.ts'
import { once } from '../../lib/once.ts'
import type { Context } from '../../platform/ports.ts'
import { announceLockWaits } from '../../state/announce-lock-waits.ts'
import { countRequests, type UncountedRequests } from '../../state/pacing.ts'
import type { Logger } from '../messages/logger.ts'
import { type Progress, promptsWithProgress } from '../messages/progress.ts'
import { noCounts, type RunCounts } from '../messages/run-counts.ts'
import { agree, type Challenge } from '../model/challenge.ts'
import { spenderOf } from '../model/environment.ts'
import type { Globals } from '../model/globals.ts'
import type { ChangeJob, Job, LocalJob, QueryJob } from '../model/job.ts'
import type { App, Terminal } from './app.ts'
import { type Clients, openClients, type SharedClients } from './clients.ts'
import { localAfterSend } from './failure-after-send.ts'
import { type OutputLocks, outputLocks } from './output-locks.ts'
import { overriding } from './overriding.ts'
import { lazyReadClient } from './read-client.ts'
import type { Secrets } from './secrets.ts'

/** A job, and what only those who run commands may use. */
export interface OpenedJob extends QueryJob, ChangeJob, LocalJob {
  readonly logger: Logger
  readonly progress: Progress
  readonly counts: RunCounts
  /** The one client that can change something, for the executor alone. */
  client(): Promise<GongClient>
  readonly toWire: Clients['toWire']
  /** Asks what has to be agreed to before a change. @throws Failure `declined` unless it was agreed to */
  agree(challenge: Challenge): Promise<void>
  /** What `describe` was told. */
  readonly described: ReadonlyMap<string, string>
  /** Lets go of what was claimed, and counts what nothing has counted. */
  release(): Promise<void>
}

/** What a run is made of, besides its platform. */
export interface Parts extends Pick<App, 'about' | 'openSandbox'> {
  readonly terminal: Terminal
  readonly secrets: Secrets
  /** Of a run within another one. */
  readonly shared?: SharedClients
}

/** One command line, as far as a job needs it. */
interface Line {
  readonly argv: readonly string[]
  /** The words of the command. */
  readonly path: string
  /** The same, and what was typed without a flag. */
  readonly line: string
}

/** Makes what a command may use. */
export function openJob(platform: Context, globals: Globals, { argv, line, path }: Line, parts: Parts): OpenedJob {
  const counts = noCounts()
  const logger = parts.terminal.logger(platform, globals)
  const progress = parts.terminal.progress(platform, globals, counts)
  const say = (text: string) => progress.pause(() => logger.note(text))
  const context = withProgress(platform, progress, counts, say)
  const unpaced: UncountedRequests = new Map()
  const unknown = new Map<string, readonly string[]>()
  const spender = spenderOf(context.env, path)
  const described = new Map<string, string>()
  const clients = openClients(context, { ...parts, globals, logger, counts, unpaced, unknown, spender })
  const outputs = outputLocks(context.files, globals, argv, say)
  const reading = once(async () => clients.as(await clients.chosen(), { readOnly: true }))
  return {
    ...{ context, globals, about: parts.about, argv, line, logger, progress, counts, say },
    warn: (text) => progress.pause(() => logger.warn(text)),
    requestCount: () => counts.requests,
    moment: once(() => context.clock.now()),
    claim: outputs.claim,
    described,
    describe: (label, text) => void described.set(label, text),
    ...clientParts(clients, reading),
    ...agreement(context, globals, clients.chosen, lazyReadClient(reading)),
    release: () =>
      close(globals, outputs, async () => {
        await countRequests(platform, unpaced, spender)
        await recordUnknown(platform, unknown)
      }),
  }
}

/** The same platform; questions and what the disk reports hide the line of progress. */
function withProgress(
  platform: Context,
  progress: Progress,
  counts: RunCounts,
  say: (line: string) => Promise<void>,
): Context {
  const files = localAfterSend(platform.files, () => counts.requests > 0)
  return overriding(platform, {
    prompts: { value: promptsWithProgress(platform.prompts, progress) },
    files: { value: announceLockWaits(files, say) },
  })
}

function clientParts({ as, chosen, send, pace, toWire }: Clients, reading: () => Promise<GongClient>) {
  const readAs: Job['readAs'] = (credential, overrides) => as(credential, { readOnly: true, ...overrides })
  const client = once(async () => as(await chosen(), { readOnly: false }))
  return { chosen, send, pace, toWire, client, read: lazyReadClient(reading), readAs }
}

function agreement(context: Context, globals: Globals, chosen: Clients['chosen'], read: ReadClient) {
  const dependencies = { context, globals, chosen, read }
  const where = async () => (await import('../../company/company.ts')).describeTarget(dependencies)
  return {
    company: once(async () => (await import('../../company/company.ts')).companyOf(dependencies)),
    agree: (challenge: Challenge) => agree(challenge, context, globals, where),
  }
}

/** Keeps the names of fields that nobody knows yet, for `gong doctor`. */
async function recordUnknown(platform: Context, found: ReadonlyMap<string, readonly string[]>): Promise<void> {
  if (![...found.values()].some((paths) => paths.length > 0)) return
  const { recordUnknownFields } = await import('../../state/unknown-fields.ts')
  await recordUnknownFields(platform, found)
}

async function close(globals: Globals, outputs: OutputLocks, count: () => Promise<void>): Promise<void> {
  await outputs.release()
  // Requests to the sandbox in this process are not counted, and its answers are no news.
  if (!globals.sandbox) await count()
}
