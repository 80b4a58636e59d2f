import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Ran, type Setting, testSandbox } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { DESK, type Desk, openDesk } from '../../support/privacy-setup.ts'
import { isChange } from '../../support/requests.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const DIAL_IN = '+1 202-555-0178'
const NOBODY = 'nobody@nowhere.example'
const THREE = `${BUYER}\n${DIAL_IN}\n${NOBODY}\n`
const AGREED = ['--yes', '--confirm', '3', '--max-calls', '500']

function list(desk: Desk, text: string | Uint8Array, name = 'people.txt'): string {
  const path = join(desk.folder, name)
  writeFileSync(path, text)
  return path
}

const eraseList = (
  desk: Desk,
  text: string | Uint8Array,
  flags: readonly string[],
  setting: Setting = {},
): Promise<Ran> => desk.run(['privacy', 'erase-list', list(desk, text), ...flags], setting)
const erased = ({ sent }: Pick<Ran, 'sent'>) => sent.filter((line) => line.includes('/erase-'))
const outcomes = ({ out }: Ran) => JSON.parse(out).map(({ outcome }: { outcome: string }) => outcome)

describe('a list is taken whole or not at all:', () => {
  it('one bad line among 1,000, and nothing is sent', async () => {
    const lines = Array.from({ length: 1000 }, (_, index) => (index === 617 ? 'nobody at all' : `p${index}@a.example`))
    const { exit, sent, err } = await eraseList(await openDesk(), lines.join('\n'), ['--yes', '--confirm', '1000'])
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('1 line is wrong, so nothing was done')
    expect(err).toContain('line 618, value: "nobody at all" is neither an e-mail address nor a phone number')
  })

  it('every bad line is named', async () => {
    const { err } = await eraseList(await openDesk(), 'x\na@b.example\n020 7946 0948\n', ['--yes', '--confirm', '1'])
    expect(err).toMatch(/2 lines are wrong.*line 1, value: "x".*line 3, value: "020 7946 0948" has no country code/s)
  })

  it.each([
    ['an empty list', '\n# nobody\n', 'people.txt is empty'],
    ['a quote that is not closed', '"a@b.example\n', 'people.txt'],
  ])('%s', async (_, text, why) => {
    const { exit, sent, err } = await eraseList(await openDesk(), text, ['--yes', '--confirm', '1'])
    expect({ exit, sent, said: err.includes(why) }).toEqual({ exit: 2, sent: [], said: true })
  })

  it('a file that is not there', async () => {
    const { exit, sent } = await (await openDesk()).run('privacy erase-list nothing.csv --yes --confirm 1')
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  })
})

describe('people stand in', () => {
  it.each([
    ['text, one a line, with comments', `# of May\n${BUYER}\n\n${NOBODY}\n`],
    ['CSV with a column email', `name,email\n"Jovanovic, T.",${BUYER}\nNobody,${NOBODY}\n`],
    ['CSV with a column phone number', `Phone Number,x\n${DIAL_IN},1\n+1 202 555 0100,2\n`],
    ['CSV without a heading, the first column', `${BUYER},1\n${NOBODY},2\n`],
    ['a file that begins with a byte order mark', `\ufeffvalue\n${BUYER}\n${NOBODY}\n`],
    ['a table with semicolons', `name;e-mail\n"Jovanovic; T.";${BUYER}\nNobody;${NOBODY}\n`],
    ['a table with tabs', `name\temail\nA\t${BUYER}\nB\t${NOBODY}\n`],
    ['a table that names its separator', `sep=;\r\nemail;x\r\n"${BUYER}";1\r\n"${NOBODY}";2\r\n`],
    ['UTF-16, as a spreadsheet saves it', Buffer.from(`\ufeffemail\tx\r\n${BUYER}\t1\r\n${NOBODY}\t2\r\n`, 'utf16le')],
    ['the forms that mail programs copy', `mailto:${BUYER}?subject=x\nNobody At All <${NOBODY}>\n<${NOBODY}>\n`],
    ['any case and notation, each once', `${BUYER}\n${BUYER.toUpperCase()}\n+12025550178\n${DIAL_IN}\n`],
  ])('%s', async (_, text) => {
    const ran = await eraseList(await openDesk(), text, ['--dry-run'])
    expect(ran.exit).toBe(0)
    expect(JSON.parse(ran.out)).toHaveLength(2)
  })
})

