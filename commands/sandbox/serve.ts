import { defineLocal } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import { onAbort } from '../../src/lib/on-abort.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { openChanges } from '../../src/sandbox/changes.ts'
import { DEFAULT_CALL_COUNT } from '../../src/sandbox/company/company.ts'
import { parseFaults } from '../../src/sandbox/faults.ts'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { SANDBOX_KEYS } from '../../src/sandbox/keys.ts'
import { OAUTH_CLIENT } from '../../src/sandbox/oauth.ts'
import { type SandboxServer, serveSandbox } from '../../src/sandbox/server.ts'
import { parseState, type SandboxState, stateText } from '../../src/sandbox/state.ts'

/** The keys of a telephone that spell GONG. */
const PORT = 4664

const inputs = {
  port: { kind: 'count', max: 65_535, help: `port on 127.0.0.1 (${PORT}; 0 = any free one)` },
  state: {
    kind: 'file',
    writes: 'file',
    help: 'keep the company in this file, so that the next start finds it as it was',
  },
  latency: { kind: 'count', hint: 'ms', help: 'milliseconds before each answer' },
  faults: {
    kind: 'text',
    hint: 'rates',
    help: 'what goes wrong and how often: 0.2, or 429=0.05,500=0.05,cut=0.02 …',
  },
  erasureTakes: { kind: 'duration', help: 'how long it takes to erase a person (5m)' },
  reimportAfter: { kind: 'duration', help: 'bring back who was erased so long after that, as a CRM does' },
  calls: { kind: 'count', help: `how many calls the company has (${DEFAULT_CALL_COUNT})` },
} as const satisfies Inputs

export const sandboxServe = defineLocal({
  name: 'serve',
  summary: 'Serve the stand-in company over HTTP on this machine, until Ctrl-C',
  operations: [],
  inputs,
  arguments: [],
  fields: ['url', 'accessKey', 'accessKeySecret', 'bearerToken', 'clientId', 'clientSecret'],
  columns: [],
  single: true,
  examples: ['gong sandbox serve --port 0 --rate 3', 'gong sandbox serve --faults 429=0.1,reset=0.02 --latency 300'],
  cautions: ['--rate sets the limit that it enforces; without it there is none.'],
  run: serveUntilStopped,
})

type Given = InputOf<typeof inputs>

async function* serveUntilStopped(input: Given, job: LocalJob): Pages {
  const { context, globals } = job
  const faults = input.faults === undefined ? undefined : parseFaults(input.faults)
  const { changes: before, ...kept } = await company(input, job)
  const save = async () => {
    if (input.state !== undefined)
      await context.files.write(input.state, stateText({ ...kept, changes: done.collections() }), 0o600)
  }
  const saving = inTurn(save)
  const done = openChanges(before, saving.start)
  const send = openSandbox({
    ...kept,
    changes: done,
    now: () => context.clock.now(),
    rate: globals.rate ? { perSecond: globals.rate } : undefined,
    latency: input.latency ?? 0,
    faults,
    erasures: defined({ takesMs: ms(input.erasureTakes), comesBackMs: ms(input.reimportAfter) }),
    sleep: (ms) => context.clock.sleep(ms, context.interrupted),
  })
  const server = await listen(send, input.port ?? PORT)
  const { accessKey, secret, bearer } = SANDBOX_KEYS.full
  await job.say(
    `GONG_BASE_URL=${server.url} GONG_ACCESS_KEY=${accessKey} GONG_ACCESS_KEY_SECRET=${secret} gong calls list`,
  )
  const client = { clientId: OAUTH_CLIENT.id, clientSecret: OAUTH_CLIENT.secret }
  yield { rows: [{ url: server.url, accessKey, accessKeySecret: secret, bearerToken: bearer, ...client }] }
  await stopped(context.interrupted)
  await server.close()
  await saving.done()
}

function ms(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000
}

/** The company of the state file, which is written when it is new. */
async function company({ calls, state: path }: Given, { context }: LocalJob): Promise<SandboxState> {
  const fresh: SandboxState = {
    seed: 1,
    calls: calls ?? DEFAULT_CALL_COUNT,
    today: context.clock.now(),
    changes: {},
  }
  if (path === undefined) return fresh
  const bytes = await context.files.read(path)
  if (bytes !== undefined) return parseState(new TextDecoder().decode(bytes))
  await context.files.write(path, stateText(fresh), 0o600)
  return fresh
}

/** Runs one after the other what was started side by side. */
function inTurn(run: () => Promise<void>): { start(): void; done(): Promise<void> } {
  let last = Promise.resolve()
  return {
    start() {
      last = last.then(run)
    },
    done: () => last,
  }
}

async function listen(send: Parameters<typeof serveSandbox>[0], port: number): Promise<SandboxServer> {
  try {
    return await serveSandbox(send, { port })
  } catch (cause) {
    throw new Failure('usage', `--port: ${port} cannot be listened on`, { hint: 'gong sandbox serve --port 0', cause })
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => void onAbort(signal, resolve))
}
