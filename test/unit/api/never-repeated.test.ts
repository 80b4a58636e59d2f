import { expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { run } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'

const unwell = network(() => ({ requestId: 'r', errors: ['try again later'] }), 503)
/** What is read before a write is well. */
const READS = [
  'POST /v2/flows/prospects',
  'POST /v2/calls/users-access',
  'GET /v2/settings/briefs',
  'GET /v2/crm/integrations',
]
const well = network(() => ({
  requestId: 'r',
  prospectsAssigned: [],
  callAccessList: [{ callId: '1', users: [{ userId: '2' }] }],
  integrations: [{ integrationId: '1', name: 'i' }],
  briefs: [{ briefId: '1', briefName: 'x', workspaceId: '1', status: 'Published' }],
}))
const sick: HttpTransport = (request, signal) => {
  const isRead = READS.includes(`${request.method} ${new URL(request.url).pathname}`)
  return (isRead ? well : unwell)(request, signal)
}

it.each([
  'ai ask account:1 Why? -w 1 --yes',
  'ai brief account:1 --brief x -w 1 --yes',
  'meetings delete 1 --organizer a@tallyhouse.example --yes',
  'crm integration delete 1 --request r --yes',
  'calls access revoke 1 --user 2 --yes',
  'calls access grant 1 --user 2',
  'flows unassign p --flow 1 --by a@tallyhouse.example',
  'flows unassign --instance 1 --by a@tallyhouse.example',
  'flows assign 1 p --owner a@tallyhouse.example',
  'tasks update 1 --user 2 --status done',
])('"%s" is sent once, though Gong was unwell', async (line) => {
  const { exit, sent, waits } = await run(line, { network: sick })
  const writes = sent.filter((one) => !READS.includes(one))
  expect({ exit, writes: writes.length, waits }).toEqual({ exit: 7, writes: 1, waits: [] })
})
