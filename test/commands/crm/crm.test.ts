import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpRequest, HttpTransport } from '../../../src/platform/http.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { home, KEYS, NOW, type Ran, run, type Setting, testSandbox } from '../../run.ts'
import { network, paged, queryOf } from '../../support/fake-gong.ts'

const INTEGRATION = '3364149378650924208'
const ACCOUNT = '001299383106248559'
const at = `--integration ${INTEGRATION}`
const LINE = '{"objectId":"acc-1","modifiedDate":"2026-01-15T10:00:00Z","name":"Acme"}'

/** A company whose changes last from one command to the next, and whose clock goes on while somebody waits. */
function company(): (line: string, setting?: Setting) => Promise<Ran> {
  let now = NOW
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms
    },
  }
  const send = testSandbox(() => now)
  return (line, setting) => run(line, { network: send, clock, ...setting })
}

/** A file for one test. @returns its path */
async function file(text: string, name = 'objects.ldjson'): Promise<string> {
  const path = join((await home()).folder, name)
  await diskFiles().write(path, text, 0o600)
  return path
}

describe('crm objects get', () => {
  it('sends the ids as the JSON body of a GET, and says which integration it took', async () => {
    const { sent, requests, out, err } = await run(`crm objects get account ${ACCOUNT}`)
    expect(sent).toEqual(['GET /v2/crm/integrations', 'GET /v2/crm/entities'])
    expect(queryOf(requests[1])).toEqual({ integrationId: INTEGRATION, objectType: 'ACCOUNT' })
    expect(requests[1]?.body).toBe(JSON.stringify([ACCOUNT]))
    expect(JSON.parse(out)).toMatchObject([{ objectId: ACCOUNT, isDeleted: false }])
    expect(err).toContain(`integration Ledgerline CRM (${INTEGRATION})`)
  })

  it('shows what Gong does not know or leaves out as missing, and ends as partial', async () => {
    const answer = network(() => ({ requestId: 'r', crmObjectsMap: { a: { name: 'A' }, b: null } }))
    const { exit, out } = await run(`crm objects get deal a b c ${at}`, { network: answer })
    const missing = ['b', 'c'].map((objectId) => ({ objectId, missing: true }))
    expect({ exit, rows: JSON.parse(out) }).toEqual({ exit: 8, rows: [{ objectId: 'a', name: 'A' }, ...missing] })
  })

  it('names people and things in one column of a table', async () => {
    const given = {
      crmObjectsMap: { a: { objectId: 'a', firstName: 'Ana', lastName: 'Lee' }, b: { objectId: 'b', name: 'B' } },
    }
    const { out } = await run(`crm objects get contact a b ${at} -f table`, { network: network(() => given) })
    expect(out).toMatch(/^objectId +name +missing/)
    expect(out).toMatch(/^a +Ana Lee/m)
    expect(out).toMatch(/^b +B/m)
  })

  it('asks for each id once, in the hundreds that Gong takes', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `acc-${index}`)
    const { requests } = await run(`crm objects get account ${[...ids, 'acc-0'].join(',')} ${at}`)
    expect(requests.map(({ body }) => JSON.parse(String(body)))).toEqual([ids.slice(0, 100), ids.slice(100)])
  })
})

describe('crm integration', () => {
  it('get shows the id to the last digit', async () => {
    const { out } = await run('crm integration get -f table')
    expect(out).toMatchInlineSnapshot(`
      "integrationId        name            ownerEmail
      ───────────────────  ──────────────  ─────────────────────────
      3364149378650924208  Ledgerline CRM  ingrid@tallyhouse.example
      "
    `)
  })

  it('delete asks with the name of what goes, waits for the end, and makes room for another one', async () => {
    const at = company()
    const gone = await at(`crm integration delete ${INTEGRATION} --wait`, { answers: ['y'] })
    expect(gone.asked).toEqual([expect.stringContaining(`the CRM integration Ledgerline CRM (${INTEGRATION})`)])
    expect(JSON.parse(gone.out)).toMatchObject({ status: 'DONE' })
    expect((await at('crm integration get')).out).toMatch(/^\[\s*\]/)
    expect((await at('crm objects get account a')).err).toContain('no generic CRM integration is registered')
    const made = await at('crm integration register --name New --owner ingrid@tallyhouse.example')
    expect(JSON.parse(made.out).integrationId).toMatch(/^\d{17,19}$/)
    expect((await at('crm integration get')).out).toContain('"name":"New"')
  })

  it('register tells that there is one already', async () => {
    const { exit, err } = await run('crm integration register --name New --owner ingrid@tallyhouse.example')
    expect({ exit, err }).toEqual({ exit: 5, err: expect.stringContaining('(409)') })
  })

  it('delete sends nothing but a look where nobody can agree, or somebody does not', async () => {
    const line = `crm integration delete ${INTEGRATION}`
    const [nobody, refused] = [await run(line), await run(line, { answers: ['n'] })]
    expect([nobody.exit, refused.exit]).toEqual([9, 9])
    expect([nobody.sent, refused.sent]).toEqual([['GET /v2/crm/integrations'], ['GET /v2/crm/integrations']])
  })

  it('delete names what is not there', async () => {
    const { exit, sent } = await run('crm integration delete 5', { answers: ['y'] })
    expect({ exit, sent }).toEqual({ exit: 4, sent: ['GET /v2/crm/integrations'] })
  })
})

