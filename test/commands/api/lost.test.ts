import { expect, it } from 'vitest'
import { withUnknownOutcome } from '../../../src/api/lost-answer.ts'
import { everyOperation } from '../../../src/catalogue/index.ts'
import { Failure } from '../../../src/lib/errors.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { run } from '../../run.ts'
import { bare, network } from '../../support/fake-gong.ts'
import { isChange } from '../../support/requests.ts'

const reset: HttpTransport = async () => {
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
}
const refused: HttpTransport = async () => {
  throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
}
const unwell = network(() => ({ requestId: 'r', errors: ['try again later'] }), 503)
const NOT_KNOWN = 'Whether Gong has done it is not known'

it.each([
  [
    'meetings create --organizer a@b.example --from 2030-05-20T10:00 --to 2030-05-20T10:30 --invite c@d.example',
    'calendar',
  ],
  ['permissions create -w 1 --name New', 'gong permissions list'],
  ['tasks update 1 --user 2 --status done', 'gong tasks list'],
  ['calls access grant 1 --user 2', 'gong calls access list'],
  ['crm integration register --name N --owner a@b.example', 'gong crm integration get'],
  ['ai ask account:1 Why? -w 1 --yes', 'paid for'],
])('"%s" says after a lost answer what is unknown, and how to look', async (line, look) => {
  for (const lost of [reset, unwell]) {
    const { exit, requests, err } = await run(line, {
      network: (request, signal) => (isChange(request) ? lost : network(bare))(request, signal),
    })
    expect({ exit, sent: requests.filter(isChange).length }).toEqual({ exit: 7, sent: 1 })
    expect(err).toContain(NOT_KNOWN)
    expect(err).toContain(look)
  }
})

it('knows that nothing was done where the request never left, and where it only reads', async () => {
  const write = await run('tasks update 1 --user 2 --status done --no-retry', { network: refused })
  const read = await run('calls list --from 1d --no-retry', { network: reset })
  expect(write.err + read.err).not.toContain(NOT_KNOWN)
})

it('says that nothing was sent again only where that is true: Gong takes a --client-id once, so it is tried again', async () => {
  const line = `calls create --client-id c --direction outbound --started 2026-05-18T09:00Z --host 1 --party user=1`
  const created = await run(line, { network: unwell })
  expect(created.sent.length).toBeGreaterThan(1)
  expect(created.err).toContain(NOT_KNOWN)
  expect(created.err).not.toContain('not sent again')
  const { err } = await run('tasks update 1 --user 2 --status done', { network: unwell })
  expect(err).toContain('not sent again')
})

it('has a way to look for every write but the erasure of a person, which has its receipt', () => {
  const without = everyOperation.filter((operation) => {
    const call = { method: operation.method, path: operation.path, query: {}, effect: operation.effect, operation }
    return (
      operation.effect !== 'read' && withUnknownOutcome(call, new Failure('unreachable', 'gone')).hint === undefined
    )
  })
  expect(without.map(({ id }) => id)).toEqual(['purgeEmailAddress', 'purgePhoneNumber'])
})
