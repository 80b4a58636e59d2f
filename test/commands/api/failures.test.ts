import { describe, expect, it } from 'vitest'
import type { HttpResponse, HttpTransport } from '../../../src/platform/http.ts'
import { embeddedSandbox } from '../../../src/sandbox/embedded.ts'
import { FULL_COMPANY, home, KEYS, NOW, run } from '../../run.ts'

const CALL = '7782342274025937895'
const LIST = 'calls list --from 2026-05-01 --no-retry'

/** A network that gives one answer to everything. */
function always(status: number, body: string, headers: Record<string, string> = {}): HttpTransport {
  return async () => response(status, body, headers)
}

function response(status: number, body: string, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: chunks(body) }
}

async function* chunks(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text)
}

function gongError(status: number, ...errors: string[]): HttpTransport {
  return always(status, JSON.stringify({ requestId: 'req-1', errors }))
}

function broken(code: string): HttpTransport {
  return async () => {
    throw Object.assign(new Error(code), { code })
  }
}

const first = (text: string) => text.split('\n')[0]

describe('bad input is refused before anything is sent', () => {
  it.each([
    ['an impossible day', 'calls list --from 2026-02-30', '--from: "2026-02-30"'],
    ['a misspelt period', 'calls list --during last-wek', 'last-week'],
    ['an end before its start', 'calls list --from 2026-05-02 --to 2026-05-01', '--to'],
    ['an end without a start', 'calls list --to 2026-05-01', '--to needs --from'],
    ['two ways to say a window', 'calls list --during today --from 7d', '--during sets both ends'],
    ['an unknown zone', 'calls list --from 2026-05-01 --tz Europe/Berlln', 'Europe/Berlin'],
    ['an empty id', ['calls', 'get', ''], '<call> is empty'],
    ['a path as an id', 'calls get ..', '<call>: ".." is not an id'],
    ['a word as an id', 'calls get extensive', '<call>: "extensive" is not an id'],
    ['an id too long', 'calls get 123456789012345678901', 'is not an id'],
    ['a missing argument', 'calls get', "missing required argument 'call'"],
    ['an unknown field', `calls list --fields titel`, 'did you mean "title"?'],
    ['an unknown format', 'calls list -f jsonnl', 'did you mean "jsonl"?'],
    ['an unknown flag', 'calls list --form 7d', '--form'],
    ['a flag without its value', 'calls list --format', '--format'],
    ['a flag of the command without its value', 'calls list --from', '--from'],
    ['an unknown command', 'calls lst', 'lst'],
    ['an unknown domain', 'cals list', 'cals'],
    ['a command that is not complete', 'calls', 'a command is missing'],
    ['a limit that is no number', 'calls list --limit many', '--limit: "many"'],
    ['a negative rate', 'calls list --rate -1', '--rate'],
    ['a choice that is none', `calls details ${CALL} --with brif`, 'did you mean "brief"?'],
    ['CRM timing without the extended context', `calls details ${CALL} --crm-at now`, '--crm-at needs --crm extended'],
    ['a list file that is not there', 'transcripts get @nothing.txt', 'there is no file nothing.txt'],
    ['jq that does not compile', "calls list --jq '.['", '--jq'],
    ['jq for raw bytes', 'calls list --jq .[0] -f raw', '--jq does not work with --format raw'],
    ['a path without a slash', 'api GET v2/calls', 'does not start with /'],
    ['a path that climbs', 'api GET /v2/../admin', 'climbs'],
    ['a path that climbs in disguise', 'api GET /v2/%2e%2e/admin', 'climbs'],
    ['a query that is no pair', 'api GET /v2/calls --query from', '--query: "from"'],
    ['a body that is no JSON', 'api POST /v2/users/extensive --body {filter', '--body'],
    ['a folder that is not there', 'calls list -o /nowhere/at/all.csv', '/nowhere'],
  ])('%s', async (_, line, said) => {
    const { exit, out, err, sent } = await run(line)
    expect({ exit, out, sent }).toEqual({ exit: 2, out: '', sent: [] })
    expect(err).toContain(said)
  })

  it('names the workspaces there are when one is unknown, and never takes all of them', async () => {
    const { exit, err, sent } = await run('calls list --from 7d -w Enterprize')
    expect({ exit, sent }).toEqual({ exit: 2, sent: ['GET /v2/workspaces'] })
    expect(err).toContain('no workspace is called "Enterprize"')
    expect(err).toContain('Customer Success')
  })
})