describe('crm objects upload', () => {
  it('streams the file as dataFile under a random name that is said', async () => {
    let form = ''
    const sandbox = testSandbox()
    const reading: HttpTransport = async (request, signal) => {
      form = await formOf(request)
      return await sandbox(request, signal)
    }
    const line = `crm objects upload account ${await file(`${LINE}\n`)} ${at}`
    const { requests, out, err } = await run(line, { network: reading })
    const { clientRequestId } = JSON.parse(out)
    expect(clientRequestId).toMatch(/^gong-[0-9a-f]{16}$/)
    expect(err).toContain(`gong crm status ${clientRequestId}`)
    expect(queryOf(requests.at(-1))).toEqual({ integrationId: INTEGRATION, objectType: 'ACCOUNT', clientRequestId })
    expect(requests.at(-1)?.headers['content-type']).toMatch(/^multipart\/form-data/)
    expect(form).toContain(`name="dataFile"; filename="objects.ldjson"`)
    expect(form).toContain(`\r\n\r\n${LINE}\n\r\n--`)
  })

  it('shows in a dry run that the name is yet to be made, and no command that asks for it', async () => {
    const { sent, out, err } = await run(`crm objects upload account ${await file(LINE)} ${at} --dry-run`)
    expect({ sent, url: JSON.parse(out).url }).toEqual({
      sent: ['GET /v2/workspaces'],
      url: expect.stringContaining('clientRequestId=generated-when-sent'),
    })
    expect(err).toContain('--request chooses it')
    expect(err).not.toContain('gong crm status')
  })

  it('waits with growing pauses, and the object is there for the next command', async () => {
    const at = company()
    const done = await at(`crm objects upload account ${await file(LINE)} --request one --wait`)
    expect(done.exit, done.err).toBe(0)
    expect(done.err).toContain('waiting: PENDING\nwaiting: IN_PROGRESS\n')
    expect(JSON.parse(done.out)).toMatchObject({ clientRequestId: 'one', status: 'DONE', totalSuccessCount: 1 })
    expect(JSON.parse((await at('crm objects get account acc-1')).out)).toMatchObject([{ name: 'Acme' }])
    const again = await at(`crm objects upload account ${await file(LINE)} --request one`)
    expect({ exit: again.exit, err: again.err }).toEqual({ exit: 5, err: expect.stringContaining('already been used') })
  })

  it('waits no longer than --wait-for, and says how to go on', async () => {
    const at = company()
    const { exit, err } = await at(`crm objects upload account ${await file(LINE)} --request slow --wait --wait-for 1s`)
    expect(exit).toBe(6)
    expect(err).toContain('error: Gong is not through with it: PENDING')
    expect(err).toMatch(/try: gong crm status slow --integration \d+ --wait\n/)
  })

  it('takes no --wait-for without --wait', async () => {
    for (const line of ['crm status r', 'flows bulk-status b0f5a1c0-0000-4000-8000-000000000001']) {
      const { exit, sent, err } = await run(`${line} --wait-for 5m`)
      expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
      expect(err).toContain('--wait-for goes with --wait')
    }
  })

  it('ends as partial with the lines that Gong could not take', async () => {
    const path = await file(`${LINE}\n${LINE.replace('acc-1', 'acc-fail')}\n`)
    const { exit, out, waits } = await run(`crm objects upload account ${path} --wait ${at} -f table`)
    expect({ exit, waits }).toEqual({ exit: 8, waits: [2000, 3000, 4500] })
    expect(out).toContain('line 2: Object [acc-fail] could not be saved')
  })
})

