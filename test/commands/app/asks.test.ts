import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { home, KEYS, run } from '../../run.ts'
import { isChange } from '../../support/requests.ts'

const ANN = 'k.nakamura@tallyhouse.example'
const PERSON = 'thandiwe.jovanovic@nettlecombefoods.example'

/** What asks, and a line of it that could be sent. */
const ASKING: { readonly [path: string]: string } = {
  'privacy erase': PERSON,
  'crm integration delete': '3364149378650924208 --request r',
  'flows unassign': `003811136627865508 --all-flows --by ${ANN}`,
  'calls access revoke': '1 --user 2',
  'meetings delete': `1 --organizer ${ANN}`,
  'permissions update': '10764802098955269 --name Renamed',
  'ai ask': 'account:1 Why? -w 1',
  'ai brief': 'account:001299383106248559 --brief "Deal handoff" -w "Sales Americas"',
}

/** Those whose question depends on a file, or on what Gong has; `crm schema add` has none, for it takes no field away. */
const BY_CONTENT = ['privacy erase-list', 'crm schema set', 'crm schema add', 'permissions apply']

/** What a line without --yes came to. */
async function refused(line: string | readonly string[]) {
  const { exit, requests, err } = await run(line, { env: { ...KEYS, ...(await home()).env } })
  return { exit, changes: requests.filter(isChange).length, err }
}

describe('off a terminal and without --yes, nothing is changed by', () => {
  it.each(Object.entries(ASKING))('gong %s', async (path, rest) => {
    const { exit, changes, err } = await refused(`${path} ${rest}`)
    expect({ exit, changes }).toEqual({ exit: 9, changes: 0 })
    expect(err).toContain('--yes')
  })

  it('gong privacy erase-list', async () => {
    const path = join((await home()).folder, 'people.csv')
    await writeFile(path, `value\n${PERSON}\n`)
    const { exit, changes, err } = await refused(['privacy', 'erase-list', path])
    expect({ exit, changes }).toEqual({ exit: 9, changes: 0 })
    expect(err).toMatch(/calls are deleted WHOLE.*nobody is here to agree/s)
  })

  it('gong permissions apply', async () => {
    const path = join((await home()).folder, 'profiles.yaml')
    await writeFile(path, 'workspace: { id: 10246923550725705 }\nprofiles: [{ name: Manager, deals: false }]\n')
    const { exit, changes, err } = await refused(['permissions', 'apply', path])
    expect({ exit, changes }).toEqual({ exit: 9, changes: 0 })
    expect(err).toMatch(/Manager · deals · true → false.*nobody is here to agree/s)
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

describe('the refusal stands below the plan that a terminal would have shown:', () => {
  it.each([
    [`privacy erase ${PERSON}`, /calls are deleted WHOLE.*nobody is here to agree/s],
    [`flows unassign 003811136627865508 --all-flows --by ${ANN}`, /\(instance \d+\).*1 in all\), and nobody is here/s],
    ['calls access revoke 3364161517094170228 --user k.nakamura@tallyhouse.example', /Nakamura.*nobody is here/s],
    ['permissions update 10764802098955269 --name Renamed', /name.*Renamed.*nobody is here/s],
    [
      `api DELETE /v2/calls/users-access --body '{"callAccessList":[{"callId":"3364161517094170228","userIds":["1"]}]}'`,
      /user 1 has no granted access.*nobody is here/s,
    ],
  ])('%s', async (line, plan) => {
    const { exit, changes, err } = await refused(line)
    expect({ exit, changes }).toEqual({ exit: 9, changes: 0 })
    expect(err).toMatch(plan)
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