describe('without usable credentials', () => {
  it('says how to get a profile', async () => {
    const { env } = await home()
    const { exit, err, sent } = await run('calls list --from 7d', { env })
    expect({ exit, sent }).toEqual({ exit: 3, sent: [] })
    expect(err).toContain('gong profiles add')
  })

  it('names the near profile when one is unknown', async () => {
    const { env } = await home()
    const { exit, err } = await run('calls list --from 7d -p prod', { env })
    expect(exit).toBe(3)
    expect(err).toContain('prod')
  })

  it('says which half of the environment is missing', async () => {
    const { env } = await home()
    const { exit, err } = await run('calls list --from 7d', { env: { ...env, GONG_ACCESS_KEY: 'k' } })
    expect(exit).toBe(3)
    expect(err).toContain('GONG_ACCESS_KEY_SECRET')
  })

  it('ends with 3 when Gong does not know the key', async () => {
    const { exit, err } = await run(LIST, { env: { ...KEYS, GONG_ACCESS_KEY_SECRET: 'wrong' } })
    expect(exit).toBe(3)
    expect(err).toContain('does not accept these credentials')
    expect(err).not.toContain('wrong')
  })

  it('names the scope that is missing', async () => {
    const env = { ...KEYS, GONG_ACCESS_KEY: 'reader', GONG_ACCESS_KEY_SECRET: 'reader-secret' }
    const { exit, err } = await run(`calls details ${CALL} --log json`, { env })
    expect(exit).toBe(3)
    expect(JSON.parse(err.trim())).toMatchObject({ kind: 'auth', exit: 3, scope: 'api:calls:read:extensive' })
  })

  it.each([
    ['The user has no Engage licence', 'gong users list'],
    ['Your IP address is not allowed', 'addresses that the key allows'],
    ['This is in limited release', 'gong doctor'],
  ])('guesses no scope where Gong forbids with a reason: %s', async (said, hint) => {
    const { err } = await run('flows list --owner a@tallyhouse.example', { network: gongError(403, said) })
    expect(err).toContain(hint)
    expect(err).not.toContain('api:flows:read')
  })

  it('ends with 3 on 403, with the words and the requestId of Gong', async () => {
    const { exit, err } = await run(LIST, { network: gongError(403, 'Your IP address is not allowed') })
    expect(exit).toBe(3)
    expect(err).toContain('Your IP address is not allowed')
    expect(err).toContain('requestId: req-1')
  })
})

describe('404', () => {
  it('is "not found" for one thing asked for by id', async () => {
    const { exit, err } = await run('calls get 12345')
    expect(exit).toBe(4)
    expect(err).toContain('12345')
  })

  it('is an empty list where Gong says that nothing matched', async () => {
    const { exit, out } = await run('calls list --from 2020-01-01 --to 2020-01-02')
    expect({ exit, out }).toEqual({ exit: 0, out: '[]\n' })
  })

  it('is said in words on a terminal', async () => {
    const { exit, out, err } = await run('calls list --from 2020-01-01 --to 2020-01-02', { terminal: true })
    expect({ exit, out }).toEqual({ exit: 0, out: '' })
    expect(err).toContain('no rows')
  })

  it('is an error when the path or the host is wrong', async () => {
    const { exit, err } = await run('api GET /v2/nothing')
    expect(exit).toBe(5)
    expect(err).toContain('wrong path or base URL')
  })

  it('is an error on a list when it does not come from Gong', async () => {
    const { exit } = await run(LIST, { network: always(404, '<h1>Not Found</h1>') })
    expect(exit).toBe(5)
  })

  it('is an error on an operation that has no word for an empty list', async () => {
    const { exit } = await run('users list', {
      network: gongError(404, 'No users found corresponding to the provided filters'),
    })
    expect(exit).toBe(5)
  })
})

