import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyOperation } from '../../../src/catalogue/index.ts'
import { home, KEYS, run, testSandbox } from '../../run.ts'
import { bare, network } from '../../support/fake-gong.ts'
import { isChange, shortLine } from '../../support/requests.ts'

const PERSON = 'thandiwe.jovanovic@nettlecombefoods.example'
const ERASE = '/v2/data-privacy/erase-data-for-email-address'
const fine = network(() => ({ requestId: 'r' }))
/** Every list is empty. */
const quiet = network(bare)
const endless = network((_, page) => ({ requestId: 'r', records: { cursor: `c${page}` }, things: [] }))

/** A path of the operation with an id in each of its places. */
const pathOf = (template: string) => template.replace(/\{\w+\}/g, '1')
const writes = everyOperation
  .filter(({ effect }) => effect !== 'read')
  .map(({ method, path }) => [method, pathOf(path)])
const reads = everyOperation.filter(({ effect }) => effect === 'read').map(({ method, path }) => [method, pathOf(path)])

describe('api --paginate', () => {
  it.each([...writes, ['POST', '/v2/unknown'], ['DELETE', '/v2/unknown']])(
    'never pages %s %s',
    async (method, path) => {
      const { exit, sent, err } = await run(['api', method ?? '', path ?? '', '--paginate', '--yes'], {
        network: endless,
      })
      expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
      expect(err).toContain('not known to only read')
    },
  )
})

describe('api asks before', () => {
  it.each([...writes, ['PUT', '/v2/unknown'], ['GET', '/v2/flows/prospects/assign']])('%s %s', async (method, path) => {
    const query = path === ERASE ? ['--query', `emailAddress=${PERSON}`] : []
    const phone = path?.endsWith('for-phone-number') ? ['--query', 'phoneNumber=+12025550178'] : []
    const line = ['api', method ?? '', path ?? '', ...query, ...phone]
    const { env } = await home()
    const { exit, requests } = await run(line, { network: quiet, env: { ...KEYS, ...env } })
    expect(requests.filter(isChange).map(shortLine)).toEqual([])
    // What is asked about may be missing, or not be there.
    expect([2, 4, 9]).toContain(exit)
  })
})

it.each(['/v2/entities/summarize', '/v2/entities/ask-entity/more'])(
  'api asks about a GET of %s, which is in no document and may spend credits',
  async (path) => {
    const { exit, sent } = await run(['api', 'GET', path], { network: fine })
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
  },
)

it.each(reads)('api asks nobody about %s %s', async (method, path) => {
  const { exit, sent } = await run(['api', method ?? '', path ?? ''], { network: fine })
  expect({ exit, sent }).not.toMatchObject({ exit: 9 })
  expect(sent.length).toBeGreaterThan(0)
})

it.each([
  ['an escape of a plain letter', 'POST', '/v2/data-privacy/erase-data-for-email%2Daddress'],
  ['an escaped slash', 'POST', '/v2/data-privacy%2Ferase-data-for-email-address'],
  ['an escape twice over', 'POST', '/v2/data-privacy/erase-data-for-email%252Daddress'],
  ['a slash at the end', 'POST', `${ERASE}/`],
  ['a doubled slash', 'POST', '/v2//data-privacy/erase-data-for-email-address'],
  ['two slashes in front', 'POST', `/${ERASE}`],
  ['a parameter of a step', 'POST', `${ERASE};x=1`],
  ['capitals', 'POST', '/v2/Data-Privacy/erase-data-for-email-address'],
  ['capitals in a paid question', 'GET', '/v2/entities/ASK-entity'],
  ['capitals beside an id', 'DELETE', '/v2/calls/Users-Access'],
  ['a folder up', 'POST', '/v2/calls/../data-privacy/erase-data-for-email-address'],
  ['a folder up in escapes', 'POST', '/v2/calls/%2e%2E/data-privacy/erase-data-for-email-address'],
  ['a host', 'POST', `https://api.gong.io${ERASE}`],
  ['a backslash', 'POST', '/v2\\data-privacy/erase-data-for-email-address'],
])('api refuses %s, which could slip past', async (_, method, path) => {
  const line = ['api', method, path, '--query', `emailAddress=${PERSON}`, '--yes', '--confirm', PERSON]
  const { exit, sent } = await run(line, { network: fine })
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
})

