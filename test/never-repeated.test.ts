import { expect, it } from 'vitest'
import type { Send } from '../src/gong/transport.ts'
import { network } from './fake.ts'
import { run } from './run.ts'

const unwell = network(() => ({ requestId: 'r', errors: ['try again later'] }), 503)
const NOBODY = network(() => ({ requestId: 'r', prospectsAssigned: [] }))
/** What is read before a write is well. */
const ASKED = /\/v2\/flows\/prospects$/

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
  const sick: Send = (request, signal) => (ASKED.test(request.url) ? NOBODY : unwell)(request, signal)
  const { exit, sent, waits } = await run(line, { network: sick })
  const writes = sent.filter((one) => !ASKED.test(one))
  expect({ exit, writes: writes.length, waits }).toEqual({ exit: 7, writes: 1, waits: [] })
})
