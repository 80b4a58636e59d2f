import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rowsIn } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, type Ran, run } from '../../run.ts'
import { bodyOf } from '../../support/fake-gong.ts'
import { isChange, shortLine } from '../../support/requests.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const KALANI = 'k.nakamura@tallyhouse.example'
const PRISCILLA = 'p.tran@tallyhouse.example'
const LEADER = 'ingrid@tallyhouse.example'
const [ONE, TWO] = ['003750784324015331', '003404072463662246']
const FLOW = '382113028872392068'
const DACH = 'Inbound demo request: DACH'

/** A folder with a table, and a company that stays. */
function office(table: string, name = 'people.csv') {
  const folder = emptyFolder()
  const at = (file: string) => join(folder, file)
  writeFileSync(at(name), table)
  const setting = { network: openSandbox({ now: () => NOW }) }
  return { at, setting, path: at(name), read: (file: string) => readFileSync(at(file), 'utf8') }
}

const rowsOf = ({ out }: Ran) => rowsIn(JSON.parse(out))
const writesOf = ({ requests }: Ran) => requests.filter(isChange)

describe('flows bulk-assign', () => {
  it.each(['--from-file', '--file'])('has the columns of the table that is given with %s', async (flag) => {
    const { path, setting } = office('First name,Last name,Booth\nJo,Doe,14\n')
    const ran = await run(`flows bulk-assign ${FLOW} --owner ${KALANI} ${flag} ${path} --fields Booth,outcome`, setting)
    expect({ exit: ran.exit, rows: rowsOf(ran) }).toEqual({ exit: 0, rows: [{ Booth: '14', outcome: 'submitted' }] })
  })

  it.each(['--from-file', '--file'])('takes columns of other names by --map with %s', async (flag) => {
    const { path, setting } = office('Rufname,Sippe\nJo,Doe\n')
    const line = `flows bulk-assign ${FLOW} --owner ${KALANI} ${flag} ${path} --map firstName=Rufname --map lastName=Sippe`
    const ran = await run(line, setting)
    expect({ exit: ran.exit, bodies: writesOf(ran).map(bodyOf) }, ran.err).toMatchObject({
      exit: 0,
      bodies: [{ prospects: [{ firstName: 'Jo', lastName: 'Doe' }] }],
    })
  })
})

