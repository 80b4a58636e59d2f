import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rowsIn } from '../../../src/lib/rows.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, run } from '../../run.ts'
import { bodyOf } from '../../support/fake-gong.ts'
import { isChange } from '../../support/requests.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const CALL = '3364161517094170228'
const TABLE = [
  'Call ID;E-Mail;Note',
  `${CALL};k.nakamura@tallyhouse.example;"first; of two"`,
  '12345;k.nakamura@tallyhouse.example;gone',
  `${CALL};p.tran@tallyhouse.example;`,
  '',
].join('\r\n')

/** A folder with the table, and a company that stays. */
function office(table = TABLE) {
  const folder = emptyFolder()
  const at = (name: string) => join(folder, name)
  writeFileSync(at('access.csv'), table)
  const setting = { network: openSandbox({ now: () => NOW }) }
  return {
    at,
    setting,
    line: `calls access grant --from-file ${at('access.csv')}`,
    read: (name: string) => readFileSync(at(name), 'utf8'),
  }
}

it('gives each line of a table its row, in the order of the table, with all of its columns', async () => {
  const { line, setting } = office()
  const { exit, out } = await run(`${line} -f csv`, setting)
  expect(out.split('\n')).toEqual([
    'Call ID,E-Mail,Note,outcome,why,id,access,userName,callTitle',
    `${CALL},k.nakamura@tallyhouse.example,"first; of two",granted,,,had none → granted,Kalani Nakamura-Reyes,Quayside Textiles | Product walk-through`,
    '12345,k.nakamura@tallyhouse.example,gone,refused,Call ID 12345 was not found,,,Kalani Nakamura-Reyes,',
    `${CALL},p.tran@tallyhouse.example,,granted,,,had none → granted,Priscilla Tran,Quayside Textiles | Product walk-through`,
    '',
  ])
  expect(exit).toBe(8)
})

it('sends what is right again without the line that Gong refuses', async () => {
  const { line, setting } = office()
  const { requests } = await run(line, setting)
  const calls = requests.filter(isChange).map((one) => rowsIn(bodyOf(one).callAccessList).map(({ callId }) => callId))
  expect(calls).toEqual([[CALL, '12345'], [CALL]])
})

it('writes the rows to --results, and the lines that failed to --failed as they came in', async () => {
  const { line, setting, at, read } = office()
  const { exit, out } = await run(`${line} --results ${at('done.jsonl')} --failed ${at('failed.csv')}`, setting)
  expect({ exit, out }).toEqual({ exit: 8, out: '' })
  const outcomes = read('done.jsonl')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text).outcome)
  expect(outcomes).toEqual(['granted', 'refused', 'granted'])
  expect(read('failed.csv')).toBe('Call ID;E-Mail;Note\r\n12345;k.nakamura@tallyhouse.example;gone\r\n')
})

it('takes the failed lines as the next input', async () => {
  const { line, setting, at } = office()
  await run(`${line} --failed ${at('failed.csv')}`, setting)
  const again = line.replace(at('access.csv'), at('failed.csv'))
  const { exit, out } = await run(`${again} -f csv --fields outcome`, setting)
  expect({ exit, out }).toEqual({ exit: 8, out: 'outcome\nrefused\n' })
})

it('leaves a heading alone in --failed where nothing failed', async () => {
  const { line, setting, at, read } = office(TABLE.replace('12345;', `${CALL};`))
  const { exit } = await run(`${line} --failed ${at('failed.csv')}`, setting)
  expect({ exit, failed: read('failed.csv') }).toEqual({ exit: 0, failed: 'Call ID;E-Mail;Note\r\n' })
})

it('grants the calls of a table to each user of --user', async () => {
  const { line, setting } = office(`callId\n${CALL}\n`)
  const { out } = await run(`${line} --user k.nakamura@tallyhouse.example,p.tran@tallyhouse.example -f csv`, setting)
  expect(out.split('\n').slice(1, 3)).toEqual([
    expect.stringContaining(`${CALL},granted,,,had none → granted,Kalani`),
    expect.stringContaining(`${CALL},granted,,,had none → granted,Priscilla`),
  ])
})

