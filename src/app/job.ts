import { connect } from '../api/client.ts'
import type { Observed } from '../api/events.ts'
import { GONG_RATE } from '../api/pace.ts'
import type { Send, WireRequest } from '../api/transport.ts'
import { type Progress, progress, undisturbed } from '../cli/progress.ts'
import type { Chosen } from '../credentials/choose-profile.ts'
import { once } from '../lib/once.ts'
import { type Union, union } from '../lib/time-spans.ts'
import type { Context } from '../platform/ports.ts'
import { withWords } from '../state/announce-lock.ts'
import { countUnpaced, pacing, type Unpaced } from '../state/pacing.ts'
import type { About, Credential, Job, Otherwise } from './command.ts'
import { gate } from './confirm.ts'
import { sinceSent } from './failure-after-send.ts'
import { type Globals, maxBodyOf, rateOf } from './globals.ts'
import type { Voice } from './logger.ts'
import { type Claims, claims } from './output-claims.ts'
import type { Secrets } from './secrets.ts'

/** A stand-in for Gong inside this process, with its address and the credentials that it takes. */
export interface Sandbox {
  readonly send: Send
  readonly baseUrl: string
  readonly authorization: string
}

/** What happened on the wire so far. */
export interface Tally {
  requests: number
  retries: number
  /** Slices that began again because their cursor died. */
  restarts: number
  /** Rows that came twice and were dropped. */
  duplicates: number
  /** Milliseconds in which something waited for the limit. */
  waited: number
}

/** Thrown in place of the first request of a dry run. */
export class Planned extends Error {
  readonly request: WireRequest
  constructor(request: WireRequest) {
    super('a dry run sends nothing')
    this.request = request
  }
}

export type Opened = Job & { readonly bar: Progress; readonly tally: Tally; readonly release: Claims['release'] }

interface Parts {
  readonly about: About
  readonly openSandbox: (now: () => number) => Promise<Sandbox>
  readonly secrets: Secrets
}

/** Makes what a command may use. Profile, secrets and the network are opened only when they are asked for. */
export function openJob(
  world: Context,
  globals: Globals,
  argv: readonly string[],
  voice: Voice,
  { about, openSandbox, secrets }: Parts,
): Opened {
  const tally: Tally = { requests: 0, retries: 0, restarts: 0, duplicates: 0, waited: 0 }
  const waits = union()
  const bar = progress(world, globals, tally)
  const say = (line: string) => bar.aside(() => voice.note(line))
  // Not a copy: that would ask for the zone of the machine, which is slow.
  const context: Context = Object.create(world, {
    ask: { value: undisturbed(world.ask, bar) },
    files: {
      value: withWords(
        sinceSent(world.files, () => tally.requests > 0),
        say,
      ),
    },
  })
  const unpaced: Unpaced = new Map()
  const sandbox = once(() => openSandbox(() => context.clock.now()))
  const chosen = once(async () => {
    if (globals.sandbox) return inSandbox(await sandbox())
    const { choose } = await import('../credentials/choose-profile.ts')
    return await choose(context, globals.profile)
  })
  const send: Send = async (...request) => {
    const through = globals.sandbox ? (await sandbox()).send : context.network
    return await through(...request)
  }
  const client = (
    { baseUrl, authorization, renew, rate }: Credential,
    dry: boolean,
    readOnly = false,
    otherwise: Otherwise = {},
  ) =>
    connect({
      baseUrl,
      authorization: dry ? async () => '***' : authorization,
      renew,
      send: dry ? planned : (otherwise.send ?? send),
      readOnly,
      keepRaw: globals.format === 'raw',
      redact: secrets.redact,
      // What is only shown takes nobody's turn.
      pace: dry
        ? async () => 0
        : pacing(
            context,
            baseUrl,
            globals.rate ?? (globals.sandbox ? 0 : (rateOf(context.env) ?? rate ?? GONG_RATE)),
            voice,
            unpaced,
          ),
      clock: context.clock,
      token: () => Buffer.from(context.random(16)).toString('hex'),
      chance: () => (context.random(1)[0] ?? 0) / 255,
      signal: context.interrupted,
      retry: otherwise.retry ?? globals.retry,
      timeout: globals.timeout,
      maxBody: maxBodyOf(context.env),
      // What a dry run shows is not sent, so it is not counted.
      maxRequests: dry ? Number.POSITIVE_INFINITY : globals.maxRequests,
      observe: (event) => observe(event, tally, { voice, waits }),
    })
  const looking = once(async () => client(await chosen(), false, true))
  const gongAs: Job['gongAs'] = (credential, otherwise) => client(credential, globals.dryRun, false, otherwise)
  const held = claims(context.files, globals, argv, say)
  return {
    context,
    globals,
    about,
    bar,
    tally,
    send,
    chosen,
    gongAs,
    gong: once(async () => gongAs(await chosen())),
    looking,
    company: once(async () => {
      const { companyOf } = await import('../company/company.ts')
      return await companyOf({ context, globals, chosen, looking })
    }),
    say,
    moment: once(() => context.clock.now()),
    claim: held.claim,
    release: async () => {
      await held.release()
      // What the sandbox in this process answers costs nobody anything.
      if (!globals.sandbox) await countUnpaced(world, unpaced)
    },
    warn: (line) => bar.aside(() => voice.warn(line)),
    gate: (effect, deed) =>
      gate(context, globals, effect, deed, async () => {
        const { placeWords } = await import('../company/company.ts')
        return await placeWords({ context, globals, chosen, looking })
      }),
  }
}

function inSandbox({ baseUrl, authorization }: Sandbox): Chosen {
  return { source: 'flag', why: '--sandbox', baseUrl, authorization: async () => authorization }
}

const planned: Send = async (request) => {
  throw new Planned(request)
}

function observe(
  event: Observed,
  tally: Tally,
  { voice, waits }: { readonly voice: Voice; readonly waits: Union },
): Promise<void> {
  switch (event.event) {
    case 'sent':
      tally.requests += 1
      return voice.debug(`> ${event.line}`)
    case 'answered': {
      const { status, ms, bytes, requestId } = event
      return voice.debug(`< ${status} in ${ms} ms, ${bytes} bytes, requestId ${requestId ?? 'missing'}`, {
        status,
        ms,
        bytes,
        requestId,
      })
    }
    case 'page': {
      const { rows, total, cursor, ends } = event
      return voice.page(`a page of ${rows} rows`, { rows, totalRecords: total, cursor, ...ends })
    }
    case 'paced':
      tally.waited = waits.add(event.until - event.ms, event.until)
      return voice.debug(`waited ${event.ms} ms for the limit`)
    case 'restarted':
      tally.restarts += 1
      return voice.debug('a cursor died; its part of the window starts again')
    case 'renewed':
      return voice.debug('the access token was refused, and the login renewed')
    case 'duplicate':
      tally.duplicates += 1
      return Promise.resolve()
    case 'again':
      tally.retries += 1
      return voice.debug(`trying again in ${event.ms} ms: ${event.why}`)
  }
}
