import { expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, run } from '../../run.ts'
import { bare, network } from '../../support/fake-gong.ts'
import { stages } from '../../support/pipeline.ts'

const SELLER = 'p.tran@tallyhouse.example'
const SELLER_ID = '8363594803441753465'
const LEAD = 't.wisniewski@tallyhouse.example'

it('users show is a page about a person, on 80 columns', async () => {
  const { exit, out } = await run(`users show ${LEAD}`, { terminal: true, columns: 80 })
  expect(exit).toBe(0)
  await expect(out).toMatchFileSnapshot('../../golden/user.txt')
})

it('users show reads the window that was asked for', async () => {
  const { out, err } = await run(`users show ${SELLER} --from 2026-05-11 --to 2026-05-18 --tz UTC --no-grants`)
  expect(JSON.parse(out)).toMatchObject({
    userId: SELLER_ID,
    window: { from: '2026-05-11T00:00:00+00:00', to: '2026-05-18T00:00:00+00:00' },
    grants: null,
    calls: { last: { started: expect.stringMatching(/^2026-05-1[1-8]/) } },
  })
  expect(err).not.toContain('the last 30d')
})

it('users show counts the calls that the person hosted', async () => {
  const { out } = await run(`users show ${SELLER} --during last-week --no-grants`)
  const listed = await run([
    'calls',
    'list',
    '--during',
    'last-week',
    '--jq',
    `map(select(.primaryUserId == "${SELLER_ID}")) | length`,
  ])
  expect(JSON.parse(out).calls.hosted).toBe(Number(listed.out))
})

it('users show finds access that was granted', async () => {
  const setting = { network: openSandbox({ now: () => NOW }) }
  await run(`calls access grant 56483637290265881 --user ${SELLER}`, setting)
  const { out } = await run(`users show ${SELLER}`, setting)
  expect(JSON.parse(out).grants).toEqual(['56483637290265881'])
})

it.each([
  ['/v2/flows', 403, 'The user has no Engage licence', 'flows', 'no Engage licence'],
  [
    '/v2/tasks',
    401,
    "You don't have permission to use 'api:tasks:read' in your app.",
    'tasks',
    'the key lacks the scope api:tasks:read',
  ],
  ['/v2/calls/users-access', 403, 'forbidden', 'grants', 'Gong forbids this'],
  ['/v2/all-permission-profiles', 403, 'forbidden', 'permissions', 'Gong forbids this'],
  ['/v2/stats/activity/day-by-day', 404, 'User not found', 'last activity', 'User not found'],
])('users show has a line for what %s refuses, and ends well', async (path, status, error, what, why) => {
  const { exit, out } = await run(`users show ${SELLER} --during yesterday`, { network: refusing(path, status, error) })
  const { notKnown } = JSON.parse(out)
  expect({ exit, notKnown }).toEqual({ exit: 0, notKnown: [{ what, why: expect.stringContaining(why) }] })
  const page = await run(`users show ${SELLER} --during yesterday -f table`, { network: refusing(path, status, error) })
  expect(page.out).toMatch(new RegExp(`^${what} +not known: `, 'm'))
})

it('users show does not go on when Gong is gone', async () => {
  const { exit } = await run(`users show ${SELLER} --no-retry`, { network: refusing('/v2/flows', 503, 'down') })
  expect(exit).toBe(7)
})

it('users show follows managers who report to each other no further than once', async () => {
  const users = [
    { id: '1', firstName: 'Ann', managerId: '2', active: true },
    { id: '2', firstName: 'Bob', managerId: '1', active: true },
  ]
  const { out } = await run('users show 1', { network: gongOf(users) })
  expect(JSON.parse(out).managers).toEqual([
    { id: '2', name: 'Bob' },
    { id: '1', name: 'Ann' },
  ])
})

it.each([
  ['users show', 2, "missing required argument 'user'"],
  ['users show nobody@nowhere.example', 2, 'no user is called'],
  [`users show ${SELLER} --during last-wek`, 2, '--during'],
  [`users show ${SELLER} -o page.sh`, 2, 'a script is written with --leaver'],
  ['users show 7', 4, '7'],
])('%s is refused', async (line, exit, reason) => {
  const ran = await run(line)
  expect({ exit: ran.exit, err: ran.err }).toEqual({ exit, err: expect.stringContaining(reason) })
})

it('users show --leaver writes a script whose lines gong takes, and which takes the access away', async () => {
  const setting = { network: openSandbox({ now: () => NOW }) }
  const calls = ['56483637290265881', '3459616098067556119']
  await run(`calls access grant ${calls.join(' ')} --user ${LEAD}`, setting)
  const { exit, out, sent } = await run(`users show ${LEAD} --leaver`, setting)
  expect({ exit, changed: sent.filter((one) => /^(PUT|DELETE|PATCH)/.test(one)) }).toEqual({ exit: 0, changed: [] })
  const active = out.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  expect(active).toEqual([
    'set -e',
    expect.stringMatching(/^gong calls access revoke [\d ]+ --user \d+ --format table --fields \S+$/),
  ])
  const [, revoke = ''] = active
  for (const line of linesIn(out)) {
    const [[, ...words] = []] = stages(line)
    const dry = await run([...words, '--dry-run'], setting)
    expect({ line, exit: dry.exit }).toEqual({ line, exit: 0 })
  }
  const [[, ...words] = []] = stages(revoke)
  const revoked = await run([...words, '--yes'], setting)
  expect(revoked.exit).toBe(0)
  expect(revoked.out.split('\n')[0]).toMatch(/^callId +outcome +why +callTitle$/)
  expect(JSON.parse((await run(`users show ${LEAD}`, setting)).out).grants).toEqual([])
})

