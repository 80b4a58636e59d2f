import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { home, run } from '../../run.ts'

const ANN = 'k.nakamura@tallyhouse.example'
const PERSON = 'thandiwe.jovanovic@nettlecombefoods.example'

/** What asks, and a line of it that could be sent. */
const ASKING: { readonly [path: string]: string } = {
  'privacy erase': PERSON,
  'crm integration delete': '1 --request r',
  'flows unassign': `003811136627865508 --all-flows --by ${ANN}`,
  'calls access revoke': '1 --user 2',
  'meetings delete': `1 --organizer ${ANN}`,
  'permissions update': '10764802098955269 --name Renamed',
  'ai ask': 'account:1 Why? -w 1',
  'ai brief': 'account:1 --brief x -w 1',
}

/** Those whose question depends on a file, or on what Gong has; `crm schema add` has none, for it takes no field away. */
const BY_CONTENT = ['privacy erase-list', 'crm schema set', 'crm schema add', 'permissions apply']

describe('off a terminal and without --yes, nothing is sent by', () => {
  it.each(Object.entries(ASKING))('gong %s', async (path, rest) => {
    const { exit, sent, err } = await run(`${path} ${rest}`)
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
    expect(err).toContain('--yes')
  })

  it('gong privacy erase-list', async () => {
    const path = join((await home()).folder, 'people.csv')
    await writeFile(path, `value\n${PERSON}\n`)
    const { exit, sent } = await run(['privacy', 'erase-list', path])
    expect({ exit, sent: sent.filter((one) => !one.startsWith('GET ')) }).toEqual({ exit: 9, sent: [] })
  })

  it('gong permissions apply', async () => {
    const path = join((await home()).folder, 'profiles.yaml')
    await writeFile(path, 'workspace: { id: 10246923550725705 }\nprofiles: [{ name: Manager, deals: false }]\n')
    const { exit, sent } = await run(['permissions', 'apply', path])
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
  })

  it('gong crm schema set, where a field goes', async () => {
    const fields = JSON.parse((await run('crm schema get account')).out)
    const body = JSON.stringify(
      fields.map(({ objectType: _, ...field }: Record<string, unknown>) => ({ ...field, isDeleted: true })),
    )
    const { exit, sent } = await run(['crm', 'schema', 'set', 'account', '--body', body])
    expect({ exit, sent: sent.filter((one) => !one.startsWith('GET ')) }).toEqual({ exit: 9, sent: [] })
  })
})

it('nothing else erases or spends by its own words without being in this table', async () => {
  const asking = commandsIn(await tree(entries))
    .filter(
      ({ command }) =>
        /^(erase|billed)$/.test(command.effect) || command.cautions?.some((one) => /asks first/i.test(one)),
    )
    .map(({ path }) => path)
    .filter((path) => path !== 'api')
  expect(asking.filter((path) => !(path in ASKING) && !BY_CONTENT.includes(path))).toEqual([])
})

describe('without a question goes', () => {
  it.each([
    'calls access grant 1 --user 2',
    `flows unassign p --flow 1 --by ${ANN}`,
    `flows unassign --instance 1 --by ${ANN}`,
    `flows assign 382113028872392068 003750784324015331 --owner ${ANN}`,
    'tasks update 6811318646154554689 --user 2 --status done',
    'permissions create -w 1 --name New',
  ])('gong %s', async (line) => {
    const { sent, asked } = await run(line, { answers: [] })
    expect(asked).toEqual([])
    expect(sent.length).toBeGreaterThan(0)
  })
})