describe('a line of several values', () => {
  const TABLE = `name,email,phone,ticket\nT,${BUYER},${DIAL_IN},CASE-7\n`

  it('is one person, of whom both are erased, with the ticket in both receipts', async () => {
    const desk = await openDesk()
    const ran = await eraseList(desk, TABLE, ['--yes', '--confirm', '2', '--max-calls', '500'])
    expect(erased(ran)).toEqual([DESK.ERASE_EMAIL, DESK.ERASE_PHONE])
    expect(ran.err).toContain('In Sales Americas, Sales EMEA & APAC, Customer Success')
    const receipts: { ticket: string; receipt: string }[] = JSON.parse((await desk.run('privacy receipts')).out)
    expect(receipts.map(({ ticket }) => ticket)).toEqual(['CASE-7', 'CASE-7'])
    const [row, ...others] = JSON.parse(ran.out)
    expect(others).toEqual([])
    expect(row).toMatchObject({ name: 'T', email: BUYER, phone: DIAL_IN, outcome: 'accepted', why: null, line: 2 })
    expect(row).toMatchObject({ ticket: 'CASE-7', host: 'api.gong.io', value: `${BUYER}, +12025550178` })
    expect(row.company).toContain('Sales Americas')
    expect(row.id).toBe(receipts.map(({ receipt }) => receipt).join(', '))
  })

  it('is agreed to by the number of values, not of people', async () => {
    const { exit, sent, err } = await eraseList(await openDesk(), TABLE, ['--yes', '--confirm', '1'])
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
    expect(err).toContain('the list has 2 different values (1 person)')
  })

  it.each([
    ['two addresses in one cell', 'email\na@b.example; c@d.example\n'],
    ['an address with a scheme that is none', 'email\nhttps:a@b.example\n'],
  ])('is refused with its line for %s', async (_, text) => {
    const { exit, sent, err } = await eraseList(await openDesk(), text, ['--yes', '--confirm', '1'])
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('line 2, email:')
  })
})

it('asks whether the spelling is right of whom Gong holds nothing about', async () => {
  const { err } = await eraseList(await openDesk(), THREE, ['--dry-run'])
  expect(err).toContain(`Gong holds nothing about ${NOBODY}: is the spelling right?`)
})

it('leaves out who was erased and verified before, says so, and lets verify take the list', async () => {
  const desk = await openDesk()
  await eraseList(desk, THREE, AGREED)
  desk.pass(3_600_000)
  const verified = await desk.run(['privacy', 'verify', join(desk.folder, 'people.txt')])
  expect([verified.exit, (await desk.run('privacy verify --all')).exit]).toEqual([0, 0])
  const again = await eraseList(desk, THREE, AGREED)
  expect({ exit: again.exit, sent: again.sent }).toEqual({ exit: 0, sent: [] })
  expect(outcomes(again)).toEqual(['done', 'done', 'done'])
  expect(again.err).toContain('3 values were erased and verified before, and left out.')
})

