import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import type { ReadClient } from '../../../src/api/client.ts'
import { namedListOf } from '../../../src/app/input/named-lists.ts'
import { run } from '../../run.ts'
import { bodyOf, network, queryOf } from '../../support/fake-gong.ts'

const OWNER = '--owner k.nakamura@tallyhouse.example'
const AMERICAS = '10246923550725705'

/** What the sandbox calls something, with its id. */
async function first(line: string, id: string, name: string): Promise<{ id: string; name: string }> {
  const [row] = JSON.parse((await run(line)).out)
  return { id: row[id], name: row[name] }
}

const workspaces = (...names: readonly (string | null)[]) =>
  network((request) =>
    request.url.includes('/v2/workspaces')
      ? { requestId: 'r', workspaces: names.map((name, at) => ({ id: String(at + 11), name })) }
      : { requestId: 'r', records: { totalRecords: 1 }, calls: [{ id: '1' }] },
  )

describe('a name that nothing has', () => {
  it.each([
    ['calls list -w Nosuch', '--workspace: no workspace', 'Sales Americas'],
    ['users get Nosuch', '<user>: no user', 'gong users list'],
    ['calls access grant 1 --user Nosuch', '--user: no user', 'gong users list'],
    ['calls find renewal --host Nosuch', '--host: no user', 'gong users list'],
    ['calls find --tracker nosuch', '--tracker: no keyword tracker', 'Competitors'],
    ['stats scorecards --from 7d --scorecard Nosuch', '--scorecard: no scorecard', 'Discovery Scorecard'],
    [`flows list ${OWNER} --folder Nosuch`, '--folder: no flow folder', 'Company flows'],
    [`flows folders ${OWNER} --parent Nosuch`, '--parent: no flow folder', 'Company flows'],
    [`flows steps Nosuch ${OWNER}`, '<flow>: no flow', 'gong flows list'],
    [`flows assign Nosuch 1 ${OWNER}`, '<flow>: no flow', 'gong flows list'],
    ['flows unassign 1 --flow Nosuch --by k.nakamura@tallyhouse.example', '--flow: no flow', 'gong flows list'],
    ['library calls Nosuch', '<folder>: no library folder', 'Great discovery calls'],
    ['permissions get Nosuch', '<profile>: no permission profile', 'Administrator'],
    ['permissions users Nosuch', '<profile>: no permission profile', 'Administrator'],
    ['permissions update Nosuch --allow score-calls --yes', '<profile>: no permission profile', 'Administrator'],
    [`permissions create -w ${AMERICAS} --name A --like Nosuch`, '--like: no permission profile', ''],
    [`ai brief deal:1 --brief Nosuch -w ${AMERICAS} --yes`, '--brief: no published brief', 'Deal handoff'],
  ])('gong %s is refused with the candidates, after reading alone', async (line, said, candidate) => {
    const { exit, err, sent } = await run(line)
    expect(err).toContain(`error: ${said} is called "`)
    expect(err).toContain(candidate)
    expect(exit).toBe(2)
    expect(sent.filter((request) => !request.startsWith('GET '))).toEqual([])
    expect(sent).not.toContain('GET /v2/entities/get-brief')
  })
})