async function formOf({ body }: HttpRequest): Promise<string> {
  if (typeof body !== 'object' || !('chunks' in body)) return ''
  const chunks: Uint8Array[] = []
  for await (const chunk of body.chunks()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('crm status', () => {
  it('looks inside an answer that came with 200', async () => {
    const { exit, out } = await run('crm status nightly-contacts')
    expect({ exit, rows: JSON.parse(out) }).toMatchObject({ exit: 8, rows: { status: 'FAILED', totalErrorCount: 2 } })
  })

  it('shows the errors a line each in a table', async () => {
    const { out } = await run('crm status nightly-contacts -f table')
    expect(out).toMatch(/errors +line 49: Mandatory field .*\n +line 212: /)
  })

  it('tells an error of the whole file', async () => {
    const errors = [{ line: 0, description: 'Not UTF-8' }]
    const answer = network(() => ({ requestId: 'r', status: 'FAILED', errors, totalErrorCount: 1 }))
    const { exit, out } = await run(`crm status x ${at} -f table`, { network: answer })
    expect({ exit, out }).toEqual({ exit: 8, out: expect.stringContaining('the whole file: Not UTF-8') })
  })

  it('asks once without --wait, also while the request goes on', async () => {
    const answer = network(() => ({ requestId: 'r', status: 'PENDING' }))
    const { exit, sent, waits } = await run(`crm status x ${at}`, { network: answer })
    expect({ exit, sent, waits }).toEqual({ exit: 0, sent: ['GET /v2/crm/request-status'], waits: [] })
  })

  it('never pauses longer than 30 s', async () => {
    const answer = network((_, index) => ({ requestId: 'r', status: index < 12 ? 'PENDING' : 'DONE' }))
    const { waits } = await run(`crm status x ${at} --wait --rate 0`, { network: answer })
    expect(waits.slice(0, 3)).toEqual([2000, 3000, 4500])
    expect(Math.max(...waits)).toBe(30_000)
  })
})

it('crm associations asks for what was tied since then', async () => {
  const { requests, out } = await run('crm associations --since 2026-05-01')
  expect(queryOf(requests[0])).toEqual({ fromDateTime: '2026-05-01T00:00:00+02:00' })
  expect(JSON.parse(out)[0]).toMatchObject({ callId: expect.stringMatching(/^\d+$/), objectId: expect.any(String) })
})

it('crm associations gives rows of every page, and keeps --limit and --fields', async () => {
  const row = (id: number) => ({ callId: String(id), objectType: 'ACCOUNT', objectId: `a${id}` })
  const pages = () => paged(2, (page) => [row(2 * page), row(2 * page + 1)], 'associations')
  const since = 'crm associations --since 2026-05-01'
  const { out } = await run(`${since} --fields callId -f jsonl`, { network: pages() })
  expect(out.trim().split('\n')).toEqual(['0', '1', '2', '3'].map((callId) => JSON.stringify({ callId })))
  const limited = await run(`${since} --limit 1`, { network: pages() })
  expect([JSON.parse(limited.out), limited.sent.length]).toEqual([[row(0)], 1])
})

describe('nothing is sent for', () => {
  it.each([
    ['an unknown type', 'crm objects get acount a', '<type>: "acount"'],
    ['no ids', 'crm objects get account', 'id'],
    ['an integration that is no id', 'crm objects get account a --integration x', '--integration: "x" is not an id'],
    ['an owner that is no address', 'crm integration register --name N --owner ingrid', '--owner: "ingrid"'],
    ['no name', 'crm integration register --owner ingrid@tallyhouse.example', '--name'],
    ['no integration to delete', 'crm integration delete', 'integration'],
    ['a request name with a blank', ['crm', 'status', 'a b'], '<request>: "a b"'],
    ['a request name with a blank on a deletion', `crm integration delete 1 --yes --request a.b`, '--request: "a.b"'],
    ['no request', 'crm status', 'request'],
    ['a file that is not there', 'crm objects upload account /nowhere.ldjson', 'there is no file /nowhere.ldjson'],
    ['a type that cannot be looked at', 'crm objects get stage a', '<type>: "stage"'],
    ['no start', 'crm associations', '--since'],
    ['a start that is no time', 'crm associations --since soon', '--since: "soon"'],
  ])('%s', async (_, line, said) => {
    const { exit, sent, err } = await run(line, { env: KEYS })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })
})
