import { createClient, type GongClient } from '../../api/client.ts'
import { GONG_RATE, type Pace } from '../../api/pace.ts'
import type { ApiRequest } from '../../api/request.ts'
import { unknownFields } from '../../api/unknown-fields.ts'
import { wireRequest } from '../../api/wire-request.ts'
import type { ChosenCredential } from '../../credentials/choose-profile.ts'
import { once } from '../../lib/once.ts'
import { onceDone } from '../../lib/once-done.ts'
import { spanUnion } from '../../lib/time-spans.ts'
import type { HttpRequest, HttpTransport } from '../../platform/http.ts'
import type { Context } from '../../platform/ports.ts'
import { paceFor, type UncountedRequests } from '../../state/pacing.ts'
import type { Logger } from '../messages/logger.ts'
import { countEvent, type RunCounts } from '../messages/run-counts.ts'
import { maxBodyOf, rateOf } from '../model/environment.ts'
import type { Globals } from '../model/globals.ts'
import type { ClientOverrides, Credential } from '../model/job.ts'
import type { Secrets } from './secrets.ts'

/** A stand-in for Gong inside this process, with its address and the credentials that it takes. */
export interface Sandbox {
  readonly send: HttpTransport
  readonly baseUrl: string
  readonly authorization: string
}

interface ClientParts {
  readonly globals: Globals
  readonly logger: Logger
  readonly counts: RunCounts
  readonly unpaced: UncountedRequests
  /** Whose requests these are, in the quota of the day. */
  readonly spender: string
  /** Fields that the catalogue does not know, by operation: of the first answer of each. */
  readonly unknown: Map<string, readonly string[]>
  readonly secrets: Secrets
  readonly openSandbox: (now: () => number) => Promise<Sandbox>
  readonly shared?: SharedClients | undefined
}

/** What a run within another one has in common with it: its credential is opened once, and one pace is kept. */
export interface SharedClients {
  readonly chosen: () => Promise<ChosenCredential>
  readonly send: HttpTransport
  readonly pace: Pace
}

/** What of a client's wiring is not always the same. */
interface Kind extends ClientOverrides {
  /** Refuses whatever does more than read. */
  readonly readOnly: boolean
}

/** Everything that reaches Gong: profile, secrets and the network are opened only when they are asked for. */
export interface Clients {
  readonly chosen: () => Promise<ChosenCredential>
  readonly send: HttpTransport
  /** The pace of what is chosen, for runs within this one. */
  readonly pace: Pace
  /** The client for a credential. */
  as(credential: Credential, kind: Kind): GongClient
  /** A request as it would be sent, with `***` for what is secret. */
  toWire(request: ApiRequest, credential: Pick<Credential, 'baseUrl'>): HttpRequest
}

/** Makes the clients of one run. */
export function openClients(context: Context, parts: ClientParts): Clients {
  const { globals, logger, counts, secrets, openSandbox, shared, unknown } = parts
  const waits = spanUnion()
  const sandbox = once(() => openSandbox(() => context.clock.now()))
  const token = () => Buffer.from(context.random(16)).toString('hex')
  const send: HttpTransport = async (...request) => {
    const through = globals.sandbox ? (await sandbox()).send : context.network
    return await through(...request)
  }
  const choose = async () => {
    if (globals.sandbox) return inSandbox(await sandbox())
    const { chooseCredential } = await import('../../credentials/choose-profile.ts')
    return await chooseCredential(context, globals.profile)
  }
  const chosen = shared?.chosen ?? onceDone(choose)
  const ownPace = onceDone(async () => paceOf(context, await chosen(), parts, undefined))
  return {
    chosen,
    send: shared?.send ?? send,
    pace: async (signal) => await (await ownPace())(signal),
    as: (credential, { readOnly, ...overrides }) =>
      createClient({
        baseUrl: credential.baseUrl,
        authorization: credential.authorization,
        renewAuthorization: credential.renew,
        send: overrides.send ?? shared?.send ?? send,
        readOnly,
        keepRaw: globals.format === 'raw',
        redact: secrets.redact,
        maxBodyMb: maxBodyOf(context.env),
        pace: shared?.pace ?? paceOf(context, credential, parts, overrides.together),
        clock: context.clock,
        token,
        random: () => (context.random(1)[0] ?? 0) / 255,
        signal: context.interrupted,
        retry: overrides.retry ?? globals.retry,
        timeoutMs: globals.timeout,
        maxRequests: globals.maxRequests,
        onAnswer: (operation, answer) => {
          if (!unknown.has(operation.id)) unknown.set(operation.id, unknownFields(operation, answer))
        },
        onEvent: (event) => countEvent(event, counts, { logger, waits }),
      }),
    toWire: (request, { baseUrl }) => wireRequest(request, { baseUrl, token, timeoutMs: globals.timeout }, '***'),
  }
}

function paceOf(
  context: Context,
  { baseUrl, rate: own }: Credential,
  { globals, logger, unpaced, spender }: ClientParts,
  together: ClientOverrides['together'],
): Pace {
  const rate = globals.rate ?? (globals.sandbox ? 0 : (rateOf(context.env) ?? own ?? GONG_RATE))
  return paceFor(context, baseUrl, { rate, spender, together }, logger, unpaced)
}

function inSandbox({ baseUrl, authorization }: Sandbox): ChosenCredential {
  return { source: 'flag', why: '--sandbox', baseUrl, authorization: async () => authorization }
}