describe('a name instead of an id', () => {
  it('finds a scorecard', async () => {
    const { id, name } = await first('settings scorecards', 'scorecardId', 'scorecardName')
    const { requests } = await run(['stats', 'scorecards', '--from', '7d', '--scorecard', name.toUpperCase()])
    expect(bodyOf(requests[1])).toMatchObject({ filter: { scorecardIds: [id] } })
  })

  it('finds a user by first and last name', async () => {
    const { requests } = await run(['users', 'get', 'kalani nakamura-reyes'])
    expect(requests.at(-1)?.url).toContain('/v2/users/1272893819781835579')
  })

  it('finds a flow of the owner', async () => {
    const { id, name } = await first(`flows list ${OWNER}`, 'id', 'name')
    const { exit, requests } = await run(['flows', 'steps', name, ...OWNER.split(' ')])
    expect(bodyOf(requests.at(-1))).toEqual({ flowIds: [id] })
    expect(exit).toBe(0)
  })

  it('needs an owner for the name of a flow, and says so with nothing sent', async () => {
    const { exit, err, sent } = await run('flows steps Welcome')
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('--owner')
  })

  it('finds a permission profile in whatever workspace it is', async () => {
    const { id, name } = await first('permissions list -w "Customer Success"', 'id', 'name')
    const { exit, err, requests } = await run(['permissions', 'get', name])
    if (exit === 0) expect(queryOf(requests.at(-1))).toEqual({ profileId: id })
    else expect(err).toContain(id)
  })

  it('sends a brief as Gong spells it', async () => {
    const { requests } = await run(['ai', 'brief', 'deal:1', '--brief', 'deal HANDOFF', '-w', AMERICAS, '--yes'])
    expect(queryOf(requests.at(-1))).toMatchObject({ briefName: 'Deal handoff' })
  })
})

describe('a name that several workspaces have', () => {
  it.each([
    ['library calls "Won deals / stories"', '<folder>'],
    ['permissions get Administrator', '<profile>'],
    ['permissions users Administrator', '<profile>'],
    ['permissions update Administrator --allow score-calls --yes', '<profile>'],
  ])('gong %s shows the workspaces by name, and takes one', async (line, said) => {
    const many = await run(line)
    expect(many.exit).toBe(2)
    expect(many.err).toContain(`${said}: "`)
    expect(many.err).toContain('use an id, or --workspace')
    for (const name of ['Sales Americas', 'Sales EMEA & APAC', 'Customer Success'])
      expect(many.err).toMatch(new RegExp(`\\d+ \\(${name}\\)`))
    const one = await run(`${line} -w "Sales Americas"`)
    expect(one.err).not.toContain('names')
    expect(one.exit).toBe(0)
  })
})

describe('a company with several workspaces, for a list of one', () => {
  it('is told which there are, once Gong has refused', async () => {
    const { exit, err, sent } = await run('library folders')
    expect({ exit, sent }).toEqual({ exit: 2, sent: ['GET /v2/library/folders', 'GET /v2/workspaces'] })
    expect(err).toContain('try: --workspace: one of "Sales Americas", "Sales EMEA & APAC", "Customer Success"')
  })

  it('does not matter where there is one', async () => {
    const answer = network(() => ({ requestId: 'r', folders: [{ id: '1', name: 'A' }] }))
    const { exit, sent } = await run('library folders', { network: answer })
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['GET /v2/library/folders'] })
  })
})

describe('names are compared', () => {
  it.each([['Café'.normalize('NFC')], ['CAFÉ'.normalize('NFD')]])(
    'in either Unicode form, whatever their case',
    async (typed) => {
      for (const spelled of ['Café'.normalize('NFC'), 'Café'.normalize('NFD')]) {
        const { exit, requests } = await run(['calls', 'list', '-w', typed], { network: workspaces('Sales', spelled) })
        expect(exit).toBe(0)
        expect(queryOf(requests.at(-1))).toMatchObject({ workspaceId: '12' })
      }
    },
  )

  it('and one that two things have is refused with their ids', async () => {
    const { exit, err } = await run('calls list -w SALES', { network: workspaces('Sales', 'sales', 'Other') })
    expect(exit).toBe(2)
    expect(err).toContain('"SALES" names 2 workspaces; use an id')
    expect(err).toContain('one of 11 (Sales), 12 (sales)')
  })

  it('and hints leave out who has none', async () => {
    const { err } = await run('calls list -w Nosuch', { network: workspaces('Sales', null, '') })
    expect(err).toContain('try: one of Sales\n')
  })

  it('and hints have no null where nobody has an address', async () => {
    const { err } = await run('users get nobody@b.example', {
      network: network(() => ({ requestId: 'r', users: [{ id: '1', emailAddress: null }, { id: '2' }, {}] })),
    })
    expect(err).toContain('no user is called')
    expect(err).not.toMatch(/null|undefined|, ,/)
  })
})

