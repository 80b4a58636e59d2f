import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { home, KEYS, run } from '../../run.ts'
import { bodyOf, network, paged, queryOf } from '../../support/fake-gong.ts'

const FILTER = '{"filter":{"userIds":["1"]}}'
const fine = network(() => ({ requestId: 'r', users: [] }))

describe('api prints', () => {
  it('the whole answer as one object, requestId included', async () => {
    const { out, sent } = await run('api GET /v2/workspaces')
    expect(JSON.parse(out)).toMatchObject({ requestId: expect.any(String), workspaces: [{}, {}, {}] })
    expect(sent).toEqual(['GET /v2/workspaces'])
  })

  it('the bytes of Gong as they came, with --format raw', async () => {
    const text = '{ "requestId":"r", "id": 9007199254740993 }'
    const { out } = await run('api GET /v2/anything -f raw', { network: network(() => text) })
    expect(out).toBe(text)
  })

  it('the list of an operation that it does not know, with --paginate', async () => {
    const { out } = await run('api GET /v2/things --paginate', {
      network: paged(2, (page) => [{ id: page }], 'things'),
    })
    expect(JSON.parse(out)).toEqual([{ id: 0 }, { id: 1 }])
  })

  it('an empty list when Gong found nothing', async () => {
    const none = '/v2/calls?fromDateTime=2020-01-01T00:00:00Z&toDateTime=2020-01-02T00:00:00Z'
    const { exit, out } = await run(['api', 'GET', none, '--paginate'])
    expect({ exit, out }).toEqual({ exit: 0, out: '[]\n' })
  })
})

describe('api --paginate follows the cursor', () => {
  it('in the query of a GET', async () => {
    const { requests } = await run('api GET /v2/users --query a=1 --paginate', {
      network: paged(2, (page) => [{ id: String(page) }], 'users'),
    })
    expect(requests.map(queryOf)).toEqual([{ a: '1' }, { a: '1', cursor: 'cursor-0' }])
  })

  it('at the top of the body of a POST', async () => {
    const line = ['api', 'POST', '/v2/users/extensive', '--body', FILTER, '--paginate']
    const { requests } = await run(line, { network: paged(2, (page) => [{ id: String(page) }], 'users') })
    expect(requests.map(bodyOf)).toEqual([JSON.parse(FILTER), { ...JSON.parse(FILTER), cursor: 'cursor-0' }])
  })
})

describe('api --paginate is a list like any other', () => {
  const pages = paged(3, (page) => [{ id: String(page) }], 'users')

  it('that ends at --limit', async () => {
    const { out, sent } = await run('api GET /v2/users --paginate --limit 1', { network: pages })
    expect({ rows: JSON.parse(out), sent: sent.length }).toEqual({ rows: [{ id: '0' }], sent: 1 })
  })

  it('that is left open where it broke', async () => {
    let asked = 0
    const { exit, out } = await run('api GET /v2/users --paginate --no-retry -f json', {
      network: (request, signal) => {
        asked += 1
        if (asked === 2) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
        return pages(request, signal)
      },
    })
    expect(exit).toBe(7)
    expect(out).toContain('"id"')
    expect(out).not.toContain(']')
  })
})

describe('api sends', () => {
  it.each([
    ['as typed', FILTER],
    ['from a file', '@body.json'],
    ['from stdin', '-'],
  ])('a body %s', async (_, body) => {
    const { folder } = await home()
    const path = join(folder, 'body.json')
    await diskFiles().write(path, FILTER, 0o600)
    const line = ['api', 'post', '/v2/users/extensive', '--body', body.replace('body.json', path)]
    const { requests } = await run(line, { network: fine, stdin: FILTER })
    expect(requests.map(bodyOf)).toEqual([JSON.parse(FILTER)])
  })

  it('every digit of an id that was typed as a bare number', async () => {
    const line = ['api', 'POST', '/v2/users/extensive', '--body', '{"filter":{"userIds":[9007199254740993]}}']
    const { requests } = await run(line, { network: fine })
    expect(requests[0]?.body).toContain('9007199254740993')
  })

  it('parameters of the path and of --query, with what a URL would swallow', async () => {
    const { requests } = await run(['api', 'GET', '/v2/users?a=1', '--query', 'phone=+1 2&3'], { network: fine })
    expect(requests[0]?.url).toBe('https://api.gong.io/v2/users?a=1&phone=%2B1%202%263')
  })
})

describe('api refuses before anything is sent', () => {
  it.each([
    ['a parameter that is given twice', 'api GET /v2/users?a=1 --query a=2', '"a" is given twice'],
    ['an escape that is none', 'api GET /v2/%zz', 'a character that a path cannot'],
    ['a fragment', 'api GET /v2/users#me', 'a character that a path cannot'],
    ['a space', "api GET '/v2/my users'", 'a character that a path cannot'],
    ['a method that is none', 'api FETCH /v2/users', '<method>: "FETCH"'],
    ['a body file that is not there', 'api POST /v2/users/extensive --body @none.json', 'there is no file none.json'],
  ])('%s', async (_, line, said) => {
    const { exit, sent, err } = await run(line)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })
})

describe('api and what it does to the world', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('declines an unknown %s off a terminal', async (method) => {
    const { exit, sent, err } = await run(`api ${method} /v2/unknown`)
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
    expect(err).toContain('--yes')
  })

  it('sends it when it was agreed to', async () => {
    const byFlag = await run('api POST /v2/unknown --yes', { network: fine })
    const byHand = await run('api POST /v2/unknown', { network: fine, answers: ['y'] })
    const refused = await run('api POST /v2/unknown', { network: fine, answers: ['n'] })
    expect([byFlag, byHand, refused].map(({ exit }) => exit)).toEqual([0, 0, 9])
    expect([byFlag, byHand, refused].map(({ sent }) => sent.length)).toEqual([1, 1, 0])
  })

  it('never sends twice what it does not know', async () => {
    const failing = network(() => ({ requestId: 'r', errors: ['Unexpected'] }), 500)
    const unknown = await run('api POST /v2/unknown --yes', { network: failing })
    const known = await run(['api', 'POST', '/v2/users/extensive', '--body', FILTER], { network: failing })
    expect([unknown.sent.length, known.sent.length]).toEqual([1, 5])
  })

  it('asks nobody about a POST that the catalogue knows to read', async () => {
    const { exit, sent } = await run(['api', 'POST', '/v2/users/extensive', '--body', FILTER], { network: fine })
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['POST /v2/users/extensive'] })
  })

  it('shows an unknown request instead of asking, with --dry-run', async () => {
    const { exit, out, sent } = await run('api DELETE /v2/unknown --dry-run', { env: KEYS })
    expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
    expect(JSON.parse(out)).toMatchObject({ method: 'DELETE', url: 'https://api.gong.io/v2/unknown' })
  })
})
