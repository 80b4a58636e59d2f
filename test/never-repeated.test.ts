import { expect, it } from 'vitest'
import { network } from './fake.ts'
import { run } from './run.ts'

const unwell = network(() => ({ requestId: 'r', errors: ['try again later'] }), 503)

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
  const { exit, sent, waits } = await run(line, { network: unwell })
  expect({ exit, sent: sent.length, waits }).toEqual({ exit: 7, sent: 1, waits: [] })
})
