import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rowsIn } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { home, type Ran, run, type Setting, testSandbox } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'

const at = '--integration 3364149378650924208'
const when = '"modifiedDate":"2026-01-15T10:00:00Z"'

async function file(text: string, name: string): Promise<string> {
  const path = join((await home()).folder, name)
  await diskFiles().write(path, text, 0o600)
  return path
}

describe('an upload with a bad line sends nothing, and names', () => {
  const upload = async (type: string, text: string) =>
    await run(`crm objects upload ${type} ${await file(text, 'objects.ldjson')} ${at}`)

  it.each([
    ['what is not JSON', 'account', 'nope', 'line 1: is not JSON'],
    ['what is no object', 'account', '[1]', 'line 1: is not an object'],
    ['a missing id', 'account', `{${when}}`, 'line 1, objectId: is missing'],
    ['a missing date', 'contact', '{"objectId":"a"}', 'modifiedDate: is missing'],
    ['the shape of an id', 'account', `{"objectId":"a b",${when}}`, 'objectId: is not 1 to 64 letters'],
    ['a long id', 'account', `{"objectId":"${'a'.repeat(65)}",${when}}`, 'objectId: is not 1 to 64 letters'],
    ['milliseconds', 'deal', '{"objectId":"a","modifiedDate":"2026-01-15T10:00:00.000Z"}', 'without milliseconds'],
    [
      'a day that is a time',
      'deal',
      `{"objectId":"a",${when},"closeDate":"2026-01-15T10:00:00Z"}`,
      'closeDate: is not',
    ],
    ['an unknown status', 'deal', `{"objectId":"a",${when},"status":"won"}`, 'status: is not one of WON'],
    ['a list that is none', 'account', `{"objectId":"a",${when},"domains":"x"}`, 'domains: is not a list'],
    ['a user without an address', 'business-user', `{"objectId":"a",${when}}`, 'emailAddress: is missing'],
    ['a stage without a name', 'stage', '{"objectId":"a"}', 'name: is missing'],
    [
      'a reference that is no id',
      'contact',
      `{"objectId":"a",${when},"accountId":"Acme Inc."}`,
      'accountId: is not 1 to',
    ],
  ])('%s', async (_, type, text, said) => {
    const { exit, sent, err } = await upload(type, text)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })

  it('the first 20 of many, and counts the rest', async () => {
    const { err } = await upload('account', 'nope\n'.repeat(25))
    expect(err).toContain('25 lines are wrong, so nothing was done')
    expect(err).toMatch(/line 20: is not JSON\n[ |]*and 5 faults more/)
    expect(err).not.toContain('line 21')
  })

  it('a file with nothing in it', async () => {
    expect((await upload('account', '\n')).err).toContain('is empty')
  })
})

it.each([
  [
    'an e-mail address as an id, and names that Gong does not know',
    'account',
    `{"objectId":"a@b.example",${when},"x":1}`,
  ],
  ['a user who is gone, without an address', 'business-user', `{"objectId":"a",${when},"isDeleted":true}`],
  ['blank lines', 'account', `\n{"objectId":"a",${when}}\n\n{"objectId":"b",${when}}\n`],
  ['Windows ends of lines', 'account', `{"objectId":"a",${when}}\r\n{"objectId":"b",${when}}\r\n\r\n`],
])('an upload takes %s', async (_, type, text) => {
  const { exit, err } = await run(`crm objects upload ${type} ${await file(text, 'objects.ldjson')} ${at}`)
  expect(exit, err).toBe(0)
})

