import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, run } from '../../run.ts'
import { bodyOf, network, queryOf } from '../../support/fake-gong.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const SELLER = '10764802098955269'
const SPACES = 'GET /v2/workspaces'
const LIST = 'GET /v2/all-permission-profiles'
const READ = 'GET /v2/permission-profile'
const WRITE = 'PUT /v2/permission-profile'

/** The profiles of a workspace as a file, and the company that it is of. */
async function exported(edit: (yaml: string) => string = (yaml) => yaml) {
  const setting = { network: openSandbox({ now: () => NOW }) }
  const file = join(emptyFolder(), 'profiles.yaml')
  const { exit, err } = await run(['permissions', 'export', '-w', 'Sales Americas', '-o', file], setting)
  expect({ exit, err }).toEqual({ exit: 0, err: expect.any(String) })
  await writeFile(file, edit(await readFile(file, 'utf8')))
  return { setting, file }
}

const MORE = `
  - name: Interns
    create: true
    callsAccess: { permissionLevel: own }
    callsAndSearch: true
`

/** One capability and one level of the first profile. */
const edited = (yaml: string) =>
  yaml
    .replace('scoreCalls: false', 'scoreCalls: true')
    .replace('permissionLevel: report-to-them', 'permissionLevel: own')

describe('permissions export', () => {
  it('writes every field in a stable order, and says whose it is', async () => {
    const { file, setting } = await exported()
    const text = await readFile(file, 'utf8')
    expect(text.split('\n').slice(0, 10)).toEqual([
      '# Permission profiles of the workspace "Sales Americas" in the company of Sales Americas, Sales EMEA & APAC, Customer Success (api.gong.io)',
      '# This makes Gong like the file, after a question: gong permissions apply <file>',
      '# What the file does not say stays as it is. A new profile needs its name, and create: true.',
      '',
      'workspace:',
      '  id: "10246923550725705"',
      '  name: Sales Americas',
      'profiles:',
      `  - id: "${SELLER}"`,
      '    name: Account Executive',
    ])
    expect(text).toContain('- "69326825228529617" # Tomasz Wiśniewski')
    expect(text).toContain('manageCallSpotlight: true')
    const again = await run('permissions export -w "Sales Americas"', setting)
    expect(again.out).toBe(text)
  })

  it('is the same data as JSON, which apply reads, too', async () => {
    const { setting } = await exported()
    const { out } = await run('permissions export -w "Sales Americas" -f json', setting)
    expect(JSON.parse(out)).toMatchObject({
      workspace: { name: 'Sales Americas' },
      profiles: [{ id: SELLER }, {}, {}, {}, {}],
    })
    const applied = await run('permissions apply - --yes', { ...setting, stdin: out })
    expect({ exit: applied.exit, sent: applied.sent }).toEqual({ exit: 0, sent: [SPACES, LIST, SPACES] })
  })

  it('keeps text of Gong from being anything but text', async () => {
    const evil = 'A\n- x: "\u001b[31m" # no\u202e'
    const gong = network(({ url }) =>
      url.includes('/v2/workspaces')
        ? { requestId: 'r', workspaces: [{ id: '5', name: evil }] }
        : { requestId: 'r', profiles: [{ id: '1', name: evil, description: '=1+1', scoreCalls: true }] },
    )
    const { out } = await run('permissions export -w 5', { network: gong })
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/)
    const applied = await run('permissions apply - --yes', { network: gong, stdin: out })
    expect({ exit: applied.exit, err: applied.err }).toEqual({
      exit: 0,
      err: expect.stringContaining('like the file already'),
    })
  })
})

