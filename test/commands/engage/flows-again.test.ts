import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpRequest, HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { home, KEYS, NOW, type Ran, run, testSandbox } from '../../run.ts'
import { bodyOf } from '../../support/fake-gong.ts'
import { isChange } from '../../support/requests.ts'

const KALANI = 'k.nakamura@tallyhouse.example'
const [ONE, TWO, OWEN] = ['003750784324015331', '003404072463662246', '003811136627865508']
const FLOW = '382113028872392068'
const ASSIGN = 'POST /v2/flows/prospects/assign'
const BULK = 'POST /v2/flows/prospects/bulk-assignments'
const writes = ({ sent }: Ran) => sent.filter((one) => one === ASSIGN || one === BULK).length

/** How many rows have which outcome. */
function outcomes({ out }: Ran): Record<string, number> {
  const rows: { outcome: string }[] = JSON.parse(out)
  const counts: Record<string, number> = {}
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

/** A company that does what it is told, and whose answer to the first write is lost on the way. */
function losing(company: HttpTransport, path: string): HttpTransport {
  let lost = false
  return async (request, signal) => {
    const answer = await company(request, signal)
    if (lost || request.method !== 'POST' || !request.url.endsWith(path)) return answer
    lost = true
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
  }
}

describe('flows assign', () => {
  const LINE = `flows assign ${FLOW} ${ONE} ${TWO} --owner ${KALANI}`

  it('asks after a lost answer who is in the flow, and is content when all are', async () => {
    const company = testSandbox()
    const ran = await run(LINE, { network: losing(company, '/assign') })
    expect(writes(ran)).toBe(1)
    expect(ran.exit).toBe(0)
    expect(JSON.parse(ran.out)).toMatchObject([{ outcome: 'assigned' }, { outcome: 'assigned' }])
  })

  it('tells of whom nothing is known after a lost answer', async () => {
    const company = testSandbox()
    const dead: HttpTransport = (request, signal) => {
      if (!request.url.endsWith('/assign')) return company(request, signal)
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    }
    const ran = await run(`${LINE} -f jsonl`, { network: dead })
    expect({ exit: ran.exit, writes: writes(ran) }).toEqual({ exit: 7, writes: 1 })
    expect(ran.out.match(/"outcome":"unknown"/g)).toHaveLength(2)
  })

  it('sends nobody twice, however often the line is run', async () => {
    const network = testSandbox()
    const ran = [await run(LINE, { network }), await run(LINE, { network }), await run(LINE, { network })]
    expect(ran.map(writes)).toEqual([1, 0, 0])
    expect(ran.map(({ exit }) => exit)).toEqual([0, 0, 0])
    expect(JSON.parse(ran[2]?.out ?? '')).toMatchObject([{ outcome: 'already in the flow' }, {}])
  })

  it('sends those alone who are not in the flow yet', async () => {
    const network = testSandbox()
    await run(LINE, { network })
    const { requests, exit } = await run(`flows assign ${FLOW} ${ONE} ${TWO} ${OWEN} --owner ${KALANI}`, { network })
    expect(exit).toBe(0)
    expect(requests.map(bodyOf).at(-1)?.crmProspectsIds).toEqual([OWEN])
  })

  it('ends with 8 for a prospect of whom Gong says nothing', async () => {
    const company = testSandbox()
    const silent: HttpTransport = async (request, signal) => {
      const answer = await company(request, signal)
      if (!request.url.endsWith('/assign')) return answer
      return {
        ...answer,
        body: (async function* () {
          yield new TextEncoder().encode('{"requestId":"r","prospectsAssigned":[],"prospectsNotAssigned":[]}')
        })(),
      }
    }
    const { exit, out } = await run(LINE, { network: silent })
    expect(exit).toBe(8)
    expect(JSON.parse(out)).toMatchObject([{ crmProspectId: ONE, outcome: 'unknown' }, { crmProspectId: TWO }])
  })
})

describe('flows bulk-assign', () => {
  const order = async (people: readonly object[]) => {
    const { folder, env } = await home()
    const path = join(folder, 'people.json')
    await writeFile(path, JSON.stringify(people))
    return { line: `flows bulk-assign ${FLOW} --owner ${KALANI} --file ${path}`, env: { ...KEYS, ...env } }
  }
  const hundred = Array.from({ length: 100 }, (_, index) => ({ firstName: 'Ann', lastName: `Lee ${index}` }))

  it('sends a batch whose answer was lost only when it is told to', async () => {
    const { line, env } = await order(hundred)
    const network = losing(testSandbox(), '/bulk-assignments')
    const lost = await run(line, { network, env })
    const same = await run(line, { network, env })
    const again = await run(`${line} --again`, { network, env })
    expect([lost, same, again].map(({ exit }) => exit)).toEqual([7, 8, 0])
    expect([lost, same, again].map(writes)).toEqual([1, 1, 1])
    expect(outcomes(lost)).toEqual({ unknown: 50, 'not sent': 50 })
    expect(outcomes(same)).toEqual({ unknown: 50, submitted: 50 })
    expect(outcomes(again)).toEqual({ submitted: 100 })
  })

  it('goes on after a run that was cut short, with the batches that were not sent', async () => {
    const { line, env } = await order(hundred)
    const company = testSandbox()
    let asked = 0
    const dying: HttpTransport = (request, signal) => {
      if (request.url.endsWith('/bulk-assignments')) asked += 1
      if (asked === 2) throw Object.assign(new Error('killed'), { code: 'ECONNREFUSED' })
      return company(request, signal)
    }
    const first = await run(`${line} --no-retry`, { network: dying, env })
    const second = await run(line, { network: company, env })
    expect([first.exit, second.exit]).toEqual([7, 0])
    expect(writes(second)).toBe(1)
    expect(second.err).toContain('50 of the lines were sent by a run that was cut short')
  })

  it('leaves out who is in the flow already, also when it is told to send all again', async () => {
    const network = testSandbox()
    const { line, env } = await order([{ crmId: ONE }, { firstName: 'Ann', lastName: 'Lee' }])
    await run(`flows assign ${FLOW} ${ONE} --owner ${KALANI}`, { network, env })
    const ran = [await run(line, { network, env }), await run(`${line} --again`, { network, env })]
    expect(ran.map(writes)).toEqual([1, 1])
    const sent = ran.flatMap(({ requests }) => requests.flatMap((one) => bodyOf(one).prospects ?? []))
    expect(sent).toEqual([
      { firstName: 'Ann', lastName: 'Lee' },
      { firstName: 'Ann', lastName: 'Lee' },
    ])
    expect(JSON.parse(ran[0]?.out ?? '')).toMatchObject([{ outcome: 'already in the flow' }, { outcome: 'submitted' }])
  })

  it('sends nothing of a finished file, says when it was done, and sends it with --again', async () => {
    const network = testSandbox()
    const { line, env } = await order(hundred)
    const first = await run(line, { network, env })
    const same = await run(line, { network, env, now: NOW + 60_000 })
    const again = await run(`${line} --again`, { network, env })
    const after = await run(line, { network, env })
    expect([first, same, again, after].map(({ exit }) => exit)).toEqual([0, 0, 0, 0])
    expect([first, same, again, after].map(writes)).toEqual([2, 0, 2, 0])
    expect(same.err).toContain('100 of the lines were sent by an earlier run, and are sent again only with --again')
    expect(JSON.parse(same.out)[0].why).toContain('done on 2026-05-19')
  })

  it('shows in a dry run every batch that it would send, and remembers none of them', async () => {
    const network = testSandbox()
    const { line, env } = await order(hundred)
    const dry = await run(`${line} --dry-run`, { network, env })
    const [first, second] = JSON.parse(dry.out)
    expect([dry.requests.filter(isChange), first.body.prospects, second.body.prospects]).toEqual([
      [],
      hundred.slice(0, 50),
      hundred.slice(50),
    ])
    await run(line, { network: losing(network, '/bulk-assignments'), env })
    const rest = await run(`${line} --dry-run`, { network, env })
    expect(JSON.parse(rest.out)).toMatchObject({ body: { prospects: hundred.slice(50) } })
    expect(rest.err).toContain('50 of the lines were sent by it without an answer')
    expect(writes(await run(line, { network, env }))).toBe(1)
  })

  it('goes on waiting for a file that is sent and not waited for, and a dry run of it asks and remembers nothing', async () => {
    let now = NOW
    const company = openSandbox({ now: () => now })
    const { line, env } = await order(hundred)
    const isLook = ({ url }: HttpRequest) => /bulk-assignments\/./.test(url)
    const away: HttpTransport = async (request, signal) => {
      if (isLook(request)) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
      return await company(request, signal)
    }
    const first = await run(`${line} --wait --no-retry`, { network: away, env })
    expect(first.exit).toBe(7)
    expect(outcomes(first)).toEqual({ submitted: 100 })
    const dry = await run(`${line} --wait --dry-run`, { network: company, env })
    expect(dry.requests.filter((one) => isChange(one) || isLook(one))).toEqual([])
    now += 600_000
    const rest = await run(`${line} --wait`, { network: company, env })
    expect({ exit: rest.exit, writes: writes(rest) }).toEqual({ exit: 0, writes: 0 })
    expect(outcomes(rest)).toEqual({ assigned: 100 })
  })

  it('sends of a file that has changed only the lines that are new', async () => {
    const network = testSandbox()
    const { line, env } = await order(hundred)
    await run(line, { network, env })
    await writeFile(String(line.split(' ').at(-1)), JSON.stringify([...hundred, { firstName: 'Bo', lastName: 'Orr' }]))
    const changed = await run(line, { network, env })
    expect({ exit: changed.exit, writes: writes(changed) }).toEqual({ exit: 0, writes: 1 })
    expect(changed.requests.flatMap((one) => bodyOf(one).prospects ?? [])).toEqual([
      { firstName: 'Bo', lastName: 'Orr' },
    ])
    expect(writes(await run(line, { network, env }))).toBe(0)
  })

  it('may be sent to another flow or for another owner', async () => {
    const network = testSandbox()
    const { line, env } = await order(hundred)
    await run(line, { network, env })
    const other = await run(line.replace(KALANI, 'p.tran@tallyhouse.example'), { network, env })
    expect({ exit: other.exit, writes: writes(other) }).toEqual({ exit: 0, writes: 2 })
  })

  it('tells in its help that a file is not sent twice', async () => {
    const { out } = await run('flows bulk-assign --help')
    expect(out.replaceAll(/\s+/g, ' ')).toContain('same file is not sent twice')
  })
})
