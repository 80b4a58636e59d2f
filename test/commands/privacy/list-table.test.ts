import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Ran } from '../../run.ts'
import { madeWorkbook } from '../../support/made-workbook.ts'
import { type Desk, openDesk } from '../../support/privacy-setup.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const NUMBER = '+12025550178'
const NOBODY = 'nobody@nowhere.example'

const eraseList = (desk: Desk, content: string | Uint8Array, name: string, flags: readonly string[]): Promise<Ran> => {
  writeFileSync(join(desk.folder, name), content)
  return desk.run(['privacy', 'erase-list', join(desk.folder, name), ...flags])
}

/** The values that a dry run would erase. */
function erasedIn({ out }: Ran): string[] {
  return JSON.parse(out).map(({ url }: { url: string }) => [...new URL(url).searchParams.values()][0])
}

function workbook(): Buffer {
  const row = (number: number, ...cells: string[]) =>
    `<row r="${number}">${cells.map((cell, at) => `<c r="${'ABC'[at]}${number}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
  return madeWorkbook({
    sheets: { Notes: row(1, 'nothing'), People: row(2, 'E-Mail', 'Telefon') + row(3, BUYER, NUMBER) + row(5, NOBODY) },
  })
}

describe('a list of people is read from', () => {
  it.each<[string, string, string | Uint8Array, readonly string[]]>([
    ['a workbook', 'people.xlsx', workbook(), ['--sheet', 'people']],
    ['JSON', 'people.json', JSON.stringify([{ email: BUYER, phone: NUMBER }, { email: NOBODY }]), []],
    ['JSON of plain values', 'people.json', JSON.stringify([BUYER, NUMBER, NOBODY]), []],
    ['lines of JSON', 'p.jsonl', `{"mail":"${BUYER}","tel":"${NUMBER}"}\n{"mail":"${NOBODY}"}\n`, []],
    [
      'JSON in an object',
      'p.json',
      JSON.stringify({ people: [{ value: BUYER }, { value: NUMBER }, { value: NOBODY }] }),
      [],
    ],
    ['a table with bars', 'p.csv', `E-Mail|Handy\n${BUYER}|${NUMBER}\n${NOBODY}|\n`, []],
    ['headings in German', 'p.csv', `Name;E-Mail-Adresse;Telefonnummer\nA;${BUYER};${NUMBER}\nB;${NOBODY};\n`, []],
    ['headings in French', 'p.csv', `Courriel,Téléphone\n${BUYER},${NUMBER}\n${NOBODY},\n`, []],
    ['headings in Spanish', 'p.csv', `Correo electrónico,Teléfono\n${BUYER},${NUMBER}\n${NOBODY},\n`, []],
    ['headings in Japanese', 'p.csv', `メールアドレス,電話番号\n${BUYER},${NUMBER}\n${NOBODY},\n`, []],
    ['several columns of a kind', 'p.csv', `email,E-Mail 2,mobile\n${BUYER},${NOBODY},${NUMBER}\n`, []],
    [
      'a column that is named',
      'p.csv',
      `Kontakt;Firma\n${BUYER};A\n${NUMBER};B\n${NOBODY};C\n`,
      ['--map', 'value=Kontakt'],
    ],
    ['a number of its country', 'p.csv', `email,phone\n${BUYER},(202) 555-0178\n${NOBODY},\n`, ['--country', 'US']],
    ['no heading, names first', 'p.csv', `"Jovanovic, T.",${BUYER},${NUMBER}\nNobody,${NOBODY},\n`, []],
    ['comments among the lines', 'p.csv', `# May\nemail,phone\n# first\n${BUYER},${NUMBER}\n${NOBODY},\n`, []],
    ['what mail programs copy', 'p.csv', `email,phone\nT <${BUYER}>,tel:${NUMBER}\nmailto:${NOBODY}?subject=x,\n`, []],
  ])('%s', async (_, name, content, flags) => {
    const ran = await eraseList(await openDesk(), content, name, [...flags, '--dry-run'])
    expect(ran.exit).toBe(0)
    expect(erasedIn(ran).toSorted()).toEqual([NUMBER, NOBODY, BUYER])
  })

  it('stdin, and --from-file in the place of the argument', async () => {
    const desk = await openDesk()
    const stdin = `email;phone\r\n${BUYER};${NUMBER}\r\n${NOBODY};\r\n`
    for (const line of ['privacy erase-list -', 'privacy erase-list --from-file -'])
      expect(erasedIn(await desk.run(`${line} --dry-run`, { stdin }))).toEqual([BUYER, NUMBER, NOBODY])
  })
})