describe('flows assign --from-file', () => {
  const TABLE = [
    'CRM ID;Flow;Owner;Note',
    `${ONE};${DACH};${KALANI};"first; of them"`,
    `nobody;${FLOW};${PRISCILLA};unknown`,
    `${TWO};${FLOW};${PRISCILLA};`,
    `${ONE};${DACH};${KALANI};again`,
    '',
  ].join('\r\n')

  it('gives each line its row, in the order of the table, with all of its columns', async () => {
    const { path, setting } = office(TABLE)
    const ran = await run(`flows assign --from-file ${path}`, setting)
    expect(ran.exit).toBe(8)
    expect(Object.keys(rowsOf(ran)[0] ?? {})).toEqual(['CRM ID', 'Flow', 'Owner', 'Note', 'outcome', 'why', 'id'])
    expect(rowsOf(ran)).toMatchObject([
      { Note: 'first; of them', outcome: 'assigned', why: null, id: expect.stringMatching(/^\d+$/) },
      { Note: 'unknown', outcome: 'not assigned', why: 'Invalid crmId nobody', id: null },
      { outcome: 'assigned' },
      { Note: 'again', outcome: 'named already', why: 'line 2 has the same prospect and flow' },
    ])
  })

  it.each(['assign', 'bulk-assign'])(
    'of flows %s says of a line that repeats another that it is skipped',
    async (verb) => {
      const { path, setting } = office(`crmId\n${ONE}\n${ONE}\n`)
      const { err } = await run(`flows ${verb} ${FLOW} --from-file ${path} --owner ${KALANI}`, setting)
      expect(err).toContain('1 of the lines is skipped:\n  line 3: line 2 has the same prospect and flow\n')
      expect(err).not.toContain('as it should be')
    },
  )

  it('puts those of a flow and an owner in one request, a hundred at most', async () => {
    const owners = [KALANI, PRISCILLA]
    const lines = Array.from({ length: 500 }, (_, at) => `p${at},${owners[at % 2]}`)
    const { path, setting } = office(`prospect,owner\n${lines.join('\n')}\n`)
    const ran = await run(`flows assign ${FLOW} --from-file ${path}`, setting)
    const sizes = writesOf(ran).map((one) => {
      const { flowInstanceOwnerEmail, crmProspectsIds } = bodyOf(one)
      return `${flowInstanceOwnerEmail} ${[crmProspectsIds].flat().length}`
    })
    expect(sizes.sort()).toEqual([
      ...[`${KALANI} 100`, `${KALANI} 100`, `${KALANI} 50`],
      ...[`${PRISCILLA} 100`, `${PRISCILLA} 100`, `${PRISCILLA} 50`],
    ])
    expect(rowsOf(ran).map(({ prospect }) => prospect)).toEqual(lines.map((line) => line.split(',')[0]))
  })

  it('finds a prospect by the address, and says of whom the CRM knows nothing', async () => {
    const person = 'thandiwe.jovanovic@nettlecombefoods.example'
    const { path, setting } = office(`E-Mail\nThandiwe <${person}>\nnobody@nowhere.example\n`)
    const ran = await run(`flows assign ${FLOW} --from-file ${path} --owner ${KALANI}`, setting)
    expect(rowsOf(ran)).toMatchObject([
      { outcome: 'assigned' },
      {
        outcome: 'not assigned',
        why: expect.stringContaining('no contact or lead of the CRM with the address nobody@'),
      },
    ])
    const typed = await run(`flows unassign ${person} --flow ${FLOW} --by ${KALANI}`, setting)
    expect(rowsOf(typed)).toMatchObject([{ outcome: 'unassigned' }])
  })

  it('writes the lines that failed as they came in, which are the next input', async () => {
    const { path, setting, at, read } = office(TABLE)
    await run(`flows assign --from-file ${path} --failed ${at('failed.csv')} --results ${at('done.csv')}`, setting)
    expect(read('failed.csv')).toBe(`CRM ID;Flow;Owner;Note\r\nnobody;${FLOW};${PRISCILLA};unknown\r\n`)
    writeFileSync(at('failed.csv'), read('failed.csv').replace('nobody', TWO).replace(FLOW, DACH))
    const again = await run(`flows assign --from-file ${at('failed.csv')}`, setting)
    expect(rowsOf(again)).toMatchObject([{ outcome: 'assigned' }])
  })

  it('goes on with other owners where one has no licence for Engage', async () => {
    const { path, setting } = office(`prospect,owner\n${ONE},${LEADER}\n${TWO},${KALANI}\n`)
    const ran = await run(`flows assign ${FLOW} --from-file ${path}`, setting)
    expect(ran.exit).toBe(8)
    expect(rowsOf(ran)).toMatchObject([
      { outcome: 'refused', why: expect.stringContaining('has no Engage licence') },
      { outcome: 'assigned' },
    ])
  })

  it('ends with 3 and a row for each where the one owner has no licence', async () => {
    const { path, setting } = office(`prospect\n${ONE}\n${TWO}\n`)
    const ran = await run(`flows assign ${FLOW} --from-file ${path} --owner ${LEADER}`, setting)
    expect(ran.exit).toBe(3)
    expect(ran.err).toContain('has no Engage licence')
    expect(rowsOf(ran)).toMatchObject([{ outcome: 'not sent' }, { outcome: 'not sent' }])
  })

  it('declines more than --max-changes', async () => {
    const { path, setting } = office(`prospect\n${ONE}\n${TWO}\n`)
    const ran = await run(`flows assign ${FLOW} --from-file ${path} --owner ${KALANI} --max-changes 1`, setting)
    expect({ exit: ran.exit, writes: writesOf(ran) }).toEqual({ exit: 9, writes: [] })
  })

  it.each([
    ['prospect,owner\n1,kalani\n', 'line 2, owner: "kalani" is not an e-mail address'],
    [`prospect,owner\n1,${KALANI}\n,${KALANI}\n`, 'line 3: needs prospect or email'],
    ['prospect\n1\n', 'has no column for owner'],
    ['prospect,owner\n', 'nothing below it'],
  ])('refuses %j with nothing sent', async (table, reason) => {
    const { path } = office(table)
    for (const flow of [FLOW, 'Nosuch']) {
      const { exit, sent, err } = await run(`flows assign ${flow} --from-file ${path}`)
      expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
      expect(err).toContain(reason)
    }
  })

  it('names the flows that there are for one that there is not', async () => {
    const { path } = office(`prospect,flow,owner\n1,Inbound demo request: DACHS,${KALANI}\n`)
    const ran = await run(`flows assign --from-file ${path}`)
    expect({ exit: ran.exit, writes: writesOf(ran) }).toEqual({ exit: 2, writes: [] })
    expect(ran.err).toContain(`did you mean "${DACH}"?`)
  })
})

