import { defineLocal } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import { stateFolder } from '../../src/platform/folders.ts'
import { EVENT_FAULTS, type EventFault, type EventRequest } from '../../src/sandbox/webhooks/signed-request.ts'

const inputs = {
  url: { kind: 'url', help: 'where to: the address of the rule, which is signed, too' },
  events: { kind: 'count', help: 'how many events, each about another call (1)' },
  burst: { kind: 'count', help: 'so many at the same time (1)' },
  fault: { kind: 'choice', of: EVENT_FAULTS, many: true, help: 'what is wrong with each event, or unusual' },
  test: { kind: 'flag', help: 'as "Test now" of a rule does: isTest is true' },
  publicKey: { kind: 'file', writes: 'file', help: 'write the public key there, as Gong shows it' },
  save: { kind: 'file', writes: 'folder', help: 'write each request there, for gong webhooks verify' },
} as const satisfies Inputs

type Given = InputOf<typeof inputs>

const COLUMNS = ['callId', 'fault', 'status', 'answer', 'asExpected']

export const fireEvents = defineLocal({
  name: 'fire',
  summary: 'Send events as an automation rule of Gong does, signed with a key of this machine',
  operations: [],
  inputs,
  arguments: ['url'],
  fields: [...COLUMNS, 'publicKey'],
  closed: true,
  columns: ({ url }) => (url === undefined ? ['publicKey'] : COLUMNS),
  examples: [
    'gong sandbox fire --public-key gong.pub',
    'gong sandbox fire http://127.0.0.1:4665/gong --events 100 --burst 20',
    'gong sandbox fire http://127.0.0.1:4665/gong --fault duplicate,wrong-signature,hs256',
  ],
  cautions: ['Ends with 8 when an event was refused, or one with a fault was taken.'],
  check: ({ url, publicKey }) => {
    if (url === undefined && publicKey === undefined)
      throw new Failure('usage', 'where to? name the address of the rule', {
        hint: 'gong sandbox fire http://127.0.0.1:4665/gong',
      })
  },
  run: fire,
})

async function* fire(input: Given, job: LocalJob): Pages {
  const { context } = job
  const { files, env, clock } = context
  const { ruleKey, shownKey } = await import('../../src/sandbox/webhooks/rule-key.ts')
  const key = await ruleKey(files, `${stateFolder(env)}/sandbox-rule-key.pem`)
  if (input.publicKey !== undefined) await files.write(input.publicKey, `${shownKey(key)}\n`, 0o644)
  const { url } = input
  if (url === undefined) {
    await job.say(`gong webhooks listen --public-key ${input.publicKey} believes what this machine sends`)
    return yield { rows: [{ publicKey: input.publicKey ?? null }] }
  }
  const { eventBodies } = await import('../../src/sandbox/webhooks/event-bodies.ts')
  const { signedRequests } = await import('../../src/sandbox/webhooks/signed-request.ts')
  const faults: readonly (EventFault | undefined)[] = input.fault ?? [undefined]
  const bodies = eventBodies(() => clock.now(), input.test)
  const most = Math.max(1, input.burst ?? 1)
  for (let sent = 0; sent < (input.events ?? 1); ) {
    const batch: (readonly [readonly EventRequest[], EventFault | undefined])[] = []
    for (; batch.length < most && sent < (input.events ?? 1); sent += 1) {
      const body = (await bodies.next()).value
      for (const fault of faults)
        batch.push([signedRequests({ url, body, key, nowMs: clock.now(), ...(fault && { fault }) }), fault])
    }
    // What was answered is told, also where the receiver went away meanwhile.
    const sending = batch.map(([requests, fault]) => sendInTurn(requests, fault, input.save, job))
    const settled = await Promise.allSettled(sending)
    const rows = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
    yield { rows, failed: rows.filter(({ asExpected }) => asExpected !== true).length }
    const broken = settled.find((one) => one.status === 'rejected')
    if (broken !== undefined) throw broken.reason
  }
}

/** One after the other: the second of two must find the first there. */
async function sendInTurn(
  requests: readonly EventRequest[],
  fault: EventFault | undefined,
  folder: string | undefined,
  job: LocalJob,
): Promise<readonly Row[]> {
  const { isToBeTaken } = await import('../../src/sandbox/webhooks/signed-request.ts')
  const rows: Row[] = []
  for (const [at, request] of requests.entries()) {
    const { callData } = JSON.parse(request.body)
    const callId = String(callData.metaData.id)
    if (folder !== undefined) await save(request, `${folder}/${callId}${fault ? `-${fault}` : ''}-${at + 1}.json`, job)
    const { status, answer } = await send(request, job)
    const isTaken = status >= 200 && status < 300
    rows.push({ callId, fault: fault ?? null, status, answer, asExpected: isTaken === isToBeTaken(fault, at === 0) })
  }
  return rows
}

async function save({ url, headers, body }: EventRequest, path: string, { context }: LocalJob): Promise<void> {
  await context.files.write(path, JSON.stringify({ url, headers, body }, null, 2), 0o600)
}

async function send({ url, headers, body }: EventRequest, { context, globals }: LocalJob) {
  const request = { method: 'POST', url, headers, body, timeoutMs: globals.timeout }
  const { status, body: answer } = await context.network(request, context.interrupted).catch((cause) => {
    throw new Failure('unreachable', `${new URL(url).origin} gave no answer`, { hint: 'gong webhooks listen', cause })
  })
  const chunks: Uint8Array[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return { status, answer: Buffer.concat(chunks).toString('utf8').trim().slice(0, 200) }
}
