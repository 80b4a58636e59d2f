import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { PROOF_COST } from '../../../src/platform/node/scrypt-cost.ts'
import { type ChainKey, chainLine, openChain } from '../../../src/privacy/receipts/chain.ts'
import { receiptKey } from '../../../src/privacy/receipts/key.ts'
import { maskPerson, redactPerson } from '../../../src/privacy/receipts/value.ts'
import { CHEAP_PROOF, type Ran, type Setting, testSandbox } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { DESK, type Desk, openDesk } from '../../support/privacy-setup.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const HOUR = 3_600_000

const erase = (desk: Desk, flags: readonly string[] = [], setting: Setting = {}): Promise<Ran> =>
  desk.run(['privacy', 'erase', BUYER, '--yes', '--confirm', BUYER, ...flags], setting)
const lines = (desk: Desk): Row[] => desk.book().map((line) => JSON.parse(line))
const idOf = ({ out }: Ran): string => JSON.parse(out).receipt

/** The chain of a whole book. */
function chainOf(text: string, key: ChainKey) {
  const chain = openChain(key)
  chain.read(text)
  return chain
}

describe('the receipt of an erasure', () => {
  it('is in the book before the request leaves, and completed after it', async () => {
    const desk = await openDesk()
    const before: string[][] = []
    const erasing = network(() => {
      before.push(lines(desk).map(({ state }) => String(state)))
      return { requestId: 'gong-1' }
    })
    const looking = (await openDesk()).run
    const { out } = await looking(['privacy', 'find', BUYER])
    const held = JSON.parse(out)
    await erase(desk, [], {
      network: (request, signal) =>
        request.url.includes('/erase-')
          ? erasing(request, signal)
          : network(() =>
              request.url.includes('privacy')
                ? { requestId: 'r', ...held }
                : { requestId: 'r', calls: [], workspaces: [{ id: '1', name: 'Sales' }] },
            )(request, signal),
    })
    expect(before).toEqual([['intended']])
    expect(lines(desk).map(({ state }) => state)).toEqual(['intended', 'accepted'])
  })

  it('tells who, when, where, what was found by ids and counts, and what Gong said', async () => {
    const desk = await openDesk()
    const receipt = idOf(await erase(desk))
    const [intent, answer] = lines(desk)
    expect(intent).toMatchObject({
      at: '2026-05-19T12:00:00.000Z',
      receipt,
      state: 'intended',
      profile: null,
      host: 'api.gong.io',
      value: { kind: 'email', masked: 't***@n***.example', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      found: { counts: { calls: expect.any(Number) }, calls: expect.arrayContaining([expect.stringMatching(/^\d+$/)]) },
    })
    expect(answer).toMatchObject({ receipt, state: 'accepted', requestId: expect.any(String) })
  })

  it("keeps nothing of the person's data, nor does a refusal that repeats it", async () => {
    const desk = await openDesk()
    await erase(desk, [], {
      network: async (request, signal) =>
        request.url.includes('/erase-')
          ? network(() => ({ requestId: 'r', errors: [`${BUYER.toUpperCase()} is odd`] }), 400)(request, signal)
          : await looking(request, signal),
    })
    expect(lines(desk).at(-1)).toMatchObject({
      state: 'refused',
      said: expect.stringContaining('t***@n***.example is odd'),
    })
    expect(readFileSync(desk.bookPath, 'utf8').toLowerCase()).not.toContain('thandiwe')
  })

  it('is unknown when the answer does not arrive, and says how to verify', async () => {
    const desk = await openDesk()
    const { exit, err } = await erase(desk, [], { network: breaking })
    expect(exit).toBe(7)
    expect(lines(desk).at(-1)).toMatchObject({ state: 'unknown' })
    expect(err).toContain(`try: gong privacy verify ${BUYER}`)
  })

  it('is also where --receipt says, line by line as in the book', async () => {
    const desk = await openDesk()
    const path = join(desk.folder, 'proof.json')
    await erase(desk, ['--receipt', path])
    expect(JSON.parse(readFileSync(path, 'utf8')).lines).toEqual(lines(desk))
  })

  it.each([
    ['the book cannot be written', 2, (desk: Desk) => mkdirSync(`${desk.bookPath}`, { recursive: true }), []],
    ['there is no such place for the copy', 2, () => undefined, ['--receipt', '/dev/null/no/proof.json']],
  ])('comes first: nothing is erased when %s', async (_, code, spoil, flags) => {
    const desk = await openDesk()
    spoil(desk)
    const { exit, sent } = await erase(desk, flags)
    expect({ exit, erased: sent.filter((line) => line.includes('/erase-')) }).toEqual({ exit: code, erased: [] })
  })

  it('is refused when its copy could not be written once the person was found', async () => {
    const desk = await openDesk()
    const proof = join(desk.folder, 'proof')
    const spoiling: Setting['network'] = async (request, signal) => {
      if (!existsSync(proof)) writeFileSync(proof, 'in the way')
      return await looking(request, signal)
    }
    const { exit, sent } = await erase(desk, ['--receipt', join(proof, 'proof.json')], { network: spoiling })
    expect([exit, sent.filter((line) => line.includes('/erase-'))]).toEqual([10, []])
    expect(lines(desk).map(({ state }) => state)).toEqual(['intended', 'refused'])
  })

  it('is local, and says what became of it, when its copy cannot be completed after the request', async () => {
    const desk = await openDesk()
    const path = join(desk.folder, 'proof', 'proof.json')
    const spoiling: Setting['network'] = async (request, signal) => {
      if (request.url.includes('/erase-')) {
        rmSync(join(desk.folder, 'proof'), { recursive: true })
        writeFileSync(join(desk.folder, 'proof'), 'in the way')
      }
      return await looking(request, signal)
    }
    const { exit, err } = await erase(desk, ['--receipt', path], { network: spoiling })
    expect(exit).toBe(10)
    expect(err).toContain('the erasure was sent, and its outcome is: accepted')
    expect(lines(desk).map(({ state }) => state)).toEqual(['intended', 'accepted'])
  })

  it('shows no more than the last two digits of a number, and a proof that needs the key', async () => {
    const desk = await openDesk()
    const number = '+12025550178'
    await desk.run(['privacy', 'erase', number, '--yes', '--confirm', number])
    const [{ value }] = lines(desk) as [{ value: Row }]
    expect(value).toEqual({ kind: 'phone', masked: '***78', digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const plain = createHash('sha256').update(number).digest('hex')
    const other = receiptKey(new Uint8Array(32), CHEAP_PROOF).proof(number)
    expect([plain, other]).not.toContain(value.digest)
    expect(statSync(desk.bookPath).mode & 0o777).toBe(0o600)
    expect(statSync(join(desk.folder, 'config', 'receipts-key.json')).mode & 0o777).toBe(0o600)
  })

  it('tells the company, and asks for it before anything is erased', async () => {
    const desk = await openDesk()
    const { out, err } = await erase(desk, ['--ticket', 'CASE-7'])
    const place = 'Sales Americas, Sales EMEA & APAC, Customer Success'
    expect(JSON.parse(out)).toMatchObject({ company: place, profile: null, host: 'api.gong.io' })
    expect(err).toContain(`In ${place} (the credential of the environment, api.gong.io):`)
    expect(lines(desk)[0]).toMatchObject({ ticket: 'CASE-7', company: { name: place, workspaces: expect.any(Array) } })
  })
})

describe('two companies on one host', () => {
  const OTHER = { GONG_ACCESS_KEY: 'another', GONG_ACCESS_KEY_SECRET: 'company' }
  const elsewhere: NonNullable<Setting['network']> = (request, signal) => {
    if (request.url.includes('/v2/workspaces'))
      return network(() => ({ requestId: 'r', workspaces: [{ id: '99', name: 'Elsewhere' }] }))(request, signal)
    const authorization = `Basic ${Buffer.from('sandbox:sandbox-secret').toString('base64')}`
    return looking({ ...request, headers: { ...request.headers, authorization } }, signal)
  }

  it('do not stop each other from erasing the same person', async () => {
    const desk = await openDesk()
    await erase(desk)
    expect((await erase(desk, [], { env: { ...desk.env, ...OTHER }, network: elsewhere })).exit).toBe(0)
  })

  it('do not verify each other: all looks erased where nothing ever was', async () => {
    const desk = await openDesk()
    const receipt = idOf(await erase(desk))
    const there = { env: { ...desk.env, ...OTHER }, network: elsewhere }
    const { exit, out } = await desk.run(`privacy verify ${receipt}`, there)
    expect([exit, JSON.parse(out)[0].why]).toEqual([8, expect.stringContaining('of another company')])
    const all = await desk.run('privacy verify --all', there)
    expect([all.out, all.err]).toEqual(['[]\n', expect.stringContaining('1 erasure in other companies on this host')])
  })
})

describe('a receipt of the older kind', () => {
  /** As it was written before receipts had a key: a salted digest, chained by a hash alone. */
  const older = (): string => {
    const digest = createHash('sha256').update(`5a17${BUYER}`).digest('hex')
    const value = { kind: 'email', masked: 't***@n***.example', salt: '5a17', digest }
    const event = {
      at: '2026-05-18T12:00:00.000Z',
      receipt: '0123456789ab',
      state: 'intended',
      profile: null,
      host: 'api.gong.io',
    }
    const line = { ...event, value, found: { counts: { calls: 1 }, calls: ['1'], seen: 1 }, previous: '0'.repeat(64) }
    return `${JSON.stringify({ ...line, hash: createHash('sha256').update(JSON.stringify(line)).digest('hex') })}\n`
  }
  const opened = async () => {
    const desk = await openDesk()
    mkdirSync(join(desk.bookPath, '..'), { recursive: true })
    writeFileSync(desk.bookPath, older())
    return desk
  }

  it('lets a dry run show what would be sent, and say that it is declined, for an erasure that was cut short', async () => {
    const desk = await opened()
    const line = ['privacy', 'erase', BUYER]
    const dry = await desk.run([...line, '--dry-run'])
    const real = await desk.run([...line, '--yes', '--confirm', BUYER])
    const begun = 'an erasure of this was begun on 2026-05-18 12:00 UTC, and nobody knows what became of it'
    expect({ exit: dry.exit, erases: dry.out.includes('erase-data-for-email-address') }).toEqual({
      exit: 0,
      erases: true,
    })
    expect(dry.err).toContain(`without --dry-run this line is declined: ${begun}`)
    expect(real).toMatchObject({ exit: 9, err: expect.stringContaining(`error: ${begun}`) })
    for (const { err } of [dry, real]) expect(err.split('was begun on')).toHaveLength(2)
  })

  it('is read, said to be older, and still keeps the person from being erased twice', async () => {
    const desk = await opened()
    expect(JSON.parse((await desk.run('privacy receipts')).out)[0]).toMatchObject({
      kind: 'older',
      outcome: 'intended',
    })
    const checked = await desk.run('privacy receipts --check')
    expect([checked.exit, checked.err]).toEqual([0, expect.stringContaining('1 line of the older kind')])
    expect((await erase(desk)).exit).toBe(9)
  })

  it('does not tell the company, so only the value can close it', async () => {
    const desk = await opened()
    const { exit, out } = await desk.run('privacy verify 0123456789ab')
    expect([exit, JSON.parse(out)[0].why]).toEqual([8, expect.stringContaining('does not tell the company')])
  })

  it('cannot be written any more: who adds one to a book that has a key is found', async () => {
    const desk = await opened()
    await erase(desk, ['--again'])
    writeFileSync(desk.bookPath, older() + older().replace('0123456789ab', 'ffffffffffff'))
    expect((await desk.run('privacy receipts --check')).exit).toBe(8)
  })
})

describe('a second erasure of the same person', () => {
  it('is declined while the first is not known to be over, with nothing sent', async () => {
    const desk = await openDesk()
    const receipt = idOf(await erase(desk))
    const { exit, sent, err } = await erase(desk)
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
    expect(err).toContain(`gong privacy verify ${receipt}`)
  })

  it('goes out with --again, after a refusal, and once something was found still there', async () => {
    const desk = await openDesk()
    await erase(desk)
    expect((await erase(desk, ['--again'])).exit).toBe(0)
    const other = await openDesk()
    const refusing: Setting['network'] = async (request, signal) =>
      request.url.includes('/erase-')
        ? network(() => ({ requestId: 'r', errors: ['no'] }), 400)(request, signal)
        : await looking(request, signal)
    await erase(other, [], { network: refusing })
    expect((await erase(other)).exit).toBe(0)
  })

  it('at the same moment is sent once', async () => {
    const desk = await openDesk()
    const both = await Promise.all([erase(desk), erase(desk)])
    const erased = both.flatMap(({ sent }) => sent).filter((line) => line === DESK.ERASE_EMAIL)
    expect({ exits: both.map(({ exit }) => exit).sort(), erased: erased.length }).toEqual({ exits: [0, 9], erased: 1 })
  })

  it('is not declined for the made-up company, which is new in every run', async () => {
    const desk = await openDesk()
    await erase(desk, ['--sandbox'])
    expect((await erase(desk, ['--sandbox'])).exit).toBe(0)
  })
})

describe('privacy receipts', () => {
  it('lists what became of each erasure', async () => {
    const desk = await openDesk()
    await erase(desk)
    const [row] = JSON.parse((await desk.run('privacy receipts')).out)
    expect(row).toMatchObject({ value: 't***@n***.example', outcome: 'accepted', verdict: null, host: 'api.gong.io' })
    expect(row.calls).toBeGreaterThan(0)
  })

  it('is empty where nothing was erased', async () => {
    const { exit, out } = await (await openDesk()).run('privacy receipts --check')
    expect([exit, out]).toEqual([0, '[]\n'])
  })

  it.each([
    ['a changed outcome', (text: string) => text.replace('"accepted"', '"refused"'), 'line 2 was altered'],
    ['a changed count', (text: string) => text.replace(/"calls":\d+/, '"calls":0'), 'line 1 was altered'],
    ['a line taken out', (text: string) => text.split('\n').slice(1).join('\n'), 'a line before line 1 was removed'],
    ['a line that is no JSON', (text: string) => text.replace('{', ''), 'line 1 cannot be read'],
  ])('--check notices %s, and no erasure goes out then', async (_, change, fault) => {
    const desk = await openDesk()
    await erase(desk)
    writeFileSync(desk.bookPath, change(readFileSync(desk.bookPath, 'utf8')))
    const checked = await desk.run('privacy receipts --check')
    expect(checked.exit).toBe(8)
    expect(checked.out).toContain(fault)
    expect(checked.err).toContain(fault)
    const { exit, sent } = await erase(desk, ['--again'])
    expect({ exit, erased: sent.filter((line) => line.includes('/erase-')) }).toEqual({ exit: 2, erased: [] })
  })

  it('--check finds a chain that was made anew without the key', async () => {
    const desk = await openDesk()
    await erase(desk)
    let previous = '0'.repeat(64)
    const forged = lines(desk).map(({ hash: _, ...line }) => {
      const next = { ...line, ...(line.state === 'accepted' && { state: 'refused' }), previous }
      previous = createHash('sha256').update(JSON.stringify(next)).digest('hex')
      return `${JSON.stringify({ ...next, hash: previous })}\n`
    })
    writeFileSync(desk.bookPath, forged.join(''))
    const { exit, err } = await desk.run('privacy receipts --check', { terminal: true })
    expect([exit, err]).toEqual([8, expect.stringContaining('line 1 was altered')])
  })

  it('--check says on a terminal that all is whole, and how many there are', async () => {
    const desk = await openDesk()
    await erase(desk)
    const { exit, err } = await desk.run('privacy receipts --check', { terminal: true })
    expect([exit, err]).toEqual([0, expect.stringContaining('whole: 1 receipt')])
  })

  it('takes half a line at the end for what a crash has left', async () => {
    const desk = await openDesk()
    await erase(desk)
    writeFileSync(desk.bookPath, `${readFileSync(desk.bookPath, 'utf8')}{"at":"2026`)
    expect((await desk.run('privacy receipts --check')).exit).toBe(0)
    expect((await erase(desk, ['--again'])).exit).toBe(0)
    expect(lines(desk)).toHaveLength(4)
  })

  it('and every later erasure tell of one that died before its answer', async () => {
    const desk = await openDesk()
    await erase(desk)
    const [intent = ''] = desk.book()
    writeFileSync(desk.bookPath, `${intent}\n`)
    const { err } = await desk.run(['privacy', 'erase', '+1 202-555-0178', '--yes', '--confirm', '+1 202-555-0178'])
    expect(err).toMatch(/an erasure of t\*\*\*@n\*\*\*\.example was begun on .* nobody knows what became of it/)
    expect(JSON.parse((await desk.run('privacy receipts')).out)[0]).toMatchObject({ outcome: 'intended' })
  })
})

describe('on a terminal of 60 columns', () => {
  it('what became of an erasure stands beside its receipt, and the company in brief', async () => {
    const desk = await openDesk()
    const receipt = idOf(await erase(desk))
    const shown = (line: string, columns: number) => desk.run(line, { terminal: true, columns })
    const looked = await shown(`privacy verify ${receipt}`, 60)
    expect(looked.out).toMatch(new RegExp(`^receipt +verdict +outcome .*\\n.*\\n${receipt} +pending +accepted `))
    const [narrow, wide] = [await shown('privacy receipts', 60), await shown('privacy receipts', 160)]
    expect(narrow.out).toMatch(new RegExp(`^receipt +outcome +verdict .*\\n.*\\n${receipt} +accepted +pending `))
    expect(wide.out).toContain('Sales Americas and 2 more')
    expect(wide.out).not.toContain('Customer Success')
    const whole = JSON.parse((await desk.run('privacy receipts')).out)
    expect(whole[0].company).toBe('Sales Americas, Sales EMEA & APAC, Customer Success')
  })
})

describe('privacy verify', () => {
  it('by a receipt: pending while the calls are there, then calls gone, and by the value clean', async () => {
    const desk = await openDesk()
    const receipt = idOf(await erase(desk))
    const pending = await desk.run(`privacy verify ${receipt}`)
    desk.pass(HOUR)
    const gone = await desk.run(`privacy verify ${receipt}`)
    const clean = await desk.run(['privacy', 'verify', BUYER])
    expect([pending.exit, gone.exit, clean.exit]).toEqual([8, 8, 0])
    expect(JSON.parse(pending.out)[0]).toMatchObject({ verdict: 'pending', by: 'calls', value: 't***@n***.example' })
    expect(JSON.parse(gone.out)[0]).toMatchObject({ verdict: 'calls gone', why: expect.stringContaining('the value') })
    expect(`${pending.err}${gone.err}`).not.toContain('error:')
    expect(JSON.parse(clean.out)[0]).toMatchObject({ verdict: 'clean', left: 0 })
    expect(pending.requests.map(({ url }) => url).join()).not.toContain('thandiwe')
  })

  it('by the value asks for everything, and takes what is left after a day for still there', async () => {
    const desk = await openDesk()
    await erase(desk, [], { network: breaking })
    desk.pass(25 * HOUR)
    const { exit, out, sent } = await desk.run(['privacy', 'verify', BUYER])
    expect({ exit, sent }).toEqual({ exit: 8, sent: [DESK.FIND_EMAIL] })
    expect(JSON.parse(out)[0]).toMatchObject({ outcome: 'unknown', verdict: 'still there', by: 'lookup' })
    expect((await erase(desk)).exit).toBe(0)
  })

  it('--all goes through the whole book, and ends with 0 when nothing is open', async () => {
    const desk = await openDesk()
    await erase(desk)
    expect((await desk.run('privacy verify --all')).exit).toBe(8)
    desk.pass(HOUR)
    expect((await desk.run('privacy verify --all')).exit).toBe(8)
    await desk.run(['privacy', 'verify', BUYER])
    const before = desk.book()
    const { exit, out, sent } = await desk.run('privacy verify --all')
    expect({ exit, sent }).toEqual({ exit: 0, sent: [DESK.DETAILS, DESK.CALLS] })
    expect(JSON.parse(out)).toMatchObject([{ verdict: 'clean', left: 0, by: 'calls' }])
    expect(desk.book()).toEqual(before)
  })

  it.each([
    ['without its list', { requestId: 'r', records: { totalRecords: 0 } }],
    ['with null as its list', { requestId: 'r', records: { totalRecords: 0 }, calls: null }],
    ['with its list under another name', { requestId: 'r', records: { totalRecords: 0 }, callsV2: [] }],
    ['that reports errors', { requestId: 'r', errors: ['down'], calls: [] }],
    ['that is a web page', '<html>Sign in</html>'],
    ['that is empty', ''],
  ])('writes no verdict into the book upon an answer of success %s', async (_, answer) => {
    const seen = { requestId: 'r', records: { totalRecords: 1 }, calls: [{ id: '1' }] }
    const gone = { requestId: 'r', records: { totalRecords: 0 }, calls: [] }
    for (const wrong of ['/v2/calls/extensive', '/v2/calls?', undefined]) {
      const desk = await openDesk()
      await erase(desk)
      desk.pass(25 * HOUR)
      const before = desk.book()
      const telling = network(({ url }) => {
        if (wrong !== undefined && url.includes(wrong)) return answer
        return url.includes('/v2/calls?') ? seen : gone
      })
      for (const line of ['privacy verify --all', `privacy verify ${lines(desk)[0]?.receipt}`]) {
        const { exit, out, sent } = await desk.run(line, { network: telling })
        expect(sent[0]).toBe(DESK.DETAILS)
        if (wrong === undefined) expect(desk.book().length).toBeGreaterThan(before.length)
        else expect({ exit, out, book: desk.book() }).toEqual({ exit: 7, out: '', book: before })
      }
    }
  })

  it('writes no verdict where Gong counts calls of the erasure and gives none', async () => {
    const desk = await openDesk()
    await erase(desk)
    desk.pass(25 * HOUR)
    const before = desk.book()
    const counting = network(() => ({ requestId: 'r', records: { totalRecords: 5 }, calls: [] }))
    const { exit, out, err } = await desk.run('privacy verify --all', { network: counting })
    expect({ exit, out, book: desk.book() }).toEqual({ exit: 7, out: '', book: before })
    expect(err).toContain('not whole')
  })

  it.each([
    ['without its lists', { requestId: 'r' }],
    ['that lacks one of them', { requestId: 'r', calls: [], emails: [], meetings: [], customerData: [] }],
    ['that reports errors', { requestId: 'r', errors: ['down'] }],
  ])('by the value writes none either upon an answer %s', async (_, answer) => {
    const desk = await openDesk()
    await erase(desk)
    desk.pass(HOUR)
    const before = desk.book()
    const { exit, out } = await desk.run(['privacy', 'verify', BUYER], { network: network(() => answer) })
    expect({ exit, out, book: desk.book() }).toEqual({ exit: 7, out: '', book: before })
  })

  it('--wait asks again at growing intervals until the calls are gone', async () => {
    const desk = await openDesk()
    await erase(desk)
    let looks = 0
    const gone = network(() => ({ requestId: 'r', calls: [{ id: '1', metaData: { id: '1' } }] }))
    const { exit, waits } = await desk.run('privacy verify --all --wait --wait-for 6h', {
      network: async (request, signal) => {
        looks += 1
        if (looks > 3) desk.pass(HOUR)
        return looks > 3 && request.url.includes('extensive')
          ? network(() => ({ requestId: 'r', errors: ['No calls found corresponding to the provided filters'] }), 404)(
              request,
              signal,
            )
          : await gone(request, signal)
      },
    })
    expect({ exit, waits }).toEqual({ exit: 8, waits: [60_000, 90_000, 135_000] })
  })

  it('--wait gives up after --for', async () => {
    const desk = await openDesk()
    await erase(desk, [], { network: breaking })
    const { exit, waits } = await desk.run('privacy verify --all --wait --wait-for 10m', { network: looking })
    expect(exit).toBe(8)
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(600_000)
  })

  it('proves nothing with a key that sees no calls at all', async () => {
    const desk = await openDesk()
    const receipt = idOf(await erase(desk))
    const env = { ...desk.env, GONG_ACCESS_KEY: 'blind', GONG_ACCESS_KEY_SECRET: 'blind-secret' }
    const { exit, out } = await desk.run(`privacy verify ${receipt}`, { env })
    expect(exit).toBe(8)
    expect(JSON.parse(out)[0]).toMatchObject({ verdict: null, why: expect.stringContaining('sees no call at all') })
  })

  it('says that only the value tells where the calls could never be seen', async () => {
    const desk = await openDesk()
    const env = { ...desk.env, GONG_ACCESS_KEY: 'reader', GONG_ACCESS_KEY_SECRET: 'reader-secret' }
    const receipt = idOf(await erase(desk, [], { env }))
    const { out, sent } = await desk.run(`privacy verify ${receipt}`)
    expect(sent).toEqual([])
    expect(JSON.parse(out)[0]).toMatchObject({ verdict: null, why: expect.stringContaining('only the value tells') })
  })

  it.each([
    ['nothing', '', 'say which erasures'],
    ['both', `${BUYER} --all`, 'say which erasures'],
    ['--wait-for without --wait', '--all --wait-for 2h', '--wait-for goes with --wait'],
    ['a wrong address', 'a@b@', 'is not an e-mail address'],
    [
      'a file that is not there',
      'peple.csv',
      'there is no file peple.csv, and it is no receipt, ticket, e-mail address or phone',
    ],
    ['one with a number in its name', 'list2.csv', 'there is no file list2.csv, and it is no receipt'],
    ['a file of @ that is not there', '@peple.csv', 'there is no file peple.csv'],
  ])('refuses %s with nothing sent', async (_, flags, why) => {
    const { exit, sent, err } = await (await openDesk()).run(`privacy verify ${flags}`.trim())
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(why)
  })

  it('of a word that is nothing says what to look at', async () => {
    const { err } = await (await openDesk()).run('privacy verify peple.csv')
    expect(err).toContain('try: gong privacy receipts, or gong privacy verify --all')
  })

  it('says of whom nobody has erased that they never were, and what would do it', async () => {
    const desk = await openDesk()
    const { exit, out, err } = await desk.run(['privacy', 'verify', BUYER])
    expect(exit).toBe(8)
    expect(JSON.parse(out)).toMatchObject([
      { receipt: null, why: 'never erased from here: gong privacy erase, with the same value' },
    ])
    expect(`${out}${err}`).not.toContain(BUYER)
    const nobody = await desk.run('privacy verify nobody@nowhere.example')
    expect([nobody.exit, JSON.parse(nobody.out)]).toMatchObject([
      0,
      [{ verdict: 'clean', why: 'never erased from here, and Gong holds nothing' }],
    ])
  })

  it('does not know a receipt of another company', async () => {
    const { exit, sent } = await (await openDesk()).run('privacy verify 0123456789ab')
    expect({ exit, sent }).toEqual({ exit: 4, sent: [] })
  })
})

it('masks addresses and numbers, whatever they are', () => {
  expect(maskPerson({ email: 'anna@customer.example' })).toBe('a***@c***.example')
  expect(maskPerson({ phone: '+12025550178' })).toBe('***78')
  const address = fc.tuple(fc.stringMatching(/^[a-z0-9.]{1,20}$/), fc.stringMatching(/^[a-z]{2,20}\.example$/))
  fc.assert(
    fc.property(address, fc.string(), ([name, domain], around) => {
      const email = `${name}@${domain}`
      fc.pre(!around.toLowerCase().includes(email) && maskPerson({ email }) !== email)
      expect(redactPerson({ email }, `${around}${email.toUpperCase()}${around}`)).toBe(
        `${around}${maskPerson({ email })}${around}`,
      )
    }),
  )
})

it('takes a value out of a text whose letters change their number with their case', () => {
  const email = 'anna@customer.example'
  expect(redactPerson({ email }, `${'İ'.repeat(5000)}${email.toUpperCase()}`)).toBe(
    `${'İ'.repeat(5000)}a***@c***.example`,
  )
})

it('knows a person again by the proof of a receipt of any age', () => {
  const key = receiptKey(new Uint8Array(32).fill(7), PROOF_COST)
  expect(key.proof('anna@customer.example')).toBe('6fb64a39b72aa78a8cfd7f95c58d1cde4ca3252a4323fa224b11cd7ffbaece8d')
})

it('finds any single change of any book', () => {
  const events = fc.array(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string()), { minLength: 1, maxLength: 6 })
  const key = receiptKey(new Uint8Array(32).fill(7), CHEAP_PROOF)
  fc.assert(
    fc.property(events, fc.nat(), fc.nat(), (all, where, what) => {
      let before: Row | undefined
      const text = all
        .map((event) => {
          before = chainLine(event, before, key)
          return `${JSON.stringify(before)}\n`
        })
        .join('')
      expect(chainOf(text, { key, unkeyedLines: 0 }).wrong).toEqual([])
      const at = where % (text.length - 1)
      const changed = text.slice(0, at) + String.fromCharCode(33 + (what % 90)) + text.slice(at + 1)
      const same =
        changed === text ||
        JSON.stringify(chainOf(changed, { key, unkeyedLines: 0 }).lines) ===
          JSON.stringify(chainOf(text, { key, unkeyedLines: 0 }).lines)
      expect(same || chainOf(changed, { key, unkeyedLines: 0 }).wrong.length > 0).toBe(true)
    }),
  )
})

const lasting = testSandbox()
const looking: NonNullable<Setting['network']> = async (request, signal) => await lasting(request, signal)
const breaking: NonNullable<Setting['network']> = async (request, signal) =>
  request.url.includes('/erase-') ? network(() => 'gone', 503)(request, signal) : await lasting(request, signal)
