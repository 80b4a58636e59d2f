import { onTestFinished } from 'vitest'
import { Failure } from '../../src/lib/errors.ts'
import { onAbort } from '../../src/lib/on-abort.ts'
import type { HttpTransport } from '../../src/platform/http.ts'
import { BodyRefused, type ServedAnswer, type ServedRequest } from '../../src/platform/http-server.ts'
import type { Clock } from '../../src/platform/ports.ts'
import type { ProgramResult, ProgramRun } from '../../src/platform/programs.ts'
import { NOW, type Ran, run, type Setting } from '../run.ts'
import { HOME_ENV, memoryFiles } from './memory-files.ts'
import { RULE_URL, SHOWN_KEY, tokenFor } from './signed-event.ts'

/** A clock that moves when the test says so, and wakes who has slept long enough. */
function manualClock(): Clock & { pass(ms: number): Promise<void> } {
  let now = NOW
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>()
  return {
    now: () => now,
    sleep: (ms, signal = new AbortController().signal) =>
      new Promise((resolve, reject) => {
        const wake = () => {
          forget()
          resolve()
        }
        const sleeper = { until: now + ms, wake }
        sleepers.add(sleeper)
        const forget = onAbort(signal, () => {
          sleepers.delete(sleeper)
          reject(signal.reason)
        })
      }),
    async pass(ms) {
      now += ms
      for (const sleeper of [...sleepers].filter(({ until }) => until <= now)) {
        sleepers.delete(sleeper)
        sleeper.wake()
      }
      await settled()
    },
  }
}

/** Until all that can go on without time passing has done so. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

interface Listening {
  readonly flags?: string
  readonly files?: Setting['files']
  /** What the command of --exec does. */
  readonly runProgram?: (run: ProgramRun) => Promise<ProgramResult | undefined>
  readonly network?: HttpTransport
  readonly env?: Setting['env']
}

const SEGMENT = `${HOME_ENV.GONG_DATA_DIR}/webhooks/events-000001.jsonl`

export const DONE: ProgramResult = { exit: 0, stdout: new Uint8Array(), stderr: new Uint8Array() }

/** `gong webhooks listen` in this process, without a socket, until the test is over. */
export async function listening({ flags = '--exec true', files: given, runProgram, network, env }: Listening = {}) {
  const files = given ?? memoryFiles()
  if ((await files.read('gong.pub')) === undefined) await files.write('gong.pub', SHOWN_KEY, 0o600)
  const clock = manualClock()
  const stop = new AbortController()
  const runs: ProgramRun[] = []
  let serve: ((request: ServedRequest) => Promise<ServedAnswer>) | undefined
  let tellStarted: () => void = () => undefined
  const started = new Promise<void>((resolve) => {
    tellStarted = resolve
  })
  const ended: Promise<Ran> = run(`webhooks listen --public-key gong.pub --url ${RULE_URL} ${flags}`.trim(), {
    ...{ files, clock, env: { ...HOME_ENV, ...env }, interrupted: stop.signal },
    ...(network && { network }),
    startHttpServer: async (_, answer) => {
      serve = answer
      tellStarted()
      return { port: 4665, close: async () => undefined }
    },
    runProgram: async (one) => {
      runs.push(one)
      return await (runProgram?.(one) ?? DONE)
    },
  })
  const end = async () => {
    stop.abort(new Failure('interrupted', 'interrupted'))
    return await ended
  }
  onTestFinished(async () => void (await end()))
  // Its parts are loaded when they are first used.
  await Promise.race([started, ended])
  await settled()
  const send = async (request: Partial<ServedRequest>): Promise<ServedAnswer> => {
    const none = async () => new Uint8Array()
    const answer = await serve?.({ method: 'GET', target: '/', headers: {}, body: none, ...request })
    if (answer === undefined) throw new Error(`nobody serves: ${(await ended).err}`)
    await settled()
    return answer
  }
  return {
    ...{ files, clock, runs, end, send },
    /** Posts an event, signed unless a token is given. */
    post: async (body: string, token?: string) =>
      await send({
        ...{ method: 'POST', target: '/gong', body: async () => Buffer.from(body) },
        headers: { host: 'hooks.example', authorization: token ?? (await tokenFor(body, { nowMs: clock.now() })) },
      }),
    postTooMuch: async (token: string) =>
      await send({
        ...{ method: 'POST', target: '/gong', headers: { authorization: token } },
        body: async () => Promise.reject(new BodyRefused(413, 'too large')),
      }),
    /** What the spool has of events. */
    stored: async () => Buffer.from((await files.read(SEGMENT)) ?? '').toString(),
    metric: async (series: string) => {
      const { text } = await send({ target: '/metrics' })
      const line = text.split('\n').find((one) => one.startsWith(`${series} `))
      return line === undefined ? undefined : Number(line.split(' ')[1])
    },
  }
}
