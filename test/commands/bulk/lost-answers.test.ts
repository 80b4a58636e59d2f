import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { rowsIn } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { KEYS, NOW, run } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { isChange } from '../../support/requests.ts'

const BY = 'k.nakamura@tallyhouse.example'
const FLOW = '382113028872392068'
const MEETING = '2030-05-20T10:00,2030-05-20T10:30'
const EVENT = '2026-05-18T09:00Z,Binder'

/** Changes whose answer may be lost: what else they need, and two lines for them. */
const TABLES: readonly (readonly [path: string, rest: string, table: string])[] = [
  ['calls access grant', '', `call,user\n3364161517094170228,${BY}\n3364161517094170228,10409338845264712\n`],
  ['calls access revoke', '--yes', `call,user\n3364161517094170228,${BY}\n3364161517094170228,10409338845264712\n`],
  [
    'calls create',
    '',
    `client id,direction,started,host,customer name\na,inbound,2026-05-18T09:00Z,${BY},Jo\nb,inbound,2026-05-18T09:00Z,${BY},Jo\n`,
  ],
  ['engagement action', '', `at,system,title\n${EVENT},One\n${EVENT},Two\n`],
  [
    'engagement interaction',
    '',
    'event id,at,type,title,email\ne1,2026-05-18T09:00Z,click,One,a@b.example\ne2,2026-05-18T09:00Z,click,Two,a@b.example\n',
  ],
  [
    'engagement shared',
    '',
    `at,system,title,content id,url\n${EVENT},One,g,https://a.example\n${EVENT},Two,g,https://a.example\n`,
  ],
  [
    'engagement viewed',
    '',
    `at,system,title,content id,url,email\n${EVENT},One,g,https://a.example,a@b.example\n${EVENT},Two,g,https://a.example,a@b.example\n`,
  ],
  ['flows assign', FLOW, `prospect,owner\n003811136627865508,${BY}\n003750784324015331,${BY}\n`],
  ['flows bulk-assign', `${FLOW} --owner ${BY}`, 'firstName,lastName\nAnn,Lee\nBo,Orr\n'],
  ['flows unassign', `--by ${BY}`, 'instance\n10883833566176974\n10883833566176975\n'],
  ['flows unassign', `--flow 2999566471682104669 --by ${BY}`, 'prospect\n003811136627865508\n003750784324015331\n'],
  [
    'meetings create',
    '',
    `from,to,organizer,invite,title\n${MEETING},${BY},c@d.example,One\n${MEETING},${BY},e@f.example,Two\n`,
  ],
  [
    'tasks update',
    `--user p.tran@tallyhouse.example --status done`,
    'task\n6811318646154554689\n7993102143431207670\n',
  ],
]

const commands = new Map(commandsIn(await tree(entries)).map(({ path, command }) => [path, command]))

/** A company in which the key may not ask what became of a change, and the way of whose answers is cut at will. */
function company() {
  const answering = openSandbox({ now: () => NOW })
  const forbidding = network(() => ({ requestId: 'r', errors: ['not for this key'] }), 403)
  let isCut = true
  const send: HttpTransport = async (request, signal) => {
    if (/\/(flows\/prospects|users-access)$/.test(request.url) && !isChange(request))
      return await forbidding(request, signal)
    const answer = await answering(request, signal)
    if (isCut && isChange(request)) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    return answer
  }
  const mend = () => {
    isCut = false
  }
  return { send, mend }
}

describe.each(TABLES)('gong %s, after an answer was lost and where the key may not ask,', (path, rest, table) => {
  it(`leads on by what can be typed (${table.split('\n')[0]})`, async () => {
    const { send, mend } = company()
    const setting = { network: send, files: memoryFiles({ 'in.csv': table }), env: { ...KEYS, ...HOME_ENV } }
    const line = `${path} ${rest} --from-file in.csv`
    const first = await run(line, setting)
    expect(rowsIn(JSON.parse(first.out)), first.err).toHaveLength(2)
    mend()
    const second = await run(line, setting)
    const isToldAgain = [first, second].map(({ out, err }) => `${out}${err}`.includes('--again'))
    const hasAgain = commands.get(path)?.inputs.again !== undefined
    expect({ isToldAgain, hasAgain }).toEqual({ isToldAgain: [hasAgain, hasAgain], hasAgain })
    const last = hasAgain ? await run(`${line} --again`, setting) : second
    const outcomes = rowsIn(JSON.parse(last.out)).map(({ outcome }) => outcome)
    expect(outcomes).not.toContain('unknown')
    expect(outcomes).not.toContain('not sent')
  })
})

it('flows unassign says that what Gong does not name may have ended before, where the key may not ask', async () => {
  const { send, mend } = company()
  mend()
  const files = memoryFiles({ 'in.csv': 'instance\n10883833566176974\n77\n' })
  const { exit, out } = await run(`flows unassign --from-file in.csv --by ${BY}`, { network: send, files })
  expect({ exit, rows: JSON.parse(out) }).toMatchObject({
    exit: 8,
    rows: [
      { outcome: 'unassigned' },
      {
        outcome: 'not unassigned',
        why: expect.stringContaining('it may have ended before, which the key may not ask'),
      },
    ],
  })
})