describe('flows bulk-assign --from-file', () => {
  const TABLE = [
    'Given name,Surname,E-Mail-Adresse,Company,Owner,Note',
    `Ann,Lee,ann@lee.example,Lee & Sons,${KALANI},a`,
    `Bo,Failing,bo@failing.example,Lee & Sons,${PRISCILLA},b`,
    `Cy,Orr,cy@orr.example,Orr,${KALANI},c`,
    '',
  ].join('\n')

  it('waits for all of them, and gives each line its row', async () => {
    const { path } = office(TABLE)
    const ran = await run(
      `flows bulk-assign "${DACH}" --from-file ${path} --wait --owner ${KALANI}`
        .split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/)
        .map((word) => word.replaceAll('"', '')),
    )
    expect(ran.exit).toBe(8)
    expect(rowsOf(ran)).toMatchObject([
      {
        Note: 'a',
        outcome: 'assigned',
        id: expect.stringMatching(/^\d+$/),
        crmProspectId: expect.stringMatching(/^00Q/),
      },
      { Note: 'b', outcome: 'not assigned', why: 'Daily rate of 10K exceeded' },
      { Note: 'c', outcome: 'assigned' },
    ])
    expect(writesOf(ran).map((one) => [bodyOf(one).prospects].flat().length)).toEqual([2, 1])
    expect(bodyOf(writesOf(ran)[1]).prospects).toEqual([
      { firstName: 'Bo', lastName: 'Failing', email: 'bo@failing.example', companyName: 'Lee & Sons' },
    ])
  })

  it('takes --file as the older name, and not both', async () => {
    const { path } = office(TABLE)
    const ran = await run(`flows bulk-assign ${FLOW} --owner ${KALANI} --file ${path} --from-file ${path}`)
    expect({ exit: ran.exit, sent: ran.sent }).toEqual({ exit: 2, sent: [] })
  })
})

describe('the plan of a table', () => {
  const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
  const EAST = 'Webinar follow-up: East Asia'
  const OWEN = '003811136627865508'

  it.each([
    ['assign', '--owner', `prospect,flow\n${ONE},${DACH}\n`, `prospect ${ONE} into "${DACH}" (flow `],
    [
      'assign',
      '--owner',
      `email,flow\n${BUYER},${DACH}\n`,
      `${BUYER} (prospect 003138529674853861) into "${DACH}" (flow `,
    ],
    ['bulk-assign', '--owner', `firstName,lastName,flow\nJo,Doe,${DACH}\n`, `Jo Doe into "${DACH}" (flow `],
    [
      'unassign',
      '--by',
      `prospect,flow\n${OWEN},${EAST}\n`,
      `prospect ${OWEN} leaves "${EAST}" (flow 2999566471682104669)`,
    ],
    [
      'unassign',
      '--by',
      'instance\n10883833566176974\n',
      `prospect ${OWEN} leaves "${EAST}" (instance 10883833566176974)`,
    ],
  ])('of flows %s %s says %j by names', async (verb, flag, table, text) => {
    const { path, setting } = office(table)
    const { err } = await run(`flows ${verb} --from-file ${path} ${flag} ${KALANI} --dry-run`, setting)
    expect(err).toContain(`\n  ${text}`)
  })

  it('names no flow that was typed by its id, for which nothing more is asked', async () => {
    const { path, setting } = office(`prospect\n${ONE}\n`)
    const { err } = await run(`flows assign ${FLOW} --from-file ${path} --owner ${KALANI} --dry-run`, setting)
    expect(err).toContain(`\n  prospect ${ONE} into flow ${FLOW} of ${KALANI}\n`)
  })

  it('has its first lines before those that are not sent', async () => {
    const { path, setting } = office(`prospect\n${ONE}\n${ONE}\n`)
    const { err } = await run(`flows assign ${FLOW} --from-file ${path} --owner ${KALANI} --dry-run`, setting)
    expect(err.indexOf(`  prospect ${ONE}`)).toBeLessThan(err.indexOf('1 of the lines is skipped'))
  })
})