describe('what Gong or the network does wrong', () => {
  it.each([
    ['400', gongError(400, 'Malformed'), 5, 'Gong refused the request (400): Malformed'],
    ['402', gongError(402, 'No credits'), 5, 'No credits'],
    ['429', gongError(429, 'API request limit exceeded'), 6, "Gong's limit is reached"],
    ['500', gongError(500, 'Unexpected'), 7, 'Gong answered 500: Unexpected'],
    ['502 with a page', always(502, '<html>Bad Gateway</html>'), 7, 'Gong answered 502'],
    ['200 with a page', always(200, '<html>Sign in</html>'), 7, 'a web page'],
    ['200 with nothing', always(200, ''), 7, 'an empty body'],
    ['200 with JSON of somebody else', always(200, '{"ok":true}'), 7, 'has no "calls"'],
    ['200 with a list', always(200, '[]'), 7, 'not an answer of Gong'],
    ['a redirect', always(302, '', { location: 'https://elsewhere.example/' }), 7, 'wrong base URL'],
    ['nobody there', broken('ECONNREFUSED'), 7, 'nothing listens there'],
    ['no such host', broken('ENOTFOUND'), 7, 'no such host'],
    ['a lost connection', broken('ECONNRESET'), 7, 'broke off'],
    ['silence', broken('ETIMEDOUT'), 7, 'no answer in time (60 s)'],
  ])('%s', async (_, network, exit, said) => {
    const ran = await run(LIST, { network })
    expect(ran.exit).toBe(exit)
    expect(ran.out).toBe('')
    expect(ran.err).toContain(said)
    expect(ran.sent).toHaveLength(1)
  })

  it('a body that was cut short', async () => {
    async function* cut(): AsyncIterable<Uint8Array> {
      yield new TextEncoder().encode('{"requestId":"r","calls":[{"id":"1"')
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    }
    const { exit, out } = await run(LIST, { network: async () => ({ status: 200, headers: {}, body: cut() }) })
    expect({ exit, out }).toEqual({ exit: 7, out: '' })
  })

  it('a cursor that comes back for ever', async () => {
    const page = JSON.stringify({ requestId: 'r', records: { cursor: 'same' }, calls: [{ id: '1' }] })
    const { exit, sent, err } = await run(LIST, { network: always(200, page) })
    expect(exit).toBe(7)
    expect(sent).toHaveLength(2)
    expect(err).toContain('bring nothing new')
  })

  it('a defect of our own is told as such, with 1', async () => {
    const { exit, err } = await run(LIST, {
      network: async () => {
        throw new TypeError('x is not a function')
      },
    })
    expect(exit).toBe(1)
    expect(err).toContain('this is a defect of gong')
  })
})

describe('ends that are not failures of anybody', () => {
  it('Ctrl-C ends with 130 and leaves whole JSON behind', async () => {
    const stop = new AbortController()
    const { send } = embeddedSandbox(() => NOW)
    const network: HttpTransport = async (request, signal) => {
      if (request.url.includes('cursor')) stop.abort()
      signal.throwIfAborted()
      return await send(request, signal)
    }
    const { exit, out } = await run('calls list --during last-month', { network, interrupted: stop.signal })
    expect(exit).toBe(130)
    expect(JSON.parse(out)).toHaveLength(100)
  })

  it('a reader that went away ends the pull quietly with 0', async () => {
    const { exit, err, sent } = await run('calls list --during last-month -q', { gone: () => true })
    expect({ exit, err, sent }).toEqual({ exit: 0, err: '', sent: ['GET /v2/calls'] })
  })

  it('a run that was told to stop after some requests ends with 6 and says how to go on', async () => {
    const { exit, err, sent } = await run('calls list --during last-month --max-requests 2')
    expect(exit).toBe(6)
    expect(sent).toHaveLength(2)
    expect(err).toContain('--max-requests')
  })
})

