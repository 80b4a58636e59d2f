import type { Gong } from '../api/client.ts'
import { type Progress, progress, undisturbed } from '../cli/progress.ts'
import { once } from '../lib/once.ts'
import type { HttpRequest, HttpTransport } from '../platform/http.ts'
import type { Context } from '../platform/ports.ts'
import { withWords } from '../state/announce-lock.ts'
import { countUnpaced, type Unpaced } from '../state/pacing.ts'
import { agree, type Challenge, checkAgreement } from './challenge.ts'
import { type Clients, openClients, type Sandbox } from './clients.ts'
import type { Job } from './command.ts'
import { gate } from './confirm.ts'
import { sinceSent } from './failure-after-send.ts'
import type { Globals } from './globals.ts'
import type { About } from './job.ts'
import type { Voice } from './logger.ts'
import { type Claims, claims } from './output-claims.ts'
import { openedLater } from './read-client.ts'
import type { Secrets } from './secrets.ts'
import type { Tally } from './tally.ts'

/** Thrown in place of the first request of a dry run. */
export class Planned extends Error {
  readonly request: HttpRequest
  constructor(request: HttpRequest) {
    super('a dry run sends nothing')
    this.request = request
  }
}

/** A job, and what only those who run commands may use. */
export interface Opened extends Job {
  readonly bar: Progress
  readonly tally: Tally
  readonly release: Claims['release']
  /** The one client that can change something, for the executor alone. */
  client(): Promise<Gong>
  readonly toWire: Clients['toWire']
  /** Asks what has to be agreed to before a change. @throws Failure `declined` unless it was agreed to */
  agree(challenge: Challenge): Promise<void>
}

interface Parts {
  readonly about: About
  readonly openSandbox: (now: () => number) => Promise<Sandbox>
  readonly secrets: Secrets
  /** The words of the command and what was typed without a flag. */
  readonly line: string
}

/** Makes what a command may use. */
export function openJob(
  world: Context,
  globals: Globals,
  argv: readonly string[],
  voice: Voice,
  { about, openSandbox, secrets, line }: Parts,
): Opened {
  const tally: Tally = { requests: 0, retries: 0, restarts: 0, duplicates: 0, waited: 0 }
  const bar = progress(world, globals, tally)
  const say = (text: string) => bar.aside(() => voice.note(text))
  const context = besideBar(world, bar, tally, say)
  const unpaced: Unpaced = new Map()
  const clients = openClients(context, { globals, voice, tally, unpaced, secrets, openSandbox })
  const { chosen, send } = clients
  const client = once(async () => clients.as(await chosen(), { readOnly: false }))
  const reading = once(async () => clients.as(await chosen(), { readOnly: true }))
  const asking = { context, globals, chosen, looking: reading }
  const where = async () => (await import('../company/company.ts')).placeWords(asking)
  const held = claims(context.files, globals, argv, say)
  return {
    context,
    globals,
    about,
    line,
    bar,
    tally,
    send,
    chosen,
    read: openedLater(reading),
    readAs: (credential, overrides) => clients.as(credential, { readOnly: true, ...overrides }),
    client,
    toWire: clients.toWire,
    agree: (challenge) => agree(challenge, context, globals, where),
    checkAgreement: (challenge) => checkAgreement(challenge, context, globals),
    company: once(async () => (await import('../company/company.ts')).companyOf(asking)),
    say,
    warn: (text) => bar.aside(() => voice.warn(text)),
    moment: once(() => context.clock.now()),
    claim: held.claim,
    release: async () => {
      await held.release()
      // What the sandbox in this process answers costs nobody anything.
      if (!globals.sandbox) await countUnpaced(world, unpaced)
    },
    ...oldParts(clients, globals, reading),
    gate: (danger, deed) => gate(context, globals, danger, deed, where),
  }
}

/** The same world; questions and what the disk says make room on the line of progress. */
function besideBar(world: Context, bar: Progress, tally: Tally, say: (line: string) => Promise<void>): Context {
  const files = withWords(
    sinceSent(world.files, () => tally.requests > 0),
    say,
  )
  // Not a copy: that would ask for the zone of the machine, which is slow.
  return Object.create(world, { prompts: { value: undisturbed(world.prompts, bar) }, files: { value: files } })
}

/** For commands that are not converted yet: a dry run ends with the first request. */
function oldParts({ as, chosen }: Clients, { dryRun }: Globals, looking: () => Promise<Gong>) {
  const dry = dryRun && { dry: true, send: planned }
  const gongAs: Job['gongAs'] = (credential, otherwise) => as(credential, { readOnly: false, ...otherwise, ...dry })
  return { gongAs, gong: once(async () => gongAs(await chosen())), looking }
}

const planned: HttpTransport = async (request) => {
  throw new Planned(request)
}