describe('api erases a person as privacy erase does', () => {
  const typed = (...more: string[]) => ['api', 'POST', `${ERASE}?emailAddress=${PERSON}`, ...more]

  it.each([
    [typed()],
    [typed('--yes')],
    [typed('--confirm', PERSON)],
    [typed('--yes', '--confirm', 'somebody@else.example')],
  ])('not for %j', async (line) => {
    const { exit, sent } = await run(line, { env: { ...KEYS, ...(await home()).env } })
    expect({ exit, sent: sent.filter((one) => one.startsWith('POST /v2/data-privacy')) }).toEqual({ exit: 9, sent: [] })
  })

  it('with the value again, and then with a receipt', async () => {
    const { folder, env } = await home()
    const { exit, out, sent } = await run(typed('--yes', '--confirm', PERSON), { env: { ...KEYS, ...env } })
    expect(exit).toBe(0)
    expect(sent.filter((one) => one === `POST ${ERASE}`)).toHaveLength(1)
    const [book = ''] = await readdir(join(folder, 'state', 'receipts'))
    const { receipt } = JSON.parse(out)
    expect(await readFile(join(folder, 'state', 'receipts', book), 'utf8')).toContain(receipt)
  })

  it('on a terminal, when the value is typed again', async () => {
    const { env } = await home()
    const setting = { env: { ...KEYS, ...env } }
    const other = await run(typed(), { ...setting, answers: ['y'] })
    const same = await run(typed(), { ...setting, answers: [PERSON] })
    expect([other.exit, same.exit]).toEqual([9, 0])
    expect(other.sent.concat(same.sent).filter((one) => one === `POST ${ERASE}`)).toHaveLength(1)
  })

  it('whole or not at all: what Gong does not take beside the value is refused', async () => {
    const { exit, sent } = await run(typed('--query', 'x=1', '--yes', '--confirm', PERSON))
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  })

  it('shows the request alone with --dry-run, and sends nothing but look-ups', async () => {
    const { env } = await home()
    const { exit, out, sent } = await run(typed('--dry-run'), { env: { ...KEYS, ...env } })
    expect({ exit, erased: sent.filter((one) => one === `POST ${ERASE}`) }).toEqual({ exit: 0, erased: [] })
    expect(JSON.parse(out)).toMatchObject({ method: 'POST', url: expect.stringContaining(ERASE) })
  })
})

describe('api asks what the command of the operation asks', () => {
  const PROFILE = '10764802098955269'
  const PROSPECT = '003811136627865508'
  const ask = async (line: readonly string[]) => {
    const setting = { network: testSandbox(), answers: ['n'] }
    return await run(['api', ...line], setting)
  }

  it('which places of a permission profile change', async () => {
    const body = '{"name":"Renamed"}'
    const { exit, err, asked } = await ask(['PUT', `/v2/permission-profile?profileId=${PROFILE}`, '--body', body])
    expect(exit).toBe(9)
    expect(err).toContain('→ Renamed')
    expect(asked).toEqual([expect.stringContaining('This replaces what stands in Gong: permission profile')])
  })

  it.each(['', ',"flowId":""', ',"flowId":null', ',"flowId":7'])('which flows a prospect leaves (%s)', async (flow) => {
    const body = `{"crmProspectId":"${PROSPECT}"${flow}}`
    const { asked } = await ask(['POST', '/v2/flows/prospects/unassign-flows-by-crm-id', '--body', body])
    expect(asked).toEqual([expect.stringContaining('leaves every flow')])
  })

  it('that access is taken away, also where the body names nobody', async () => {
    const { err } = await run(['api', 'DELETE', '/v2/calls/users-access', '--body', '{"callAccessList":[]}'])
    expect(err).toContain('This takes access away in Gong')
  })

  it('who loses access', async () => {
    const body = '{"callAccessList":[{"callId":"1","userIds":["2"]}]}'
    const { err, asked } = await ask(['DELETE', '/v2/calls/users-access', '--body', body])
    expect(err).toContain('user 2 has no granted access to call 1')
    expect(asked).toEqual([expect.stringContaining('takes access away')])
  })

  it('that fields with data would go, and nothing else where a list is not whole', async () => {
    const integration = JSON.parse((await run('crm integration get')).out)
    const id = [integration].flat()[0].integrationId
    const path = `/v2/crm/entity-schema?integrationId=${id}&objectType=ACCOUNT`
    const { exit, sent } = await ask(['POST', path, '--body', '[{"uniqueName":"x","label":"X","type":"STRING"}]'])
    expect({ exit, sent }).toEqual({ exit: 2, sent: ['GET /v2/crm/entity-schema'] })
  })

  it('the same of a body that is an empty list, which is sent as it is', async () => {
    const { exit, requests } = await run(['api', 'POST', '/v2/unknown', '--body', '[]', '--yes'], { network: fine })
    expect({ exit, bodies: requests.map(({ body }) => body) }).toEqual({ exit: 0, bodies: ['[]'] })
  })

  it('nothing but a plain question for a write that its command does not ask about', async () => {
    const { asked } = await ask(['PUT', '/v2/calls/users-access', '--body', '{"callAccessList":[]}'])
    expect(asked).toEqual([expect.stringContaining('This changes data in Gong: PUT /v2/calls/users-access')])
  })
})