describe('what is written before a list fails', () => {
  /** A network on which everything after the first page goes wrong. */
  const after = (answer: HttpTransport): HttpTransport => {
    const { send } = embeddedSandbox(() => NOW)
    return (request, signal) => (request.url.includes('cursor') ? answer : send)(request, signal)
  }
  const page = always(200, '<html>')
  const nobody = broken('ECONNRESET')
  const defect: HttpTransport = () => {
    throw new RangeError('not foreseen')
  }
  const list = 'calls list --during last-month --no-retry'
  describe.each<[string, number, string, HttpTransport]>([
    ['a 500', 7, list, gongError(500, 'Unexpected')],
    ['no answer', 7, list, nobody],
    ['a page that is not of Gong', 7, list, page],
    ['a key that has gone', 3, list, gongError(401, 'Unauthorized')],
    ['a cursor that is refused', 5, list, gongError(400, 'Bad request')],
    ['a limit of the day', 6, list, gongError(429, 'Too many requests')],
    ['a limit of our own', 6, `${list} --max-requests 1`, nobody],
    ['a defect', 1, list, defect],
  ])('%s ends with %i', (_, code, line, answer) => {
    const failed = async (format: string) => {
      const { exit, out } = await run(`${line} -f ${format}`, { network: after(answer) })
      return { exit, out }
    }

    it('json is closed where a limit ended it, and open where it broke, so that nobody takes a part for the whole', async () => {
      const { exit, out } = await failed('json')
      expect(exit).toBe(code)
      if (code === 6) expect(JSON.parse(out)).toHaveLength(100)
      else expect(() => JSON.parse(out)).toThrow(SyntaxError)
    })

    it.each([
      ['jsonl', 100],
      ['csv', 101],
      ['tsv', 101],
      ['table', 102],
    ])('%s ends with a whole line', async (format, count) => {
      const { exit, out } = await failed(format)
      expect([exit, out.endsWith('\n'), out.split('\n').length - 1]).toEqual([code, true, count])
    })
  })

  it('where nothing was written, nothing is', async () => {
    const { exit, out } = await run('calls list --during last-month --no-retry', {
      network: gongError(500, 'Unexpected'),
    })
    expect({ exit, out }).toEqual({ exit: 7, out: '' })
  })
})

it('speaks JSON on stderr when asked to, one object a line', async () => {
  const { err } = await run('calls list --debug --limit 1 --log json', FULL_COMPANY)
  const lines = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; rows?: number })
  expect(lines.map(({ level }) => level)).toEqual(['note', 'debug', 'debug', 'page'])
  expect(lines.at(-1)?.rows).toBe(100)
})

it('keeps the message first and the way out below it', async () => {
  const { err } = await run('calls get ..')
  expect(first(err)).toBe('error: <call>: ".." is not an id (1 to 20 digits)')
})

it.each([
  [
    'transcripts export --dir - --from 2026-05-01',
    '--dir -: stdout is for the rows, and this takes a folder',
    '--dir .',
  ],
  [`calls download ${CALL} --dir -`, '--dir -: stdout is for the rows, and this takes a folder', '--dir .'],
  [
    'privacy erase a@b.example --receipt - --yes --confirm a@b.example',
    '--receipt -: stdout is for the rows, and this takes a file of its own',
    '--receipt receipt.json',
  ],
  [
    'sandbox serve --state -',
    '--state -: stdout is for the rows, and this takes a file of its own',
    '--state state.json',
  ],
])('takes no sign for stdout as a path beside the rows: gong %s', async (line, message, hint) => {
  const { exit, out, err, sent } = await run(line)
  expect([exit, out, err, sent]).toEqual([2, '', `error: ${message}\n  try: ${hint}\n`, []])
})