describe('a list that is not whole', () => {
  const some = network(() => ({
    requestId: 'r',
    records: { totalRecords: 250 },
    users: [
      { id: '1', emailAddress: 'a@b.example', firstName: 'Ann', lastName: 'Lee' },
      { id: '2', emailAddress: 'b@b.example' },
    ],
  }))

  it.each(['nobody@b.example', 'Ann Lee'])('does not say who "%s" is, and that is said', async (who) => {
    const { exit, err, sent } = await run(['stats', 'activity', '--from', '7d', '--user', who], { network: some })
    expect(exit).toBe(7)
    expect(err).toContain('Gong gave 2 of the 250 users that it counts')
    expect(sent).toEqual(['GET /v2/users'])
  })

  it('does not matter where an address is found in it', async () => {
    const { sent } = await run('stats activity --from 7d --user A@b.example', { network: some })
    expect(sent[1]).toBe('POST /v2/stats/activity/aggregate')
  })
})

describe('an id that Gong does not know, where nothing came', () => {
  it.each([
    ['calls list -w 123', 2, '--workspace: Gong knows no workspace 123'],
    ['stats scorecards --from 7d --scorecard 123', 2, '--scorecard: Gong knows no scorecard 123'],
    ['calls details --from 7d --host 123', 2, '--host: Gong knows no user 123'],
    [`flows list ${OWNER} --folder 123`, 2, '--folder: Gong knows no flow folder 123'],
    ['library calls 123', 4, '<folder>: Gong knows no library folder 123'],
    ['permissions list -w 123', 2, '--workspace: Gong knows no workspace 123'],
    ['settings trackers -w 123', 2, '--workspace: Gong knows no workspace 123'],
  ])('gong %s', async (line, code, said) => {
    const { exit, err } = await run(line)
    expect(err).toContain(said)
    expect(exit).toBe(code)
  })

  it('is not looked for where something came', async () => {
    const { sent } = await run(`calls list -w ${AMERICAS} --limit 1`)
    expect(sent).toEqual(['GET /v2/calls'])
  })

  it('is not claimed where the key may not see the list', async () => {
    const { exit } = await run('calls list -w 123', {
      network: async (request) => {
        const isCalls = request.url.includes('/v2/calls')
        const body = isCalls
          ? '{"requestId":"r","records":{"totalRecords":0},"calls":[]}'
          : '{"requestId":"r","errors":["no"]}'
        return { status: isCalls ? 200 : 403, headers: {}, body: bytes(body) }
      },
    })
    expect(exit).toBe(0)
  })
})

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text)
}

describe('the command tree', () => {
  it('takes a name wherever it takes the id of something that Gong lists by name', async () => {
    /** Ids of things that Gong lists without names, or not at all. */
    const unnamed = ['call', 'meeting', 'task', 'instance', 'integration', 'id', 'crmAt']
    const commands = (await Promise.all(entries.map(({ load }) => load()))).flat()
    const bare = commands.flatMap(({ name, inputs }) =>
      Object.entries(inputs)
        .filter(([input, { kind, lookup }]) => kind === 'id' && lookup === undefined && !unnamed.includes(input))
        .map(([input]) => `${name} ${input}`),
    )
    expect(bare).toEqual([])
  })
})

const SILENT: ReadClient = {
  pages: () => nothing(),
  rows: () => nothing(),
  follow: () => nothing(),
  exchange: async () => Promise.reject(new Error('nothing is sent')),
}

async function* nothing() {}

it('reads what each thing is called once, however many names are looked up', async () => {
  const people = Array.from({ length: 300 }, (_, at) => ({ id: String(at + 1), name: `Jo Doe ${at}` }))
  let read = 0
  const list = namedListOf(
    SILENT,
    'user',
    {
      ...{ thing: 'user', hint: '', id: ({ id }) => String(id) },
      names({ name }) {
        read += 1
        return [String(name)]
      },
      async *pages() {
        yield { rows: people }
      },
    },
    {},
  )
  for (const { id, name } of people) expect((await list.find(name.toUpperCase())).rows).toMatchObject([{ id }])
  expect(read).toBe(people.length)
})