describe('permissions apply', () => {
  it('shows the plan line by line, asks, and writes only what differs', async () => {
    const { setting, file } = await exported(edited)
    const refused = await run(['permissions', 'apply', file], { ...setting, answers: ['n'] })
    expect(refused).toMatchObject({ exit: 9, sent: [SPACES, LIST, SPACES] })
    expect(refused.err.split('\n').slice(2, 4)).toEqual([
      '  Account Executive · callsAccess · report-to-them → own',
      '  Account Executive · scoreCalls · false → true',
    ])
    expect(refused.asked.join()).toContain('1 permission profile of "Sales Americas" in 2 places')
    const done = await run(['permissions', 'apply', file, '-f', 'csv'], { ...setting, answers: ['y'] })
    expect(done.sent).toEqual([SPACES, LIST, SPACES, READ, WRITE])
    expect(done.out.split('\n').slice(0, 3)).toEqual([
      'profile,outcome,why,id,changes',
      `Account Executive,updated,,${SELLER},2`,
      'Administrator,unchanged,,382548299375608250,0',
    ])
    const again = await run(['permissions', 'apply', file, '--yes'], setting)
    expect({ exit: again.exit, sent: again.sent }).toEqual({ exit: 0, sent: [SPACES, LIST, SPACES] })
    expect(again.err).toContain('like the file already; nothing was sent')
    expect(again.err).toContain('nothing to send, in Sales Americas')
  })

  it('takes the file as --from-file, and by one of the two ways', async () => {
    const { setting, file } = await exported()
    const { exit, err } = await run(['permissions', 'apply', '--from-file', file, '--yes'], setting)
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringContaining('like the file already') })
    const both = await run(['permissions', 'apply', file, '--from-file', file, '--yes'], setting)
    const none = await run('permissions apply --yes', setting)
    expect([both.exit, none.exit, both.sent, none.sent]).toEqual([2, 2, [], []])
  })

  it('makes a profile where the file says so, once', async () => {
    const { setting, file } = await exported((yaml) => yaml + MORE)
    const made = await run(['permissions', 'apply', file, '--yes'], setting)
    expect(made.sent.at(-1)).toBe('POST /v2/permission-profile')
    expect(bodyOf(made.requests.at(-1))).toEqual({
      name: 'Interns',
      callsAccess: { permissionLevel: 'own' },
      callsAndSearch: true,
    })
    expect(made.err).toContain('  Interns · a new profile')
    expect(JSON.parse(made.out).at(-1)).toMatchObject({
      profile: 'Interns',
      outcome: 'created',
      id: expect.any(String),
    })
    expect((await run(['permissions', 'apply', file, '--yes'], setting)).err).toContain('like the file already')
  })

  it('finds profiles by name in another workspace', async () => {
    const { setting, file } = await exported()
    const { exit, err, sent, requests } = await run(
      ['permissions', 'apply', file, '-w', 'Sales EMEA & APAC', '--yes'],
      setting,
    )
    expect({ exit, wrote: sent.filter((one) => one === WRITE).length }).toEqual({ exit: 0, wrote: 1 })
    expect(err).toContain('  Manager · downloadCallMedia · false → true\n  Manager · listenInCalls · false → true\n')
    expect(bodyOf(requests.at(-1))).toMatchObject({ id: '1273249283035526136', name: 'Manager', listenInCalls: true })
  })

  it('keeps what the file does not say, and what is newer than this tool', async () => {
    const profile = { id: '1', name: 'A', description: null, scoreCalls: false, newPower: true, later: { x: 1 } }
    const gong = listing([profile])
    const text = 'workspace: { id: 5 }\nprofiles:\n  - id: 1\n    scoreCalls: true\n'
    const { exit, requests } = await run('permissions apply - --yes', { network: gong, stdin: text })
    expect(exit).toBe(0)
    expect(bodyOf(requests.at(-1))).toEqual({ ...profile, scoreCalls: true })
  })

  it('writes a field that is newer than this tool when Gong has it', async () => {
    const gong = listing([{ id: '1', name: 'A', newPower: true }])
    const text = 'workspace: { id: "5" }\nprofiles: [{ name: A, newPower: false }]'
    const { requests } = await run('permissions apply - --yes', { network: gong, stdin: text })
    expect(bodyOf(requests.at(-1))).toMatchObject({ newPower: false })
  })

  it('leaves a profile alone that was changed between the plan and its step, and ends with 8', async () => {
    const { setting, file } = await exported((yaml) => edited(yaml) + MORE)
    const changed: HttpTransport = async (request, signal) => {
      if (request.method === 'GET' && request.url.includes(`profileId=${SELLER}`))
        await run(`permissions update ${SELLER} --allow trim-calls --yes`, setting)
      return setting.network(request, signal)
    }
    const { exit, sent, out } = await run(['permissions', 'apply', file, '--yes'], { network: changed })
    expect({ exit, sent: sent.slice(3) }).toEqual({ exit: 8, sent: [READ, 'POST /v2/permission-profile'] })
    expect(JSON.parse(out)[0]).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('changed in Gong since it was read: trimCalls false → true'),
    })
  })

  it('goes on with the others when Gong refuses one', async () => {
    const { setting, file } = await exported(
      (yaml) => `${yaml}
  - { name: Locked, create: true, callsAccess: { permissionLevel: managers-team, teamLeadIds: ["1"] } }
  - { name: Interns, create: true }
`,
    )
    const { exit, out } = await run(['permissions', 'apply', file, '--yes'], setting)
    expect(exit).toBe(8)
    expect(JSON.parse(out).slice(-2)).toMatchObject([
      { profile: 'Locked', outcome: 'refused', why: expect.stringContaining('not found') },
      { profile: 'Interns', outcome: 'created' },
    ])
  })

  it('writes what became of each, and those that failed as they came in', async () => {
    const { setting, file } = await exported(
      (yaml) => `${yaml}
  # Ann asked for it.
  - { name: Locked, create: true, callsAccess: { permissionLevel: managers-team, teamLeadIds: ["1"] } }
`,
    )
    const [results, failed] = [`${file}.results.csv`, `${file}.failed.yaml`]
    const line = ['permissions', 'apply', file, '--yes', '--results', results, '--failed', failed]
    expect((await run(line, setting)).exit).toBe(8)
    expect((await readFile(results, 'utf8')).split('\n')[0]).toBe('profile,outcome,why,id,changes')
    const left = await readFile(failed, 'utf8')
    expect(left).toContain('# Ann asked for it.\n  - { name: Locked, create: true')
    expect(left).not.toContain('Administrator')
    await writeFile(failed, left.replace(/managers-team, teamLeadIds: .*?]/, 'own'))
    const again = await run(['permissions', 'apply', '--from-file', failed, '--yes'], setting)
    expect(JSON.parse(again.out)).toMatchObject([{ profile: 'Locked', outcome: 'created' }])
  })

  it('keeps the form of a file of JSON', async () => {
    const gong = listing([{ id: '1', name: 'A', scoreCalls: false }])
    const refusing: HttpTransport = async (request, signal) =>
      await (request.method === 'PUT' ? network(() => ({ errors: ['no'] }), 400) : gong)(request, signal)
    const stdin = '{"workspace":{"id":10246923550725705123},"profiles":[{"name":"A","scoreCalls":true}]}'
    const failed = join(emptyFolder(), 'failed.json')
    await run(['permissions', 'apply', '-', '-w', '5', '--yes', '--failed', failed], { network: refusing, stdin })
    expect(JSON.parse(await readFile(failed, 'utf8'))).toEqual({
      workspace: { id: '10246923550725705123' },
      profiles: [{ name: 'A', scoreCalls: true }],
    })
  })

  it('tells what is done when the run ends in the middle', async () => {
    const { setting, file } = await exported((yaml) => edited(yaml) + MORE)
    const broken: HttpTransport = async (request, signal) => {
      return await (request.method === 'POST' ? network(() => '{}', 500) : setting.network)(request, signal)
    }
    const { exit, out } = await run(['permissions', 'apply', file, '--yes', '-f', 'csv'], { network: broken })
    expect(exit).toBe(7)
    expect(out).toContain(`Account Executive,updated,,${SELLER},2`)
    expect(out).toContain('Interns,unknown,"no answer came')
  })

  it('refuses a plan over --max-changes with nothing sent', async () => {
    const { setting, file } = await exported(edited)
    const { exit, sent, err } = await run(['permissions', 'apply', file, '--yes', '--max-changes', '1'], setting)
    expect({ exit, sent }).toEqual({ exit: 9, sent: [SPACES, LIST, SPACES] })
    expect(err).toContain('the plan changes 2 places, more than --max-changes 1')
  })

  it('prints what it would send with --dry-run', async () => {
    const { setting, file } = await exported((yaml) => edited(yaml) + MORE)
    const { exit, sent, out } = await run(['permissions', 'apply', file, '--dry-run'], setting)
    expect({ exit, wrote: sent.filter((one) => !one.startsWith('GET')) }).toEqual({ exit: 0, wrote: [] })
    expect(JSON.parse(out)).toMatchObject([{ method: 'PUT' }, { method: 'POST' }])
  })

  it.each([
    ['profiles: [', 'line 1'],
    ['a: 1', 'has no list of profiles'],
    ['workspace: { id: x }\nprofiles: []', 'line 1: workspace.id is not an id'],
    [
      'profiles:\n  - name: A\n    scorCalls: true',
      'line 3: scorCalls is no field of a profile; did you mean scoreCalls?',
    ],
    ['profiles:\n  - name: A\n    scoreCalls: yes', 'line 3: A · scoreCalls "yes" is not true or false'],
    ['profiles:\n  - callsAccess: { permissionLevel: all }', 'line 2: a profile needs its id or its name'],
    [
      'profiles:\n  - name: A\n    callsAccess:\n      permissionLevel: owner',
      'line 4: A · callsAccess.permissionLevel "owner" is not one of',
    ],
    ['profiles:\n  - name: A\n  - name: A', 'line 3: name A is there twice'],
    ['profiles:\n  - id: 7\n    create: true', 'create needs a name'],
    ['profiles:\n  - name: A\n    name: B', 'line 3'],
    ['profile: 1\nprofiles: []', 'line 1: profile is none of workspace, profiles'],
    [`profiles: &a [${'*a,'.repeat(3)}]`, 'stdin'],
  ])('refuses %j with nothing sent', async (stdin, reason) => {
    const { exit, sent, err } = await run('permissions apply - --yes', { stdin })
    expect({ exit, sent, err }).toEqual({ exit: 2, sent: [], err: expect.stringContaining(reason) })
  })

  it('tells each fault of a file in a line of its own, as of a table', async () => {
    const stdin = 'profiles:\n  - name: A\n    scorCalls: true\n    overrideScore: maybe'
    const { err } = await run('permissions apply - --yes', { stdin })
    expect(err.split('\n')).toEqual([
      'error: stdin: 2 lines are wrong, so nothing was done:',
      '  |   line 3: scorCalls is no field of a profile; did you mean scoreCalls?',
      '  |   line 4: A · overrideScore "maybe" is not true or false',
      '',
    ])
  })

  it.each([
    ['profiles: [{ name: Manager }]', 'names no workspace'],
    ['workspace: { id: 7 }\nprofiles: [{ name: Manager }]', 'is of workspace 7, which this company does not have'],
    ['workspace: { id: 10246923550725705 }\nprofiles: [{ name: Managr }]', 'line 2: Gong has no profile Managr'],
    ['workspace: { id: 10246923550725705 }\nprofiles: [{ id: 7 }]', 'Gong has no profile 7'],
    ...['futureThing', '__proto__', 'constructor'].map((name) => [
      `workspace: { id: 10246923550725705 }\nprofiles:\n  - name: Manager\n    scoreCalls: true\n    ${name}: 1`,
      `line 5: ${name} is no field of a profile`,
    ]),
    [
      'workspace: { id: 10246923550725705 }\nprofiles:\n  - name: Manager\n    callsAccess:\n      constructor: 1',
      'line 5: callsAccess.constructor is no field of a profile',
    ],
    [
      'workspace: { id: 10246923550725705 }\nprofiles: [{ name: Manager, futureThing: true }]',
      'futureThing is no field',
    ],
    [
      'workspace: { id: 10246923550725705 }\nprofiles: [{ name: Administrator, callsAccess: { teamLeadIds: ["1"] } }]',
      'needs permissionLevel managers-team',
    ],
  ])('refuses %j with nothing written', async (stdin, reason) => {
    const { exit, sent, err } = await run('permissions apply - --yes', { stdin })
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(reason) })
    expect(sent.filter((one) => !one.startsWith('GET'))).toEqual([])
  })

  it('keeps a name that a terminal would obey out of the plan and the question', async () => {
    const gong = listing([{ id: '1', name: 'A\u001b[31m\r\nB', scoreCalls: false }])
    const stdin = 'workspace: { id: 5 }\nprofiles: [{ id: 1, scoreCalls: true }]'
    const { err, out } = await run('permissions apply - --yes -f table', { network: gong, stdin, terminal: true })
    expect(err + out).not.toMatch(/[\x1b\r]/)
    expect(err).toContain('  A B · scoreCalls · false → true')
  })
})

/** A Gong with these profiles in workspace 5, which takes every write. */
function listing(profiles: readonly Row[]): HttpTransport {
  return network((request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/v2/workspaces') return { requestId: 'r', workspaces: [{ id: '5', name: 'Only' }] }
    if (pathname === '/v2/all-permission-profiles') return { requestId: 'r', profiles }
    return { requestId: 'r', profile: profiles.find(({ id }) => id === queryOf(request).profileId) ?? profiles[0] }
  })
}