it('says before what is to be done, in which company, and to whom', async () => {
  const { line, setting } = office()
  const { err, requests } = await run(`${line} --dry-run`, setting)
  expect(err).toContain('3 lines; 3 accesses in 1 request, in Sales Americas')
  expect(err).toContain('Kalani Nakamura-Reyes gets access to "Quayside Textiles | Product walk-through" (call')
  expect(requests.filter(isChange)).toEqual([])
})

it('says how many have nothing to lose, who are sent all the same', async () => {
  const { line, setting } = office(TABLE.replace('12345;', `${CALL};`))
  const { err } = await run(`${line.replace('grant', 'revoke')} --dry-run`, setting)
  expect(err).toContain('3 of the 3 have no granted access; they are sent too, so that none is left')
})

it('says in the plan, also of a dry run, which lines Gong will likely refuse', async () => {
  const { line, setting } = office(`${TABLE}${CALL};7\r\n`)
  const said =
    /2 of the lines will likely be refused:\n {2}line 3: Gong does not list call 12345\n {2}line 5: Gong does not list user 7\n/
  expect((await run(`${line} --dry-run`, setting)).err).toMatch(said)
  expect((await run(`${line.replace('grant', 'revoke')} --dry-run`, setting)).err).toMatch(said)
})

it('says of one that was typed that Gong will likely refuse it', async () => {
  const { err } = await run('calls access grant 12345 --user k.nakamura@tallyhouse.example --dry-run')
  expect(err).toContain('Gong does not list call 12345')
})

it('names the file that says what did not work out, where the rows are there alone', async () => {
  const { line, setting, at } = office()
  const { err } = await run(`${line} --results ${at('done.csv')}`, setting)
  expect(err).toContain(`error: 1 did not work out; ${at('done.csv')} says which, and why`)
  const { err: shown } = await run(`${line} -o - --results ${at('again.csv')}`, setting)
  expect(shown).toContain('error: 1 did not work out; the rows say which, and why')
})

it('says nothing of lines that did not come where the last ones needed no request', async () => {
  const { line, setting, at } = office()
  await run(`calls access grant ${CALL} --user p.tran@tallyhouse.example`, setting)
  const { err } = await run(`${line} --results ${at('done.csv')}`, setting)
  expect(err).toMatch(/^3 rows, \d+ requests$/m)
})

it('puts its results in the place of those of an earlier run', async () => {
  const { line, setting, at } = office()
  const again = `calls access revoke --yes --from-file ${at('done.csv')}`
  await run(`${line} --results ${at('done.csv')}`, setting)
  const { out } = await run(`${again} -f csv`, setting)
  expect(out.split('\n')).toEqual([
    'Call ID,E-Mail,Note,outcome,why,id,access,userName,callTitle',
    expect.stringMatching(/,revoked,,,granted → has none,/),
    '12345,k.nakamura@tallyhouse.example,gone,refused,Call ID 12345 was not found,,,Kalani Nakamura-Reyes,',
    expect.stringMatching(/,revoked,,,granted → has none,/),
    '',
  ])
})

describe('--results of csv are like the table:', () => {
  const rows = (separator: string) => `call${separator}user\r\n${CALL}${separator}k.nakamura@tallyhouse.example\r\n`

  it.each([
    ['semicolons', rows(';'), 'call;user;outcome;'],
    ['bars', rows('|'), 'call|user|outcome|'],
    ['commas', rows(','), 'call,user,outcome,'],
    ['tabs, which are for other files', rows('\t'), 'call,user,outcome,'],
    ['a byte order mark', `\ufeff${rows(';')}`, '\ufeffcall;user;outcome;'],
    ['a first line that names it', `sep=;\r\n${rows(';')}`, 'call;user;outcome;'],
    [
      'JSON, which has none',
      JSON.stringify([{ call: CALL, user: 'k.nakamura@tallyhouse.example; x' }]).replace('; x', ''),
      'call,user,outcome,',
    ],
  ])('%s', async (_, table, heading) => {
    const { line, setting, at, read } = office(table)
    const { exit } = await run(`${line} --results ${at('done.csv')}`, setting)
    expect(exit).toBe(0)
    expect(read('done.csv').slice(0, heading.length)).toBe(heading)
    const again = await run(`calls access revoke --yes --from-file ${at('done.csv')} -f csv --fields outcome`, setting)
    expect(again.out).toBe('outcome\nrevoked\n')
  })

  it('from stdin too, beside an output of commas', async () => {
    const { setting, at, read } = office()
    const line = `calls access grant --from-file - -o ${at('all.csv')} --results ${at('done.csv')}`
    expect((await run(line, { ...setting, stdin: rows(';') })).exit).toBe(0)
    expect([read('all.csv').slice(0, 9), read('done.csv').slice(0, 9)]).toEqual(['call,user', 'call;user'])
  })

  it('UTF-16 becomes UTF-8 with a mark', async () => {
    const { line, setting, at, read } = office()
    writeFileSync(at('access.csv'), `\ufeff${rows(';')}`, 'utf16le')
    expect((await run(`${line} --results ${at('done.csv')}`, setting)).exit).toBe(0)
    expect(read('done.csv').slice(0, 10)).toBe('\ufeffcall;user')
  })
})