describe('nothing is sent', () => {
  it.each<[string, string, readonly string[], string]>([
    ['for a line without a value', `email,phone\n${BUYER},\n,\nx,y\n ,\n`, [], 'line 4, email: "x" is not an e-mail'],
    ['for a line with a name alone', `name,email\nA,${BUYER}\nB,\n`, [], 'line 3: has no email, phone or value'],
    [
      'for a table without such a column',
      `Kontakt,Firma\nAnna,B\n`,
      [],
      'has no column for email, phone, value; it has "Kontakt"',
    ],
    ['for a number without a country', `phone\n020 7946 0948\n`, [], 'has no country code'],
    ['for a number that a sheet has rounded', `phone\n4.42079E+11\n`, [], 'whose last digits are lost'],
    ['for a day that is none', `email,received\n${BUYER},soon\n`, [], 'line 2, received:'],
    ['for a heading that is not there', `email\n${BUYER}\n`, ['--map', 'phone=Tel'], 'has no column "Tel"'],
    ['for two lists', `email\n${BUYER}\n`, ['--from-file', 'x.csv'], 'say which list, once'],
    [
      'for more than --max-changes',
      `email\n${BUYER}\n${NOBODY}\n`,
      ['--max-changes', '1'],
      'more than --max-changes 1',
    ],
  ])('%s', async (_, content, flags, said) => {
    const agreed = ['--yes', '--confirm', '2', '--max-calls', '500']
    const { exit, sent, err } = await eraseList(await openDesk(), content, 'p.csv', [...flags, ...agreed])
    const changed = sent.filter((line) => line.includes('/erase-'))
    expect({ exit: exit === 2 || exit === 9, changed, said: err.includes(said) || err }).toEqual({
      exit: true,
      changed: [],
      said: true,
    })
  })
})

describe('the results of a list', () => {
  const TABLE = `Name;E-Mail;Tel;Case;id\n"Jovanovic, T.";${BUYER};${NUMBER};C-1;7\nUser;p.tran@tallyhouse.example;;C-2;8\nNobody;${NOBODY};;;9\nT again;${BUYER};;C-3;10\n`
  const FLAGS = ['--yes', '--confirm', '4', '--max-calls', '500', '--ticket', 'ALL']

  it('have every column of the input, and what became of each line, in its order', async () => {
    const desk = await openDesk()
    const { exit, out } = await eraseList(desk, TABLE, 'p.csv', FLAGS)
    const rows = JSON.parse(out)
    expect(exit).toBe(8)
    expect(Object.keys(rows[0]).slice(0, 9)).toEqual([
      'Name',
      'E-Mail',
      'Tel',
      'Case',
      'id',
      'outcome',
      'why',
      'id2',
      'value',
    ])
    const brief = rows.map((row: Record<string, string>) => [row.Name, row.id, row.outcome, row.ticket, row.line])
    expect(brief).toEqual([
      ['Jovanovic, T.', '7', 'accepted', 'C-1, C-3', 2],
      ['User', '8', 'refused', 'C-2', 3],
      ['Nobody', '9', 'accepted', 'ALL', 4],
      ['T again', '10', 'accepted', 'C-1, C-3', 5],
    ])
    const receipts = JSON.parse((await desk.run('privacy receipts')).out)
    expect(rows[0].id2).toBe(`${receipts[0].receipt}, ${receipts[1].receipt}`)
    expect(rows[3].id2).toBe(receipts[0].receipt)
    expect(receipts.map(({ ticket }: { ticket: string }) => ticket)).toEqual(['C-1, C-3', 'C-1, C-3', 'ALL'])
  })

  it('go into --results, and the lines that failed into --failed as they came in', async () => {
    const desk = await openDesk()
    const [results, failed] = ['r.csv', 'f.csv'].map((name) => join(desk.folder, name))
    await eraseList(desk, TABLE, 'p.csv', [...FLAGS, '--results', `${results}`, '--failed', `${failed}`])
    const lines = readFileSync(`${results}`, 'utf8').split('\n')
    expect(lines[0]).toMatch(/^Name;E-Mail;Tel;Case;id;outcome;why;id2;/)
    expect(lines[1]).toMatch(/^Jovanovic, T\.;/)
    expect(readFileSync(`${failed}`, 'utf8')).toBe('Name;E-Mail;Tel;Case;id\nUser;p.tran@tallyhouse.example;;C-2;8\n')
  })

  it('fill in the ticket of a line that has none', async () => {
    const table = `email,ticket\n${NOBODY},\n`
    const { out } = await eraseList(await openDesk(), table, 'p.csv', ['--yes', '--confirm', '1', '--ticket', 'T-1'])
    expect(JSON.parse(out)).toMatchObject([{ email: NOBODY, ticket: 'T-1', outcome: 'accepted' }])
  })

  it('tell of two values that fared differently, each with its receipt', async () => {
    const table = `email,phone\np.tran@tallyhouse.example,${NUMBER}\n`
    const { exit, out } = await eraseList(await openDesk(), table, 'p.csv', [
      '--yes',
      '--confirm',
      '2',
      '--max-calls',
      '500',
    ])
    const [row] = JSON.parse(out)
    expect({ exit, outcome: row.outcome }).toEqual({ exit: 8, outcome: 'refused' })
    expect(row.why).toMatch(/^p\.tran@tallyhouse\.example: .*internal user.*; \+12025550178: accepted$/)
  })
})

