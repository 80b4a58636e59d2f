import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSandbox } from '../src/sandbox/handle.ts'
import { DESK, type Desk, openDesk } from './desk.ts'
import { network } from './fake.ts'
import { NOW, type Ran, type Setting } from './run.ts'

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
    expect(err).toContain('1 line is wrong, so nothing was sent')
    expect(err).toContain('line 618: "nobody at all" is neither an e-mail address nor a phone number')
  })

  it('every bad line is named', async () => {
    const { err } = await eraseList(await openDesk(), 'x\na@b.example\n020 7946 0948\n', ['--yes', '--confirm', '1'])
    expect(err).toMatch(/2 lines are wrong.*line 1: "x".*line 3: "020 7946 0948" has no country code/s)
  })

  it.each([
    ['an empty list', '\n# nobody\n', 'there is nobody in the list'],
    ['a quote that is not closed', '"a@b.example\n', 'the list is not readable'],
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
    expect(JSON.parse(ran.out)).toMatchObject([
      { line: 2, ticket: 'CASE-7', host: 'api.gong.io', company: expect.stringContaining('Sales Americas') },
      { line: 2, ticket: 'CASE-7' },
    ])
    const receipts = JSON.parse((await desk.run('privacy receipts')).out)
    expect(receipts.map(({ ticket }: { ticket: string }) => ticket)).toEqual(['CASE-7', 'CASE-7'])
  })

  it('is agreed to by the number of values, not of people', async () => {
    const { exit, sent, err } = await eraseList(await openDesk(), TABLE, ['--yes', '--confirm', '1'])
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
    expect(err).toContain('the list has 2 different addresses and numbers')
  })

  it.each([
    ['two addresses in one cell', 'email\na@b.example; c@d.example\n'],
    ['an address with a scheme that is none', 'email\nhttps:a@b.example\n'],
  ])('is refused with its line for %s', async (_, text) => {
    const { exit, sent, err } = await eraseList(await openDesk(), text, ['--yes', '--confirm', '1'])
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('line 2:')
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
  expect([verified.exit, (await desk.run('privacy verify --all')).out]).toEqual([0, '[]\n'])
  const again = await eraseList(desk, THREE, AGREED)
  expect({ exit: again.exit, sent: again.sent }).toEqual({ exit: 0, sent: [] })
  expect(outcomes(again)).toEqual(['done', 'done', 'done'])
  expect(again.err).toContain('3 people were erased before, and are left out')
})

describe('privacy erase-list from a script', () => {
  it.each([
    ['neither', [], '--yes and --confirm missing'],
    ['only --yes', ['--yes'], '--confirm missing'],
    ['only --confirm', ['--confirm', '3'], '--yes missing'],
    ['another number', ['--yes', '--confirm', '4'], 'the list has 3 different people'],
  ])('sends nothing with %s', async (_, flags, why) => {
    const { exit, sent, err } = await eraseList(await openDesk(), THREE, flags)
    expect({ exit, sent, said: err.includes(why) }).toEqual({ exit: 9, sent: [], said: true })
  })

  it('looks everybody up before it erases anybody, and tells the sum', async () => {
    const ran = await eraseList(await openDesk(), THREE, AGREED)
    const first = ran.sent.findIndex((line) => line.includes('/erase-'))
    expect(ran.exit).toBe(0)
    expect(ran.sent.slice(first)).toEqual([DESK.ERASE_EMAIL, DESK.ERASE_PHONE, DESK.ERASE_EMAIL])
    expect(ran.err).toMatch(/3 people to erase: \d+ calls are deleted WHOLE/)
    expect(outcomes(ran)).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('declines a sum over --max-calls', async () => {
    const ran = await eraseList(await openDesk(), THREE, ['--yes', '--confirm', '3', '--max-calls', '2'])
    expect({ exit: ran.exit, erased: erased(ran) }).toEqual({ exit: 9, erased: [] })
  })

  it('a dry run looks, tells who would be erased, and erases nobody', async () => {
    const desk = await openDesk()
    const ran = await eraseList(desk, THREE, ['--dry-run'])
    expect({ exit: ran.exit, erased: erased(ran), book: desk.book() }).toEqual({ exit: 0, erased: [], book: [] })
    expect(outcomes(ran)).toEqual(['to be erased', 'to be erased', 'to be erased'])
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
    const answering = openSandbox({ now: () => NOW })
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
    expect(outcomes(again)).toEqual(['done', 'unknown', 'done'])
  })

  it('stops at a limit, and goes on from there', async () => {
    const desk = await openDesk()
    const first = await eraseList(desk, THREE, AGREED, {
      network: failing(429, { requestId: 'r', errors: ['too many'] }),
    })
    const second = await eraseList(desk, THREE, AGREED)
    expect([first.exit, erased(first).length]).toEqual([6, 2])
    expect([second.exit, erased(second)]).toEqual([0, [DESK.ERASE_PHONE, DESK.ERASE_EMAIL]])
    expect(outcomes(second)).toEqual(['done', 'accepted', 'accepted'])
  })

  it('tries again whom Gong had refused', async () => {
    const desk = await openDesk()
    await eraseList(desk, THREE, AGREED, { network: failing(400, { requestId: 'r', errors: ['not today'] }) })
    const second = await eraseList(desk, THREE, AGREED)
    expect(outcomes(second)).toEqual(['done', 'accepted', 'done'])
  })
})

describe('privacy erase-list on a terminal', () => {
  it('has the number and a word typed', async () => {
    const desk = await openDesk()
    const flags = ['--max-calls', '500']
    const ran = await eraseList(desk, THREE, flags, {
      answers: ['3 amber'],
      terminal: true,
      random: () => Uint8Array.of(0, 1, 2, 3, 4, 5),
    })
    expect(ran.asked[0]).toMatch(
      /3 people, \d+ calls go whole. To erase them in Sales Americas, .*\(.*, api\.gong\.io\), type: 3 amber$/,
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
