import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { hintFor } from '../../../src/app/input/missing-input.ts'
import { DIRECTORIES } from '../../../src/app/input/name-sources.ts'
import { readLine } from '../../../src/cli/mount.ts'
import { isRequired } from '../../../src/cli/wording.ts'
import { run, testSandbox } from '../../run.ts'

const commands = (await Promise.all(entries.map(({ load }) => load()))).flat()

describe('a hint', () => {
  it.each(Object.values(DIRECTORIES).map(({ hint }) => hint))('can be typed with all it needs: %s', async (hint) => {
    const asked = await readLine(hint.split(' ').slice(1), entries, '', { columns: 80, colour: false })
    if (!('command' in asked)) throw new Error('this shows a text')
    const needed = Object.keys(asked.command.inputs).filter((name) => isRequired(asked.command, name))
    expect(needed.filter((name) => asked.raw[name] === undefined)).toEqual([])
  })

  it('for what is missing is there for every input that a command cannot do without', () => {
    const needed = commands.flatMap((command) =>
      Object.keys(command.inputs)
        .filter((name) => isRequired(command, name))
        .map((name) => [command.name, name, hintFor(command, name)]),
    )
    expect(needed.length).toBeGreaterThan(50)
    expect(needed.filter(([, , hint]) => hint === undefined)).toEqual([])
  })

  it.each([
    ['permissions list', '--workspace is missing', 'gong permissions list -w "Sales Americas"'],
    ['flows assign 1 2', '--owner is missing', '--owner k.nakamura@tallyhouse.example'],
    ['flows unassign 1 --all-flows', '--by is missing', '--by k.nakamura@tallyhouse.example'],
    ['calls access grant 1', '--user is missing', '--user k.nakamura@tallyhouse.example'],
    ['calls get', "missing required argument 'call'", 'gong calls get 3364161517094170228'],
    ['logs list', "missing required argument 'type'", '<type>: one of access, activity,'],
  ])('shows what could be given: gong %s', async (line, said, way) => {
    const { exit, err, sent } = await run(line)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
    expect(err.split('try: ')[1]).toContain(way)
  })

  it.each([
    'flows list --owner Kalani',
    'flows unassign 1 --all-flows --by Kalani --yes',
    'meetings delete 1 --organizer Kalani --yes',
  ])('says where the addresses of users are: gong %s', async (line) => {
    const { exit, err, sent } = await run(line)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('"Kalani" is not an e-mail address')
    expect(err).toContain('try: gong users list --fields emailAddress,firstName,lastName')
    expect((await run('users list --fields emailAddress,firstName,lastName')).exit).toBe(0)
  })

  it('leads from a flag to the commands of the group that have it', async () => {
    const { exit, err } = await run('calls list --host p.tran@tallyhouse.example')
    expect(exit).toBe(2)
    expect(err).toContain("unknown flag '--host'")
    expect(err).toContain('gong calls find --host')
    expect(err).not.toContain('--out')
    expect((await run('calls list --form 7d')).err).toContain('did you mean --from?')
  })

  it('says of an argument that was typed as a flag that it is none', async () => {
    const { exit, err } = await run('profiles login --name work')
    expect(exit).toBe(2)
    expect(err).toContain("unknown flag '--name'; name is typed without it\n  try: gong profiles login work")
  })
})

describe('the help', () => {
  it('says of what can stand in a body that it can', async () => {
    const { out } = await run('flows unassign --help')
    expect(out.replaceAll(/\s+/g, ' ')).toContain('who asks for it; required, or --body/--set')
    expect((await run('users get --help')).out).not.toContain('--body')
  })

  it('says of a user everywhere that a name will do', () => {
    const users = commands.flatMap(({ inputs }) => Object.values(inputs).filter(({ lookup }) => lookup === 'user'))
    expect(users.length).toBeGreaterThan(5)
    expect(new Set(users.map(({ hint }) => hint))).toEqual(new Set(['id, email or name']))
  })

  it('of the logs names each of them once', async () => {
    const { out } = await run('logs list --help')
    expect(out.match(/call-play,/g)).toHaveLength(2)
    expect(out.match(/shared-access,/g)).toHaveLength(1)
  })
})

describe('the rows', () => {
  it('have no field twice, whatever the command', () => {
    const twice = commands.filter(({ fields = [] }) => new Set(fields).size < fields.length)
    expect(twice.map(({ name }) => name)).toEqual([])
  })

  it('of flows assign begin with the same fields, whatever became of the prospect', async () => {
    const network = testSandbox()
    const line = 'flows assign 382113028872392068 003750784324015331 --owner k.nakamura@tallyhouse.example'
    await run(line, { network })
    const { out } = await run(`${line} cool-1`, { network })
    const rows: object[] = JSON.parse(out)
    expect(rows).toMatchObject([{ outcome: 'already in the flow' }, { outcome: 'not assigned' }])
    expect(rows.map((row) => Object.keys(row).slice(0, 2))).toEqual([
      ['crmProspectId', 'outcome'],
      ['crmProspectId', 'outcome'],
    ])
    const header = (await run(`${line} -f csv`, { network })).out.split('\r\n')[0]?.split(',') ?? []
    expect(header.filter((name) => name === 'crmProspectId')).toHaveLength(1)
  })
})
