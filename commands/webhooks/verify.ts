import { defineQuery } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { ZONE } from '../../src/app/model/operation-inputs.ts'
import { readOnce } from '../../src/app/model/read-text.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import { importantColumn } from '../../src/output/columns.ts'
import type { TokenClaims } from '../../src/webhooks/check-token.ts'
import { checkTrust, readTrust, TRUST_INPUTS } from './trust.ts'

const inputs = {
  file: { kind: 'file', required: true, help: 'the request: as it was sent, or url, headers and body as JSON' },
  ...TRUST_INPUTS,
  at: { kind: 'instant', help: 'judge the dates of the token as of then (now)' },
  ...ZONE,
} as const satisfies Inputs

const FIELDS = ['valid', 'refusal', 'why', 'eventId', 'callId', 'isTest', 'webhookUrl', 'issuedAt', 'expiresAt']

export const verifyWebhook = defineQuery({
  name: 'verify',
  summary: 'Check a saved request of an automation rule: signature, address, body, dates',
  operations: [],
  inputs,
  arguments: ['file'],
  fields: FIELDS,
  closed: true,
  columns: FIELDS.map((field) => (field === 'valid' ? importantColumn(field) : field)),
  single: true,
  examples: ['gong webhooks verify request.http --public-key gong.pub --at 2026-05-19T12:00:00Z'],
  cautions: ['Asks nobody; ends with 8 when the request would be refused. The token is never shown.'],
  check: checkTrust,
  rows: verify,
})

async function* verify(input: InputOf<typeof inputs>, job: QueryJob): Pages {
  const { readSavedRequest } = await import('../../src/webhooks/saved-request.ts')
  const { judgeRequest } = await import('../../src/webhooks/judge-request.ts')
  const { readEvent } = await import('../../src/webhooks/event.ts')
  const { refusals } = await import('../../src/webhooks/refusal.ts')
  const bytes = await readOnce(input.file, job.context)
  if (bytes === undefined) throw new Failure('usage', `there is no file ${input.file}`)
  const request = readSavedRequest(bytes, input.file)
  const nowMs = input.at === undefined ? job.moment() : Date.parse(input.at)
  const judged = await judgeRequest(request, await readTrust(input, job), nowMs)
  const head = readEvent(request.body, 'gong', nowMs)?.head
  const refusal = 'refusal' in judged ? judged.refusal : head === undefined ? 'not-an-event' : undefined
  yield {
    rows: [
      {
        valid: refusal === undefined,
        refusal: refusal ?? null,
        why: refusal === undefined ? null : refusals[refusal].means,
        eventId: head?.id ?? null,
        callId: head?.callId ?? null,
        isTest: head?.isTest ?? null,
        ...claimed('claims' in judged ? judged.claims : undefined),
      },
    ],
    failed: refusal === undefined ? 0 : 1,
  }
}

function claimed(claims: TokenClaims | undefined): Row {
  const at = (seconds: number | undefined) => (seconds === undefined ? null : utcTime(seconds * 1000))
  return { webhookUrl: claims?.webhookUrl ?? null, issuedAt: at(claims?.issued), expiresAt: at(claims?.expires) }
}