describe('before the question', () => {
  it('each person stands with what is erased of them, and their ticket', async () => {
    const table = `email,phone,ticket\n${BUYER},${NUMBER},C-1\n${NOBODY},,\n`
    const { err } = await eraseList(await openDesk(), table, 'p.csv', ['--dry-run'])
    expect(err).toMatch(
      /\n {2}thandiwe\.jovanovic@nettlecombefoods\.example, \+12025550178 {2}\d+ calls?, .*CRM record.* · C-1\n/,
    )
    expect(err).toMatch(/\n {2}nobody@nowhere\.example +nothing that Gong knows\n/)
  })

  it('of many people the first 20 stand there, and the others are counted', async () => {
    const lines = Array.from({ length: 23 }, (_, at) => `p${at}@a.example`)
    const { err } = await eraseList(await openDesk(), lines.join('\n'), 'p.txt', ['--dry-run'])
    expect(err.match(/\n {2}p\d+@a\.example +nothing/g)).toHaveLength(20)
    expect(err).toContain('\n  and 3 people more\n')
  })

  it('a column of addresses that is left out is named, with what takes it', async () => {
    const table = `email,Spouse\n${BUYER},${NOBODY}\n`
    const { err } = await eraseList(await openDesk(), table, 'p.csv', ['--dry-run'])
    expect(err).toContain('column Spouse holds addresses or numbers that are left out: --map "value=Spouse"')
  })
})

it('hints repeat all that was typed about the list', async () => {
  const desk = await openDesk()
  const table = `Wer,Telefon\n${BUYER},030 1234567\n`
  const flags = ['--map', 'value=Wer', '--country', 'DE', '--max-calls', '500']
  const typed = 'people.csv --map value=Wer --country DE --max-calls 500'
  const refused = await eraseList(desk, table, 'people.csv', flags)
  expect(refused.exit).toBe(9)
  expect(refused.err).toContain(`${typed} --dry-run, and when that is right: `)
  expect(refused.err).toContain(`${typed} --yes --confirm 2\n`)
  const other = await eraseList(desk, table, 'people.csv', [...flags, '--yes', '--confirm=3'])
  expect([other.exit, other.err]).toEqual([9, expect.stringContaining(`${typed} --yes --confirm 2\n`)])
  await eraseList(desk, table, 'people.csv', [...flags, '--yes', '--confirm', '2'])
  const again = await eraseList(desk, table, 'people.csv', [...flags, '--yes', '--confirm', '2'])
  expect(again.err).toContain('people.csv --map value=Wer --country DE\n')
  const fresh = await openDesk()
  writeFileSync(join(fresh.folder, 'people.csv'), table)
  const path = join(fresh.folder, 'people.csv')
  const { out } = await fresh.run(['privacy', 'verify', path, '--map', 'value=Wer', '--country', 'DE'])
  expect(out).toContain(`gong privacy erase-list ${path} --map value=Wer --country DE`)
})