it('users show --leaver says what has to be done by hand', async () => {
  const { out } = await run(`users show ${LEAD} --leaver`)
  expect(out.slice(out.indexOf('# By hand'))).toContain('permission profile "Manager" of Sales EMEA & APAC')
  expect(out).toMatch(/^# - 2 people report to them: .*Camille Lefèvre-Brûlé/m)
  expect(out).toMatch(
    /^# Work: .*\n# open task ".+", due \d{4}-\d\d-\d\d\n# gong tasks update \d+ --user \d+ --status dismissed --format table --fields id,status,title$/m,
  )
})

it('users show --leaver says which of its lines ask first, and they alone do', async () => {
  const setting = { network: openSandbox({ now: () => NOW }) }
  await run(`calls access grant 56483637290265881 --user ${LEAD}`, setting)
  const { out } = await run(`users show ${LEAD} --leaver`, setting)
  expect(out).toContain('Each calls access revoke asks first, unless --yes is behind it.')
  expect(out).toContain('A line without its # dismisses the task, and does not ask')
  const asking = linesIn(out).map(async (line) => {
    const [[, ...words] = []] = stages(line)
    return [words.slice(0, 2).join(' '), (await run(words, setting)).exit]
  })
  const answers = new Map((await Promise.all(asking)).map(([name, exit]) => [name, exit]))
  expect(Object.fromEntries(answers)).toEqual({ 'calls access': 9, 'tasks update': 0 })
})

it('users show --leaver says how to look further back, without a gap', async () => {
  const setting = { network: openSandbox({ now: () => NOW }) }
  const { out } = await run(`users show ${LEAD} --leaver --from 90d`, setting)
  const [, from = '', period] = /from (\S+) to .*; (--from \S+) looks further back/.exec(out) ?? []
  const longer = await run(`users show ${LEAD} --leaver ${period}`, setting)
  const [, first = '', to = ''] = /from (\S+) to (\S+);/.exec(longer.out) ?? []
  expect({ isLonger: first < from, toNow: Date.parse(to) === NOW }).toEqual({ isLonger: true, toNow: true })
})

it('users show --leaver has the steps as rows, too', async () => {
  const { out } = await run(`users show ${LEAD} --leaver --no-grants -f csv`)
  const [heading, ...rows] = out.trim().split('\n')
  expect(heading).toBe('kind,what,command')
  expect(new Set(rows.map((row) => row.split(',')[0]))).toEqual(new Set(['decide', 'by hand']))
})

it('users show --leaver lets no text of Gong become a command', async () => {
  const evil = 'x\nrm -rf /\r`id` $(id)\u2028rm'
  const users = [
    { id: '1', firstName: evil, emailAddress: 'a@b.example', title: evil, active: true },
    { id: '2', firstName: evil, managerId: '1', active: true },
  ]
  const profiles = [{ id: '9', name: evil, callsAccess: { permissionLevel: 'managers-team', teamLeadIds: ['1'] } }]
  const { exit, out } = await run('users show 1 --leaver', {
    network: gongOf(users, {
      '/v2/workspaces': { workspaces: [{ id: '5', name: evil }] },
      '/v2/all-permission-profiles': { profiles },
      '/v2/tasks': { tasks: [{ id: '4', title: evil, dueDate: evil }] },
      '/v2/flows': { flows: [{ id: '3', name: evil, visibility: 'Personal' }] },
    }),
  })
  expect(exit).toBe(0)
  expect(out.split(/\r\n|[\n\r\u2028]/).filter((line) => line !== '' && !line.startsWith('#'))).toEqual(['set -e'])
})

/** Lines of gong in a script, also those that are commented out. */
function linesIn(script: string): readonly string[] {
  return script.split('\n').flatMap((line) => /^(?:# )?(gong .*)$/.exec(line)?.[1] ?? [])
}

/** The sandbox, where one path is refused. */
function refusing(path: string, status: number, error: string): HttpTransport {
  const sandbox = openSandbox({ now: () => NOW })
  const no = network(() => ({ requestId: 'r', errors: [error] }), status)
  return (request, signal) => (new URL(request.url).pathname === path ? no : sandbox)(request, signal)
}

/** A Gong with these users, and nothing else but what is said. */
function gongOf(
  users: readonly (Row & { readonly id: string })[],
  answers: { readonly [path: string]: Row } = {},
): HttpTransport {
  return network((request) => {
    const { pathname } = new URL(request.url)
    const one = users.find(({ id }) => pathname === `/v2/users/${id}`)
    if (one !== undefined) return { requestId: 'r', user: one }
    if (pathname === '/v2/users') return { requestId: 'r', users }
    return { ...bare(request), ...answers[pathname] }
  })
}
