import { expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { run } from '../../run.ts'
import { bare, network } from '../../support/fake-gong.ts'
import { isChange } from '../../support/requests.ts'

const unwell = network(() => ({ requestId: 'r', errors: ['try again later'] }), 503)
/** What is read before a write is well. */
const well = network((request) => ({
  ...bare(request),
  requestId: 'r',
  prospectsAssigned: [],
  callAccessList: [{ callId: '1', users: [{ userId: '2' }] }],
  integrations: [{ integrationId: '1', name: 'i' }],
  briefs: [{ briefId: '1', briefName: 'x', workspaceId: '1', status: 'Published' }],
}))
const sick: HttpTransport = (request, signal) => (isChange(request) ? unwell : well)(request, signal)

it.each([
  'ai ask account:1 Why? -w 1 --yes',
  'ai brief account:1 --brief x -w 1 --yes',
  'meetings delete 1 --organizer a@tallyhouse.example --yes',
  'crm integration delete 1 --request r --yes',
  'calls access revoke 1 --user 2 --yes',
  'calls access grant 1 --user 3',
  'flows unassign p --flow 1 --by a@tallyhouse.example',
  'flows unassign --instance 1 --by a@tallyhouse.example',
  'flows assign 1 p --owner a@tallyhouse.example',
  'tasks update 1 --user 2 --status done',
])('"%s" is sent once, though Gong was unwell', async (line) => {
  const { exit, requests, waits } = await run(line, { network: sick })
  expect({ exit, writes: requests.filter(isChange).length, waits }).toEqual({ exit: 7, writes: 1, waits: [] })
})
