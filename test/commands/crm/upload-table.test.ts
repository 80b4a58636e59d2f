import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rowsIn } from '../../../src/lib/rows.ts'
import type { HttpRequest, HttpTransport } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { home, KEYS, NOW, type Ran, run, type Setting, testSandbox } from '../../run.ts'
import { crashing } from '../../support/crash.ts'
import { network, operationOf, queryOf } from '../../support/fake-gong.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { momentsOf } from '../../support/moments.ts'

const INTEGRATION = '3364149378650924208'
const at = `--integration ${INTEGRATION}`
const ENV = { ...KEYS, ...HOME_ENV }

/** A company that takes uploads, with what each of them held. */
function company() {
  let now = NOW
  const answer = testSandbox(() => now)
  const uploads: { readonly request: string; readonly lines: readonly unknown[] }[] = []
  const send: HttpTransport = async (request, signal) => {
    const text = await formOf(request)
    const answered = await answer(request, signal)
    if (text !== undefined && answered.status === 201)
      uploads.push({ request: queryOf(request).clientRequestId ?? '', lines: linesIn(text) })
    return answered
  }
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms
    },
  }
  const ran = (line: string | readonly string[], setting?: Setting): Promise<Ran> =>
    run(line, { network: send, clock, ...setting })
  return { run: ran, send, clock, uploads }
}