describe('crm schema', () => {
  const company = () => {
    const send = testSandbox()
    return (line: string | readonly string[], setting?: Setting): Promise<Ran> =>
      run(line, { network: send, ...setting })
  }
  /** The fields of accounts as `schema get` gives them, after a change, in a file. */
  const fields = async (change: (text: string) => string) => {
    const { out } = await run(`crm schema get account ${at}`)
    return await file(change(out), 'fields.json')
  }
  const deleted = (text: string) =>
    text.replace('"label":"Tier"', '"label":"Tier","isDeleted":true').replace(/(Tier.*?)"isDeleted":false,/, '$1')
  const retyped = (text: string) => text.replace('NUMBER', 'STRING')

  it('get reads all four types when none is named', async () => {
    const { requests, out } = await run(`crm schema get ${at}`)
    const types = requests.map(({ url }) => new URL(url).searchParams.get('objectType'))
    expect(types).toEqual(['ACCOUNT', 'CONTACT', 'DEAL', 'LEAD'])
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ objectType: 'DEAL', uniqueName: 'discount' }))
  })

  it('set takes what get printed, asks for nothing when nothing is lost, and the next command sees it', async () => {
    const at = company()
    const more = await fields((text) =>
      text.replace(/\]\s*$/, ',{"uniqueName":"score","label":"Score","type":"NUMBER"}]'),
    )
    const { exit, sent, err, requests } = await at(`crm schema set account ${more}`)
    expect(exit, err).toBe(0)
    expect(sent.slice(1)).toEqual(['GET /v2/crm/entity-schema', 'GET /v2/workspaces', 'POST /v2/crm/entity-schema'])
    expect(String(requests.at(-1)?.body)).not.toContain('objectType')
    expect(err).toContain('score (NUMBER) is new')
    expect((await at('crm schema get account')).out).toContain('"uniqueName":"score"')
  })

  it.each([
    ['goes', deleted, 'tier (PICKLIST) goes, and its data with it'],
    ['gets another type', retyped, 'invoicesPerMonth: NUMBER becomes STRING, and its data is lost'],
  ])('set asks when a field %s', async (_, change, said) => {
    const path = await fields(change)
    const line = `crm schema set account ${path} ${at}`
    const refused = await run(line)
    expect(refused.exit).toBe(9)
    expect(refused.sent).toEqual(['GET /v2/crm/entity-schema', 'GET /v2/workspaces'])
    const agreed = await run(line, { answers: ['y'] })
    expect(agreed.asked).toEqual([expect.stringContaining(said)])
    expect(agreed.sent.at(-1)).toBe('POST /v2/crm/entity-schema')
    expect((await run(`${line} --yes`)).exit).toBe(0)
  })

  it.each([
    ['without its fields', { requestId: 'r' }],
    ['with null as its fields', { requestId: 'r', objectTypeToSelectedFields: null }],
    ['with its fields under another name', { requestId: 'r', selectedFields: { ACCOUNT: [] } }],
    ['with no list of fields', { requestId: 'r', objectTypeToSelectedFields: { ACCOUNT: null } }],
    ['that reports errors', { requestId: 'r', errors: ['down'], objectTypeToSelectedFields: {} }],
    ['that is a web page', '<html>Sign in</html>'],
    ['that is empty', ''],
  ])('set changes nothing upon an answer of success %s, since what is lost cannot be seen', async (_, answer) => {
    const path = await fields(deleted)
    for (const flags of ['', '--yes']) {
      const { exit, out, sent, asked } = await run(`crm schema set account ${path} ${at} ${flags}`, {
        network: network(() => answer),
        answers: ['y'],
      })
      expect({ exit, out, asked }).toEqual({ exit: 7, out: '', asked: [] })
      expect(new Set(sent)).toEqual(new Set(['GET /v2/crm/entity-schema']))
    }
  })

  it('set names the existing fields that a file leaves out', async () => {
    const path = await file('[{"uniqueName":"tier","label":"T","type":"STRING"}]', 'fields.json')
    const { exit, sent, err } = await run(`crm schema set account ${path} ${at} --yes`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: ['GET /v2/crm/entity-schema'] })
    expect(err).toContain('these are missing: accountOwner, invoicesPerMonth')
  })

  it('set takes the table that get prints, and finds nothing to change', async () => {
    const { out } = await run(`crm schema get account ${at} -f csv`)
    const path = await file(out, 'fields.csv')
    const { exit, err, sent, out: rows } = await run(`crm schema set account ${path} ${at}`)
    expect(exit, err).toBe(0)
    expect(sent.filter((one) => !one.startsWith('GET'))).toEqual([])
    expect(rowsIn(JSON.parse(rows)).map(({ outcome }) => outcome)).toEqual(['kept', 'kept', 'kept'])
    const more = await file(`${out.trim()}\nACCOUNT,plan,Plan,PICKLIST,,,,Basic;Plus\n`, 'more.csv')
    const { requests } = await run(`crm schema set account ${more} ${at}`)
    expect(JSON.parse(String(requests.at(-1)?.body))).toContainEqual(
      expect.objectContaining({ uniqueName: 'tier', orderedValueList: ['Strategic', 'Named', 'Territory'] }),
    )
  })

  it('set has a row for each line, declines more than --max-changes, and writes out what failed', async () => {
    const { out } = await run(`crm schema get account ${at} -f csv`)
    const path = await file(`${out.trim()}\nACCOUNT,plan,Plan,STRING\nACCOUNT,score,Score,NUMBER\n`, 'fields.csv')
    const line = `crm schema set account --from-file ${path} ${at}`
    const many = await run(`${line} --max-changes 1`)
    expect({ exit: many.exit, err: many.err }).toEqual({ exit: 9, err: expect.stringContaining('2 changes are more') })
    const failed = `${path}.failed.csv`
    const refusing: HttpTransport = async (request, signal) =>
      await (request.method === 'POST' ? network(() => ({ errors: ['no room'] }), 400) : testSandbox())(request, signal)
    const refused = await run(`${line} --failed ${failed}`, { network: refusing })
    expect(refused.exit).toBe(8)
    expect(rowsIn(JSON.parse(refused.out)).slice(-2)).toMatchObject([
      { uniqueName: 'plan', outcome: 'refused', why: expect.stringContaining('no room') },
      { uniqueName: 'score', outcome: 'refused' },
    ])
    expect((await readFile(failed, 'utf8')).split('\n').slice(1)).toEqual([
      'ACCOUNT,plan,Plan,STRING',
      'ACCOUNT,score,Score,NUMBER',
      '',
    ])
  })

  it.each([
    ['crm schema add account fit_score:nunber', 'fit_score: type'],
    ['crm schema add account --from-file fields.json', 'item 2, tier: label'],
    [`crm schema set lead --body [{"uniqueName":"x","label":"X","type":"N"}]`, 'x: type'],
  ])('gong %s names the field that is wrong, and where it stands', async (line, said) => {
    const path = await file(
      '[{"uniqueName":"a","label":"A","type":"STRING"},{"uniqueName":"tier","type":"STRING"}]',
      'fields.json',
    )
    const { exit, sent, err } = await run(line.replace('fields.json', path))
    expect({ exit, sent, err }).toEqual({ exit: 2, sent: [], err: expect.stringContaining(said) })
  })

  it('set names the line and column of a field that is wrong in a table', async () => {
    const path = await file('name;label;type;objectType\nscore;Score;nunber;DEAL\n;Plan;text;ACCOUNT\n', 'fields.csv')
    const { exit, sent, err } = await run(`crm schema set account ${path} ${at}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    for (const said of ['line 2, type: "nunber" is not one of', 'line 3, name: is empty']) expect(err).toContain(said)
  })

  it('add sends what is there with what is new, and the next command sees it', async () => {
    const at = company()
    const words = ['crm', 'schema', 'add', 'account', 'fitScore:number', 'plan=Support plan:picklist:Basic,Plus']
    const { exit, err, out, requests } = await at(words)
    expect(exit, err).toBe(0)
    expect(JSON.parse(out)).toEqual([
      { uniqueName: 'fitScore', type: 'NUMBER', outcome: 'added', why: null, id: null, before: null },
      { uniqueName: 'plan', type: 'PICKLIST', outcome: 'added', why: null, id: null, before: null },
    ])
    const body = JSON.parse(String(requests.at(-1)?.body))
    expect(body.map(({ uniqueName }: { uniqueName: string }) => uniqueName)).toEqual([
      'accountOwner',
      'tier',
      'invoicesPerMonth',
      'fitScore',
      'plan',
    ])
    expect(body.slice(3)).toEqual([
      { uniqueName: 'fitScore', label: 'Fit score', type: 'NUMBER' },
      { uniqueName: 'plan', label: 'Support plan', type: 'PICKLIST', orderedValueList: ['Basic', 'Plus'] },
    ])
    expect((await at('crm schema get account --jq .[].uniqueName')).out).toContain('fitScore')
  })

  it('add takes a file of fields, and one more time changes nothing and sends nothing', async () => {
    const at = company()
    const path = await file('name,label,type,values\nplan,Plan,picklist,Basic|Plus\n', 'new.csv')
    expect((await at(`crm schema add account ${path}`)).exit).toBe(0)
    const again = await at(`crm schema add account --from-file ${path}`)
    expect(JSON.parse(again.out)).toMatchObject([{ name: 'plan', outcome: 'kept' }])
    expect(again.sent.filter((one) => !one.startsWith('GET'))).toEqual([])
  })

  it.each([
    ['another type', 'tier:string', 'tier as PICKLIST'],
    ['other values', 'tier:picklist:Gold', 'tier with another orderedValueList'],
  ])('add changes no field that is there, with %s', async (_, field, said) => {
    const { exit, sent, err } = await run(`crm schema add account ${field} ${at} --yes`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: ['GET /v2/crm/entity-schema'] })
    expect(err).toContain(said)
  })

  it('diff tells what set would do, and sends nothing else', async () => {
    const path = await file(
      'name,label,type,values\ntier,Tier,picklist,Gold\ninvoicesPerMonth,Invoices a month,string,\nscore,Score,number,\n',
      'fields.csv',
    )
    const { exit, sent, out, err } = await run(`crm schema diff account ${path} ${at} -f jsonl`)
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['GET /v2/crm/entity-schema'] })
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { uniqueName: 'tier', type: 'PICKLIST', change: 'kept', differs: 'orderedValueList' },
      { uniqueName: 'invoicesPerMonth', type: 'STRING', change: 'retyped', before: 'NUMBER' },
      { uniqueName: 'score', type: 'NUMBER', change: 'added' },
      { uniqueName: 'accountOwner', type: 'REFERENCE', change: 'missing' },
    ])
    expect(err).toContain('these are missing: accountOwner')
  })

  it('set takes --body and --set instead of a file', async () => {
    const body = '[{"uniqueName":"score","label":"Score","type":"STRING"}]'
    const words = ['crm', 'schema', 'set', 'lead', ...at.split(' '), '--body', body, '--set', '[0].type=number']
    const { requests, exit } = await run(words)
    expect({ exit, body: requests[1]?.body }).toEqual({ exit: 0, body: body.replace('STRING', 'NUMBER') })
  })

  it.each([
    ['no fields', 'crm schema set account', '<file> is missing'],
    ['two sources', `crm schema set account f.json --body '[{"uniqueName":"a"}]'`, 'two ways'],
    ['a file said twice', 'crm schema set account f.csv --from-file f.csv', '<file> and --from-file are two ways'],
    ['a file that is not there', 'crm schema set account /nowhere.json', 'there is no file'],
    ['an empty list', 'crm schema set account --body []', 'there are no fields in it'],
    ['a new field without a type', 'crm schema add lead score', 'there is no file score'],
    ['a new field of no type', 'crm schema add lead score:nunber', 'type is not one of'],
    ['new fields of which one has no type', 'crm schema add lead a:number b', '"b" has no type'],
    ['a picklist without values', 'crm schema add lead plan:picklist', 'needs orderedValueList'],
    ['nothing to add', 'crm schema add lead', '<field> is missing'],
    ['nothing to compare', 'crm schema diff lead', 'file'],
    ['an unknown type', 'crm schema get acount', '<type>: "acount"'],
    ['a misspelt key', `crm schema set lead --body '[{"uniqueName":"a","lable":"A","type":"NUMBER"}]'`, 'lable'],
    ['a missing name', `crm schema set lead --body '[{"label":"A","type":"NUMBER"}]'`, 'uniqueName is required'],
    ['a reference to nothing', `crm schema set lead --body '[${field('REFERENCE')}]'`, 'needs referenceTo'],
    ['a list without values', `crm schema set lead --body '[${field('PICKLIST')}]'`, 'needs orderedValueList'],
    ['a field twice', `crm schema set lead --body '[${field('URL')},${field('URL')}]'`, 'a is there twice'],
  ])('nothing is sent for %s', async (_, line, said) => {
    const { exit, sent, err } = await run(line)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })
})

function field(type: string): string {
  return JSON.stringify({ uniqueName: 'a', label: 'A', type })
}