describe('a list that is erased again at once', () => {
  it('says what each receipt says, asks for a look, and warns of no erasure', async () => {
    const desk = await openDesk()
    await eraseList(desk, THREE, AGREED)
    const again = await eraseList(desk, THREE, AGREED)
    const next = `gong privacy verify ${join(desk.folder, 'people.txt')}`
    expect({ exit: again.exit, sent: again.sent }).toEqual({ exit: 0, sent: [] })
    expect(outcomes(again)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(JSON.parse(again.out)[0].why).toBe(`accepted on 2026-05-19, and not verified yet: ${next}`)
    expect(again.err).toContain('none is to be erased')
    expect(again.err).toContain(`3 values were accepted before and not verified yet, and left out: ${next}`)
    expect(again.err).not.toMatch(/WHOLE|cannot be undone|Clean the CRM/)
  })

  it('has nothing typed where nobody is to be erased', async () => {
    const desk = await openDesk()
    await eraseList(desk, THREE, AGREED)
    const { exit, asked } = await eraseList(desk, THREE, [], { terminal: true, answers: [] })
    expect({ exit, asked }).toEqual({ exit: 0, asked: [] })
  })

  it('names the value where the list came by stdin', async () => {
    const desk = await openDesk()
    await eraseList(desk, THREE, AGREED)
    const { out } = await desk.run('privacy erase-list - --yes --confirm 3', { stdin: THREE })
    expect(JSON.parse(out)[0].why).toContain(`gong privacy verify ${BUYER}`)
  })

  it('shows the outcome first in a table', async () => {
    const desk = await openDesk()
    await eraseList(desk, THREE, AGREED)
    const { out } = await eraseList(desk, THREE, [], { terminal: true, columns: 60, answers: [] })
    expect(out).toMatch(/^outcome +value .*\n.*\naccepted +thandiw/)
  })

  it('tells how many of the list are new', async () => {
    const desk = await openDesk()
    await eraseList(desk, `${BUYER}\n${NOBODY}\n`, ['--yes', '--confirm', '2', '--max-calls', '500'])
    const { err } = await eraseList(desk, THREE, AGREED)
    expect(err).toContain('The list has 3 different values (3 people); 1 of them is to be erased.')
  })
})

describe('lines about the same person', () => {
  const TWICE = `e-mail;ticket\n${BUYER};CASE-1\n${NOBODY};CASE-2\n${BUYER.toUpperCase()};CASE-3\n`

  it('are named, erased once, and their tickets kept in the receipt', async () => {
    const desk = await openDesk()
    const ran = await eraseList(desk, TWICE, ['--yes', '--confirm', '2', '--max-calls', '500'])
    expect(ran.err).toContain('line 4: same person as line 2; its ticket CASE-3 is kept with theirs')
    expect(JSON.parse(ran.out)).toMatchObject([
      { line: 2, ticket: 'CASE-1', outcome: 'accepted', why: null },
      { line: 3, ticket: 'CASE-2', outcome: 'accepted' },
      { line: 4, ticket: 'CASE-3', outcome: 'accepted', why: 'same person as line 2' },
    ])
    const receipts = JSON.parse((await desk.run('privacy receipts')).out)
    expect(receipts.map(({ ticket }: { ticket: string }) => ticket)).toEqual(['CASE-1, CASE-3', 'CASE-2'])
  })

  it('are verified once', async () => {
    const desk = await openDesk()
    const flags = ['--yes', '--confirm', '2', '--max-calls', '500']
    await eraseList(desk, TWICE, flags)
    const { out } = await desk.run(['privacy', 'verify', join(desk.folder, 'people.txt')])
    expect(JSON.parse(out)).toHaveLength(2)
    const typed = await desk.run(['privacy', 'verify', `${BUYER},${BUYER.toUpperCase()}`])
    expect(JSON.parse(typed.out)).toHaveLength(1)
  })

  it('may share one value and bring another, and may make one of two', async () => {
    const table = `email,phone,ticket\n${BUYER},,A\n${NOBODY},,B\n${BUYER},${DIAL_IN},A\nx@y.example,,C\n${NOBODY},${DIAL_IN},\n`
    const ran = await eraseList(await openDesk(), table, ['--yes', '--confirm', '4', '--max-calls', '500'])
    expect(ran.err).toContain('line 4: same person as line 2; its ticket A is kept with theirs')
    expect(ran.err).toContain('line 6: same person as lines 3 and 2')
    expect(ran.err).toContain('The list has 4 different values (2 people)')
    const rows = JSON.parse(ran.out).map(({ line, ticket }: { line: number; ticket: string }) => [line, ticket])
    expect(rows).toEqual([
      [2, 'A'],
      [3, 'B'],
      [4, 'A'],
      [5, 'C'],
      [6, 'B, A'],
    ])
    expect(erased(ran)).toHaveLength(4)
  })
})

describe('columns that mean nothing are named', () => {
  it.each([
    ['one', `Email Address;Reference\n${NOBODY};R-1\n`, 'column Reference is not used; those headed email'],
    ['several', `name,email,Our Ref\nN,${NOBODY},1\n`, 'columns name, Our Ref are not used'],
    ['a second ticket', `email,ticket,case\n${NOBODY},1,2\n`, 'column case is not used'],
    ['without a heading', `${NOBODY},1,${BUYER}\n`, 'column 2 is not used'],
  ])('%s, by erase-list and verify', async (_, text, said) => {
    const desk = await openDesk()
    expect((await eraseList(desk, text, ['--dry-run'])).err).toContain(said)
    expect((await desk.run(['privacy', 'verify', join(desk.folder, 'people.txt')])).err).toContain(said)
  })

  it('and nothing is said where all mean something', async () => {
    const { err } = await eraseList(await openDesk(), `email;phone;ticket\n${NOBODY};;1\n`, ['--dry-run'])
    expect(err).not.toContain('not used')
  })
})

describe('privacy verify of a list', () => {
  it('that was never erased says so, with the ticket of the list, and what would do it', async () => {
    const desk = await openDesk()
    const path = list(desk, `email;ticket\n${BUYER};DSR-7\n`, 'list 2.csv')
    const { exit, out } = await desk.run(['privacy', 'verify', path])
    expect(exit).toBe(8)
    const why = `never erased from here: gong privacy erase-list '${path}'`
    expect(JSON.parse(out)).toMatchObject([{ ticket: 'DSR-7', why }])
  })

  it('goes on after somebody whom Gong does not look up', async () => {
    const desk = await openDesk()
    await eraseList(desk, `${NOBODY}\n`, ['--yes', '--confirm', '1'])
    const { exit, out } = await desk.run(['privacy', 'verify', list(desk, `p.tran@tallyhouse.example\n${NOBODY}\n`)])
    expect(exit).toBe(8)
    expect(JSON.parse(out)).toMatchObject([
      { verdict: null, why: expect.stringContaining('internal user') },
      { verdict: 'clean' },
    ])
  })

  it('tells the line of what is neither address nor number', async () => {
    const desk = await openDesk()
    const { exit, err } = await desk.run(['privacy', 'verify', list(desk, `email\n${BUYER}\nnobody\n`)])
    expect(exit).toBe(2)
    expect(err).toContain('line 3, email: "nobody" is not an e-mail address')
  })
})

describe('privacy erase-list from a script', () => {
  it('names the number to confirm in what to try', async () => {
    const desk = await openDesk()
    const { err } = await eraseList(desk, THREE, [])
    const erasing = `gong privacy erase-list ${join(desk.folder, 'people.txt')}`
    expect(err).toContain(`try: ${erasing} --dry-run, and when that is right: ${erasing} --yes --confirm 3`)
  })

  it.each([
    ['neither', [], '--yes and --confirm are missing'],
    ['only --yes', ['--yes'], '--confirm is missing'],
    ['only --confirm', ['--confirm', '3'], '--yes is missing'],
    ['another number', ['--yes', '--confirm', '4'], 'the list has 3 different values (3 people)'],
  ])('erases nobody with %s', async (_, flags, why) => {
    const { exit, requests, err } = await eraseList(await openDesk(), THREE, flags)
    expect({ exit, changes: requests.filter(isChange), said: err.includes(why) }).toEqual({
      exit: 9,
      changes: [],
      said: true,
    })
  })

  it('looks everybody up before it erases anybody, and tells the sum', async () => {
    const ran = await eraseList(await openDesk(), THREE, AGREED)
    const first = ran.sent.findIndex((line) => line.includes('/erase-'))
    expect(ran.exit).toBe(0)
    expect(ran.sent.slice(first)).toEqual([DESK.ERASE_EMAIL, DESK.ERASE_PHONE, DESK.ERASE_EMAIL])
    expect(ran.err).toMatch(
      /The list has 3 different values \(3 people\); all are to be erased\..*\d+ calls are deleted WHOLE/s,
    )
    expect(outcomes(ran)).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('declines a sum over --max-calls', async () => {
    const ran = await eraseList(await openDesk(), THREE, ['--yes', '--confirm', '3', '--max-calls', '2'])
    expect({ exit: ran.exit, erased: erased(ran) }).toEqual({ exit: 9, erased: [] })
  })

  it('a dry run looks, shows each request that would erase, and erases nobody', async () => {
    const desk = await openDesk()
    const ran = await eraseList(desk, THREE, ['--dry-run'])
    expect({ exit: ran.exit, erased: erased(ran), book: desk.book() }).toEqual({ exit: 0, erased: [], book: [] })
    const shown: { method: string; url: string }[] = JSON.parse(ran.out)
    expect(shown.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      DESK.ERASE_EMAIL,
      DESK.ERASE_PHONE,
      DESK.ERASE_EMAIL,
    ])
    expect(ran.err).toContain('all are to be erased')
  })

  it('a dry run shows also what goes beyond --max-calls, and nothing for who was erased before', async () => {
    const desk = await openDesk()
    const beyond = await eraseList(desk, THREE, ['--dry-run', '--max-calls', '1'])
    expect([beyond.exit, JSON.parse(beyond.out).length]).toEqual([0, 3])
    expect(beyond.err).toMatch(
      /^without --dry-run this line is declined: \d+ calls would be deleted, more than the 1 of --max-calls$/m,
    )
    expect((await eraseList(desk, THREE, ['--dry-run'])).err).not.toContain('declined')
    await eraseList(desk, THREE, AGREED)
    const again = await eraseList(desk, THREE, ['--dry-run'])
    expect({ exit: again.exit, out: again.out }).toEqual({ exit: 0, out: '[]\n' })
  })

  it('leaves out whom Gong refuses, and ends with 8', async () => {
    const ran = await eraseList(await openDesk(), `${THREE}p.tran@tallyhouse.example\n`, [
      '--yes',
      '--confirm',
      '4',
      '--max-calls',
      '500',
    ])
    expect(ran.exit).toBe(8)
    expect(outcomes(ran)).toEqual(['accepted', 'accepted', 'accepted', 'refused'])
  })
})

describe('a list that stopped half-way', () => {
  /** Fails at the second erasure, in the way that is said. */
  const failing = (status: number, body: unknown): NonNullable<Setting['network']> => {
    const answering = testSandbox()
    let count = 0
    return async (request, signal) => {
      if (!request.url.includes('/erase-')) return await answering(request, signal)
      count += 1
      return count === 2 ? network(() => body, status)(request, signal) : await answering(request, signal)
    }
  }

  it('goes on with the rest, records each outcome, and ends with 8', async () => {
    const desk = await openDesk()
    const ran = await eraseList(desk, THREE, AGREED, { network: failing(503, 'gone') })
    expect(ran.exit).toBe(8)
    expect(outcomes(ran)).toEqual(['accepted', 'unknown', 'accepted'])
    expect(desk.book().map((line) => JSON.parse(line).state)).toEqual([
      'received',
      'received',
      'received',
      'intended',
      'accepted',
      'intended',
      'unknown',
      'intended',
      'accepted',
    ])
  })

  it('erases nobody twice when it is run again, not even whose outcome is unknown', async () => {
    const desk = await openDesk()
    await eraseList(desk, THREE, AGREED, { network: failing(503, 'gone') })
    const again = await eraseList(desk, THREE, AGREED)
    expect({ exit: again.exit, sent: again.sent }).toEqual({ exit: 8, sent: [] })
    expect(outcomes(again)).toEqual(['accepted', 'unknown', 'accepted'])
  })

  it('stops at a limit, and goes on from there', async () => {
    const desk = await openDesk()
    const first = await eraseList(desk, THREE, AGREED, {
      network: failing(429, { requestId: 'r', errors: ['too many'] }),
    })
    const second = await eraseList(desk, THREE, AGREED)
    expect([first.exit, erased(first).length]).toEqual([6, 2])
    expect([second.exit, erased(second)]).toEqual([0, [DESK.ERASE_PHONE, DESK.ERASE_EMAIL]])
    expect(outcomes(second)).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('tries again whom Gong had refused', async () => {
    const desk = await openDesk()
    await eraseList(desk, THREE, AGREED, { network: failing(400, { requestId: 'r', errors: ['not today'] }) })
    const second = await eraseList(desk, THREE, AGREED)
    expect(outcomes(second)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(erased(second)).toEqual([DESK.ERASE_PHONE])
  })
})

describe('privacy erase-list on a terminal', () => {
  it('has the number and a word typed', async () => {
    const desk = await openDesk()
    const flags = ['--max-calls', '500']
    const ran = await eraseList(desk, THREE, flags, {
      answers: ['3 amber'],
      terminal: true,
      random: (count) => Uint8Array.from({ length: count }, (_, at) => at),
    })
    expect(ran.asked[0]).toMatch(
      /The list has 3 different values \(3 people\); all are to be erased, \d+ calls go whole. To erase them in Sales Americas, .*\(.*, api\.gong\.io\), type: 3 amber$/,
    )
    expect({ exit: ran.exit, erased: erased(ran).length }).toEqual({ exit: 0, erased: 3 })
  })

  it.each(['', 'y', '3', 'amber', '4 amber', '3 birch'])('is not done by "%s"', async (answer) => {
    const desk = await openDesk()
    const ran = await eraseList(desk, THREE, ['--max-calls', '500', '--yes'], {
      answers: [answer],
      terminal: true,
      random: () => Uint8Array.of(0),
    })
    expect({ exit: ran.exit, erased: erased(ran), book: desk.book() }).toEqual({ exit: 9, erased: [], book: [] })
  })
})