describe('flows unassign --from-file', () => {
  it('takes out those whom a results file says to be assigned, and skips the others', async () => {
    const { path, setting, at } = office(`prospect\n${ONE}\nnobody\n${TWO}\n`)
    await run(`flows assign ${FLOW} ${TWO} --owner ${KALANI}`, setting)
    const line = `flows assign ${FLOW} --from-file ${path} --owner ${KALANI} --results ${at('results.csv')}`
    expect((await run(line, setting)).exit).toBe(8)
    const ran = await run(`flows unassign --from-file ${at('results.csv')} --by ${KALANI}`, setting)
    expect(ran.exit).toBe(0)
    const why = 'its outcome was "not assigned", and only those "assigned" are taken out'
    expect(ran.err).toContain(`2 of the lines are skipped:\n  line 3: ${why}\n`)
    expect(ran.err).not.toContain('as they should be')
    expect(rowsOf(ran)).toMatchObject([
      { prospect: ONE, outcome: 'unassigned' },
      { prospect: 'nobody', outcome: 'skipped', why },
      { prospect: TWO, outcome: 'skipped' },
    ])
    const open = rowsIn(JSON.parse((await run(`flows assigned ${ONE} ${TWO} --flow ${FLOW}`, setting)).out))
    expect(open.map(({ crmProspectId }) => crmProspectId)).toEqual([TWO])
  })

  it('goes by the outcome of the last run, in results of results', async () => {
    const { path, setting, at } = office(`prospect\n${ONE}\n`)
    const [first, second] = [at('one.csv'), at('two.jsonl')]
    await run(`flows assign ${FLOW} --from-file ${path} --owner ${KALANI} --results ${first}`, setting)
    await run(`flows unassign --from-file ${first} --by ${KALANI} --results ${second}`, setting)
    const ran = await run(`flows unassign --from-file ${second} --by ${KALANI}`, setting)
    expect(writesOf(ran)).toEqual([])
    expect(rowsOf(ran)).toMatchObject([{ outcome: 'skipped' }])
  })

  it('run again with the same results, says that they are out already, and ends with 0', async () => {
    const { path, setting, at } = office(`name,prospect\nAnn,${ONE}\nBo,${TWO}\n`)
    await run(`flows assign ${FLOW} --from-file ${path} --owner ${KALANI} --results ${at('results.csv')}`, setting)
    const line = `flows unassign --from-file ${at('results.csv')} --by ${KALANI}`
    expect((await run(line, setting)).exit).toBe(0)
    const again = await run(line, setting)
    expect({ exit: again.exit, writes: writesOf(again) }).toEqual({ exit: 0, writes: [] })
    expect(again.err).toContain('2 of the lines are as they should be already, and are not sent')
    expect(rowsOf(again).map((row) => Object.keys(row))[0]).toEqual(['name', 'prospect', 'outcome', 'why', 'id'])
    expect(rowsOf(again)).toMatchObject([
      { name: 'Ann', outcome: 'already out', why: 'the flow instance had ended before' },
      { name: 'Bo', outcome: 'already out' },
    ])
  })

  it('goes by the id of the result where the table has one of its own', async () => {
    const { path, setting, at } = office(`id,prospect\n77,${ONE}\n`)
    await run(`flows assign ${FLOW} --from-file ${path} --owner ${KALANI} --results ${at('done.csv')}`, setting)
    const ran = await run(`flows unassign --from-file ${at('done.csv')} --by ${KALANI}`, setting)
    expect(rowsOf(ran)).toMatchObject([{ id: '77', outcome: 'unassigned' }])
  })

  it('takes the rows of typed prospects', async () => {
    const { setting, at } = office('x\n')
    await run(`flows assign ${FLOW} ${ONE} ${TWO} --owner ${KALANI} -o ${at('typed.json')}`, setting)
    const ran = await run(`flows unassign --from-file ${at('typed.json')} --by ${KALANI}`, setting)
    expect(rowsOf(ran)).toMatchObject([{ outcome: 'unassigned' }, { outcome: 'unassigned' }])
    expect(writesOf(ran).map(shortLine)).toEqual(['POST /v2/flows/prospects/unassign-flows-by-instance-id'])
  })

  it('takes prospects out of a flow by their ids or addresses', async () => {
    const { path, setting } = office(`crmId,who\n${ONE},in it\n${TWO},not in it\n`)
    await run(`flows assign ${FLOW} ${ONE} --owner ${KALANI}`, setting)
    const ran = await run(`flows unassign --flow ${FLOW} --from-file ${path} --by ${KALANI}`, setting)
    expect({ exit: ran.exit, writes: writesOf(ran).length }).toEqual({ exit: 0, writes: 1 })
    expect(rowsOf(ran)).toMatchObject([{ outcome: 'unassigned' }, { outcome: 'not in the flow' }])
  })

  it.each([
    ['crmId\n1\n', '', 'needs instance, or prospect (or email) and flow'],
    ['outcome,id\nassigned,none\n', '', 'line 2: "none" is no id of a flow instance'],
    ['crmId\n1\n', '--all-flows', 'leave --all-flows away'],
    ['crmId\n1\n', '--instance 5', 'leave --instance away'],
  ])('refuses %j %s with nothing sent', async (table, flags, reason) => {
    const { path } = office(table)
    const { exit, sent, err } = await run(`flows unassign --from-file ${path} --by ${KALANI} ${flags}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(reason)
  })

  it('clears up a lost answer by asking who is still there', async () => {
    const { setting, at } = office('x\n')
    await run(`flows assign ${FLOW} ${ONE} ${TWO} --owner ${KALANI} -o ${at('typed.json')}`, setting)
    let lost = false
    const losing: HttpTransport = async (request, signal) => {
      const answer = await setting.network(request, signal)
      if (lost || !isChange(request)) return answer
      lost = true
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    }
    const ran = await run(`flows unassign --from-file ${at('typed.json')} --by ${KALANI}`, { network: losing })
    expect({ exit: ran.exit, writes: writesOf(ran).length }).toEqual({ exit: 0, writes: 1 })
    expect(rowsOf(ran)).toMatchObject([{ outcome: 'unassigned' }, { outcome: 'unassigned' }])
  })
})

it('flows list --mine has the flows of the owner without those of the company', async () => {
  const { out, exit } = await run(`flows list --mine --owner ${KALANI}`)
  expect(exit).toBe(0)
  expect(rowsIn(JSON.parse(out)).map(({ visibility }) => visibility)).toEqual(['Personal', 'Shared'])
})

it('flows assigned --flow takes a name, and keeps what is in that flow', async () => {
  const owen = '003811136627865508'
  const words = (flow: string) => ['flows', 'assigned', owen, '--flow', flow, '--owner', KALANI]
  const there = await run(words('Webinar follow-up: East Asia'))
  expect(rowsOf(there)).toMatchObject([{ crmProspectId: owen, flowName: 'Webinar follow-up: East Asia' }])
  expect(rowsOf(await run(words(DACH)))).toEqual([])
})