async function formOf({ body }: HttpRequest): Promise<string | undefined> {
  if (typeof body !== 'object' || !('chunks' in body)) return undefined
  const chunks: Uint8Array[] = []
  for await (const chunk of body.chunks()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function linesIn(form: string): unknown[] {
  const text = form.slice(form.indexOf('\r\n\r\n') + 4, form.lastIndexOf('\r\n--'))
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

async function file(text: string | Uint8Array, name = 'accounts.csv'): Promise<string> {
  const path = join((await home()).folder, name)
  await diskFiles().write(path, text, 0o600)
  return path
}

const ACCOUNTS = `Account ID;Account Name;Last Modified;Domain;Tier;Invoices a month;Notes
acc-1;Acme;2026-05-18 08:15;acme.example|acme.de.example;strategic;12;call them
acc-2;Böhm;2026-05-17T10:00:00.000Z;;;;
`

describe('a table of objects', () => {
  it('becomes objects by the names and labels of their fields, and keeps to itself what is none', async () => {
    const { run: at, uploads } = company()
    const { exit, err, out } = await at(`crm objects upload account ${await file(ACCOUNTS)} --wait`)
    expect(exit, err).toBe(0)
    expect(uploads.map(({ lines }) => lines)).toEqual([
      [
        {
          tier: 'Strategic',
          invoicesPerMonth: 12,
          objectId: 'acc-1',
          modifiedDate: '2026-05-18T08:15:00+02:00',
          name: 'Acme',
          domains: ['acme.example', 'acme.de.example'],
        },
        { objectId: 'acc-2', modifiedDate: '2026-05-17T10:00:00Z', name: 'Böhm' },
      ],
    ])
    expect(err).toContain(`has a column that is no field of Gong's account, not sent: "Notes"`)
    expect(rowsIn(JSON.parse(out))).toMatchObject([
      { 'Account ID': 'acc-1', Notes: 'call them', outcome: 'uploaded', why: null, id: 'acc-1' },
      { 'Account ID': 'acc-2', outcome: 'uploaded', upload: uploads[0]?.request },
    ])
  })

  it.each([
    [
      '--from-file, as lines of JSON',
      '{"Account ID":"a","changed":"2026-05-18 08:15"}\n',
      'table.jsonl',
      '--from-file',
    ],
    ['<file>, as JSON', '[{"Account ID":"a","changed":"2026-05-18 08:15"}]', 'table.json', ''],
    ['tabs', 'Account ID\tchanged\na\t2026-05-18 08:15\n', 'table.tsv', ''],
  ])('is read from %s, with --map for what has another name', async (_, text, name, flag) => {
    const { run: at, uploads } = company()
    const path = await file(text, name)
    const { exit, err } = await at(`crm objects upload account ${flag} ${path} --map modifiedDate=changed`)
    expect(exit, err).toBe(0)
    expect(uploads[0]?.lines).toEqual([{ objectId: 'a', modifiedDate: '2026-05-18T08:15:00+02:00' }])
  })

  const row = { objectId: 'a', modifiedDate: '2026-05-18T10:00:00Z', name: 'Ölmühle "Süd"\nGmbH' }
  const quoted = '"Ölmühle ""Süd""\nGmbH"'
  it.each<[string, string | Uint8Array]>([
    [
      'semicolons, a mark and line ends of Windows',
      `\ufeffid;modified;name\r\na;2026-05-18T10:00:00Z;${quoted}\r\n\r\n`,
    ],
    ['a line that names the separator', `sep=|\nid|modified|name\na|2026-05-18T10:00:00Z|${quoted}\n`],
    ['UTF-16', Buffer.from(`\ufeffid\tmodified\tname\na\t2026-05-18T10:00:00Z\t${quoted}`, 'utf16le')],
    ['columns in another order, with blanks', ` Name , Modified , ID \n${quoted}, 2026-05-18T10:00:00.123Z , a \n,,\n`],
  ])('is read with %s', async (_, text) => {
    const { run: ask, uploads } = company()
    const { exit, err } = await ask(`crm objects upload account ${await file(text)}`)
    expect(exit, err).toBe(0)
    expect(uploads[0]?.lines).toEqual([row])
  })

  it('is refused with every fault by line and column, and nothing is sent but a look at the schema', async () => {
    const text = `id,modified date,tier,invoicesPerMonth,account owner,url
a b,2026-05-18T10:00:00Z,,,,
a,05/06/2026,Gold,many,"Doe, Jo",acme
,2026-05-18T10:00:00Z,,,,
`
    const { exit, sent, err } = await run(`crm objects upload account ${await file(text)} ${at}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: ['GET /v2/crm/entity-schema'] })
    for (const said of [
      '3 lines are wrong',
      'line 2, id: "a b" is not 1 to 64',
      'line 3, modified date: "05/06/2026" could have the day first or the month',
      'line 3, tier: "Gold" is not one of Strategic, Named, Territory',
      'line 3, invoicesPerMonth: "many" is not a number',
      'line 3, account owner: "Doe, Jo" is not 1 to 64',
      'line 3, url: "acme" is not an http(s) address',
      'line 4, id: is empty',
    ])
      expect(err).toContain(said)
  })

  it.each([
    ['a missing column', 'id\na\n', 'account', 'has no column for modifiedDate; it has "id"'],
    [
      'a user without an address',
      'id,modified,email\nu,2026-05-18T10:00:00Z,\n',
      'business-user',
      'line 2, email: is missing',
    ],
    [
      'a deal that is won and lost',
      'id,modified,status\nd,2026-05-18T10:00:00Z,maybe\n',
      'deal',
      'line 2, status: "maybe" is not one of',
    ],
    [
      'an id that a spreadsheet has rounded',
      'id,modified\n1.23E+17,2026-05-18T10:00:00Z\n',
      'lead',
      'line 2, id: "1.23E+17" is what a spreadsheet made',
    ],
  ])('is refused for %s', async (_, text, type, said) => {
    const { exit, err, sent } = await run(`crm objects upload ${type} ${await file(text)} ${at}`)
    expect({ exit, posts: sent.filter((line) => line.startsWith('POST')) }).toEqual({ exit: 2, posts: [] })
    expect(err).toContain(said)
  })

  it('is declined where it has more objects than --max-changes', async () => {
    const { exit, sent } = await run(`crm objects upload account ${await file(ACCOUNTS)} ${at} --max-changes 1`)
    expect({ exit, posts: sent.filter((line) => line.startsWith('POST')) }).toEqual({ exit: 9, posts: [] })
  })

  it('says nothing of an empty cell, also where it could be a no, and takes a written no', async () => {
    const { run: at, uploads } = company()
    const text = 'id,modified,signs contracts\na,2026-05-18T10:00:00Z,\nb,2026-05-18T10:00:00Z,nein\n'
    await at(`crm objects upload contact ${await file(text)}`)
    expect(uploads[0]?.lines).toEqual([
      { objectId: 'a', modifiedDate: '2026-05-18T10:00:00Z' },
      { objectId: 'b', modifiedDate: '2026-05-18T10:00:00Z', isSigner: false },
    ])
  })
})

describe('updates of one object', () => {
  const text = ['1 a', '2 a', '3 b', '4 a', '5 c'].map((one) => {
    const [day, id] = one.split(' ')
    return `${id},2026-05-0${day}T10:00:00Z\n`
  })

  it('go into files of their own, in order, each when Gong is through with the one before', async () => {
    const { run: ask, uploads } = company()
    const { exit, sent, err } = await ask(
      `crm objects upload account ${await file(`id,modified\n${text.join('')}`)} ${at}`,
    )
    expect(exit, err).toBe(0)
    const days = uploads.map(({ lines }) =>
      rowsIn(lines as never).map(({ modifiedDate }) => Number(String(modifiedDate).slice(8, 10))),
    )
    expect(days).toEqual([[1, 3, 5], [2], [4]])
    expect(uploads.map(({ request }) => request.replace(/^gong-[0-9a-f]+/, ''))).toEqual(['', '-2', '-3'])
    const order = sent
      .join(' ')
      .match(/POST|status/g)
      ?.join(' ')
    expect(order).toMatch(/^POST( status)+ POST( status)+ POST$/)
    expect(err).toContain('5 objects in 3 uploads')
  })

  it('are shown by a dry run as the requests they are', async () => {
    const { out, err, requests } = await run(
      `crm objects upload account ${await file(`id,modified\n${text.join('')}`)} ${at} --request r --dry-run`,
    )
    expect(rowsIn(JSON.parse(out)).map(({ url }) => new URL(String(url)).searchParams.get('clientRequestId'))).toEqual([
      'r',
      'r-2',
      'r-3',
    ])
    expect(requests.map((one) => operationOf(one)?.effect)).not.toContain('write')
    expect(err).toContain('the others are r-2 to r-3')
  })

  it('are told with their first objects before anything is sent, and how many more there are', async () => {
    const long = 'x'.repeat(500)
    const many = Array.from({ length: 7 }, (_, one) => `new-${one},2026-05-18T10:00:00Z,${one === 1 ? long : 'A'}\n`)
    const { err } = await run(`crm objects upload account ${await file(`id,modified,name\n${many.join('')}`)} ${at}`)
    const [first, second, ...others] = err.split('\n').filter((line) => line.startsWith('  '))
    expect(first).toBe('  {"objectId":"new-0","modifiedDate":"2026-05-18T10:00:00Z","name":"A"}')
    expect(second).toMatch(/^ {2}\{"objectId":"new-1",.{170,180}…$/)
    expect(others).toEqual([expect.any(String), expect.any(String), expect.stringContaining('new-4'), '  and 2 more'])
  })

  it('are shown with the first objects of each, whole on a terminal, and without a name that each run makes anew', async () => {
    const many = Array.from({ length: 7 }, (_, one) => `new-${one},2026-05-18T10:00:00Z\n`)
    const path = await file(`id,modified\nnew-0,2026-05-17T10:00:00Z\n${many.join('')}`)
    const line = `crm objects upload account ${path} ${at} --dry-run`
    const { out, err } = await run(line)
    const bodies = rowsIn(JSON.parse(out)).map(({ body }) => body)
    expect(bodies).toMatchObject([{ firstLines: { length: 5 } }, { firstLines: [{ objectId: 'new-0' }] }])
    expect(err).not.toContain('the other')
    const shown = await run(line, { terminal: true, columns: 80 })
    const squeezed = shown.out.replace(/\s+/g, '')
    expect(squeezed).toContain('"firstLines"')
    expect(shown.out).not.toContain('…')
  })
})

describe('with --wait', () => {
  const text = `id,changed\nok,2026-05-18T10:00:00Z\n\nx-fail,2026-05-18T10:00:00Z\nok,2026-05-19T10:00:00Z\n`
  const line = async () => `crm objects upload account ${await file(text)} --map modifiedDate=changed --wait`

  it("Gong's errors stand at the lines of the table, and --failed has those as they came in", async () => {
    const { run: at } = company()
    const folder = (await home()).folder
    const { exit, err } = await at(`${await line()} --results ${folder}/r.csv --failed ${folder}/f.csv`)
    expect(exit, err).toBe(8)
    const read = async (name: string) => Buffer.from((await diskFiles().read(join(folder, name))) ?? '').toString()
    expect(await read('f.csv')).toBe('id,changed\nx-fail,2026-05-18T10:00:00Z\n')
    const rows = (await read('r.csv')).trim().split(/\r?\n/)
    expect(rows[0]).toBe('id,changed,outcome,why,id2,line,upload')
    expect(rows[2]).toContain('x-fail,2026-05-18T10:00:00Z,refused,Object [x-fail] could not be saved,x-fail,4,gong-')
    expect(rows[3]).toContain('ok,2026-05-19T10:00:00Z,uploaded')
  })

  it('names the column of a field that Gong names, and says where it names not all', async () => {
    const errors = [{ line: 2, description: 'Field [modifiedDate] is in the future' }]
    const gong = network((request) => {
      const { pathname } = new URL(request.url)
      if (pathname.endsWith('workspaces')) return { requestId: 'r', workspaces: [{ id: '1', name: 'W' }] }
      if (pathname.endsWith('entity-schema')) return { requestId: 'r', objectTypeToSelectedFields: {} }
      if (pathname.endsWith('entities')) return { requestId: 'r', clientRequestId: 'r' }
      return { requestId: 'r', status: 'FAILED', errors, totalErrorCount: 2, totalSuccessCount: 0 }
    })
    const { exit, out } = await run(`${await line()} ${at}`, { network: gong })
    const [first, second] = rowsIn(JSON.parse(out))
    expect(exit).toBe(8)
    expect(first).toMatchObject({ outcome: 'unknown', why: expect.stringContaining('names 1') })
    expect(second).toMatchObject({ outcome: 'refused', why: 'changed: Field [modifiedDate] is in the future' })
  })

  it('does not go on after an upload that Gong did not take as a whole', async () => {
    const errors = [{ line: 0, description: 'Not UTF-8' }]
    const gong = network((request) => {
      const { pathname } = new URL(request.url)
      if (pathname.endsWith('workspaces')) return { requestId: 'r', workspaces: [{ id: '1', name: 'W' }] }
      if (pathname.endsWith('entity-schema')) return { requestId: 'r', objectTypeToSelectedFields: {} }
      if (pathname.endsWith('entities')) return { requestId: 'r', clientRequestId: 'r' }
      return { requestId: 'r', status: 'FAILED', errors, totalErrorCount: 1, totalSuccessCount: 0 }
    })
    const { exit, out, sent } = await run(`${await line()} ${at}`, { network: gong })
    expect({ exit, posts: sent.filter((one) => one.startsWith('POST')).length }).toEqual({ exit: 8, posts: 1 })
    expect(rowsIn(JSON.parse(out)).map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'not sent'])
  })
})

describe('an answer that is lost', () => {
  /** @param isTaken whether the upload arrives all the same */
  const losing = (isTaken: boolean) => {
    const { send, clock, uploads } = company()
    let lost = 0
    const lossy: HttpTransport = async (request, signal) => {
      const isFirst = operationOf(request)?.id === 'uploadCrmData' && lost++ === 0
      if (!isFirst) return await send(request, signal)
      if (isTaken) await send(request, signal)
      throw Object.assign(new Error('reset'), { code: 'ECONNRESET' })
    }
    return { network: lossy, clock, uploads }
  }

  it.each([
    ['is not sent again when Gong has it', true],
    ['is sent again, under the same name, when Gong has it not', false],
  ])('%s', async (_, isTaken) => {
    const { uploads, ...setting } = losing(isTaken)
    const { exit, err, out } = await run(
      `crm objects upload account ${await file(ACCOUNTS)} ${at} --request r --wait`,
      setting,
    )
    expect(exit, err).toBe(0)
    expect(uploads.map(({ request }) => request)).toEqual(['r'])
    expect(rowsIn(JSON.parse(out)).map(({ outcome }) => outcome)).toEqual(['uploaded', 'uploaded'])
  })

  it('is none where the name is taken by something else', async () => {
    const { run: at } = company()
    await at(`crm objects upload account ${await file(ACCOUNTS)} --request r`)
    const other = await at(
      `crm objects upload contact ${await file('id,modified\na,2026-05-18T10:00:00Z\n')} --request r`,
    )
    expect({ exit: other.exit, err: other.err }).toEqual({ exit: 5, err: expect.stringContaining('already been used') })
    expect(rowsIn(JSON.parse(other.out))).toMatchObject([{ outcome: 'not sent' }])
  })
})

it('a table that is changed while it is sent is refused, and nothing of it counts as sent', async () => {
  const path = await file(ACCOUNTS)
  const { send } = company()
  const changing: HttpTransport = async (request, signal) => {
    if (operationOf(request)?.id === 'uploadCrmData')
      await diskFiles().write(path, ACCOUNTS.replace('Acme', 'Emca'), 0o600)
    return await send(request, signal)
  }
  const { exit, err } = await run(`crm objects upload account ${path} ${at}`, { network: changing })
  expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining('accounts.csv was changed while it was read') })
})

it.each([
  ['two files', 'crm objects upload account a.csv --from-file b.csv', 'two ways'],
  ['no file', 'crm objects upload account', '<file> is missing'],
  ['a file that is not there', 'crm objects upload account --from-file nowhere.csv', 'there is no file nowhere.csv'],
  ['results on stdout by a name', 'crm objects upload account a.csv --failed -', '--failed'],
])('nothing is sent for %s', async (_, line, said) => {
  const { exit, sent, err } = await run(line)
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  expect(err).toContain(said)
})

describe('a run that dies', async () => {
  const table =
    'id,modified\na,2026-05-01T10:00:00Z\nb,2026-05-01T10:00:00Z\na,2026-05-02T10:00:00Z\na,2026-05-03T10:00:00Z\n'
  const line = `crm objects upload account accounts.csv ${at} --wait`
  const start = () => memoryFiles({ 'accounts.csv': table })
  const outcomes = (out: string) => rowsIn(JSON.parse(out)).map(({ id, outcome }) => `${id} ${outcome}`)
  const whole = await (async () => {
    const { send, clock } = company()
    const machine = crashing(start(), send)
    const ran = await run(line, { network: machine.network, files: machine.files, env: ENV, clock })
    return { ...ran, moments: machine.moments() }
  })()

  it('would have been done otherwise', () => {
    expect({ exit: whole.exit, outcomes: outcomes(whole.out) }).toEqual({
      exit: 0,
      outcomes: ['a uploaded', 'b uploaded', 'a uploaded', 'a uploaded'],
    })
    expect(whole.moments).toBeGreaterThanOrEqual(50)
  })

  it('is told of by doctor with the uploads that are done, which are not its lines', async () => {
    const { send, clock } = company()
    const files = start()
    const dying = crashing(files, send, Math.round(whole.moments * 0.6))
    await run(line, { network: dying.network, files: dying.files, env: ENV, clock })
    const { out } = await run('doctor --offline -f json', { files, env: ENV, clock, network: send })
    const finding = rowsIn(JSON.parse(out)).find(({ check }) => check === 'bulk')
    expect(finding?.found).toMatch(/ with [123] uploads? done/)
  })

  it.each(momentsOf(whole.moments))(
    'at moment %i is gone on with by the same line, which tells what is left, and nothing is uploaded twice',
    async (moment) => {
      const { send, clock, uploads } = company()
      const files = start()
      const dying = crashing(files, send, moment)
      await run(line, { network: dying.network, files: dying.files, env: ENV, clock })
      const left = [2, 1, 1].slice(uploads.length).reduce((sum, count) => sum + count, 0)
      const again = await run(line, {
        network: send,
        files,
        env: ENV,
        clock,
        random: (count) => new Uint8Array(count).fill(7),
      })
      expect({ exit: again.exit, outcomes: outcomes(again.out) }, again.err).toEqual({
        exit: 0,
        outcomes: outcomes(whole.out),
      })
      const isOver = moment > whole.moments - 3
      if (!isOver) expect(uploads.map(({ lines }) => lines.length)).toEqual([2, 1, 1])
      if (!isOver) expect(again.err.match(/^ {2}\{"objectId"/gm) ?? []).toHaveLength(left)
      expect(await files.list('/home/ana/.local/state/gong/bulk')).toEqual([])
    },
  )
})