it('numbers a column of its own where the table has one of that name', async () => {
  const { line, setting } = office(`outcome,call,user\nearlier,${CALL},k.nakamura@tallyhouse.example\n`)
  const { out } = await run(`${line} -f csv --fields outcome,outcome2`, setting)
  expect(out).toBe('outcome,outcome2\nearlier,granted\n')
})

describe('nothing is sent', () => {
  it.each([
    ['--max-changes 2', 9, '3 changes are more than --max-changes 2'],
    [`${CALL}`, 2, '<call> and --from-file are two ways'],
    ['--during last-week', 2, 'a period is for the calls of --team'],
    ['--map call=Nummer', 2, 'Nummer'],
  ])('with %s: %i', async (flags, code, said) => {
    const { line, setting } = office()
    const { exit, err, requests } = await run(`${line} ${flags}`, setting)
    expect({ exit, sent: requests.filter(isChange) }).toEqual({ exit: code, sent: [] })
    expect(err).toContain(said)
  })

  it('for a table with a user whom nobody knows, and every fault is told', async () => {
    const { line, setting } = office(`call,user\nx,k.nakamura@tallyhouse.example\n${CALL},nobody@tallyhouse.example\n`)
    const { exit, err, requests } = await run(line, setting)
    expect({ exit, sent: requests.filter(isChange) }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('"x" is not an id')
  })

  it('for a table in the flag of a time, and --from-file is named', async () => {
    const { exit, err, sent } = await run('calls access grant --from grants.csv --user k.nakamura@tallyhouse.example')
    expect({ exit, err, sent }).toEqual({
      exit: 2,
      err: 'error: --from: "grants.csv" is a file, not a time\n  try: --from-file grants.csv\n',
      sent: [],
    })
  })

  it('where nothing is left to grant', async () => {
    const { line, setting } = office(`call,user\n${CALL},k.nakamura@tallyhouse.example\n`)
    await run(line, setting)
    const { exit, out, requests } = await run(`${line} -f csv --fields outcome,access`, setting)
    expect({ exit, out, sent: requests.filter(isChange) }).toEqual({
      exit: 0,
      out: 'outcome,access\nalready granted,granted\n',
      sent: [],
    })
  })
})

it('grants the calls that a manager and everybody below hosted in a period', async () => {
  const { setting } = office()
  const team = JSON.parse((await run('users list')).out) as { id: string; managerId: string | null }[]
  const below = (id: string): string[] => [id, ...team.flatMap((one) => (one.managerId === id ? below(one.id) : []))]
  const hosts = below(team.find(({ managerId }) => typeof managerId === 'string')?.managerId ?? '')
  const [manager] = hosts
  const hosted = await run(`calls details --host ${hosts.join(',')} --during last-week --jq '.[].metaData.id'`, setting)
  const granted = await run(
    `calls access grant --user k.nakamura@tallyhouse.example --team ${manager} --during last-week --jq '.[].callId'`,
    setting,
  )
  expect(granted.out.split('\n').sort()).toEqual(hosted.out.split('\n').sort())
  expect(granted.out.split('\n').length).toBeGreaterThan(10)
})

it("refuses the team of somebody who is nobody's manager, before anything is sent", async () => {
  const { exit, err } = await run(
    'calls access grant --user k.nakamura@tallyhouse.example --team p.tran@tallyhouse.example --during last-week',
  )
  expect(exit).toBe(2)
  expect(err).toContain("is nobody's manager")
})
