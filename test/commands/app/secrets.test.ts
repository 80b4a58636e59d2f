import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { GLOBALS } from '../../../src/app/model/globals.ts'
import { home, KEYS, run } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'

describe('a secret', () => {
  it('is the value of no flag and of no argument', async () => {
    const commands = (await Promise.all(entries.map(({ load }) => load()))).flat()
    const inputs = [GLOBALS, ...commands.map((command) => command.inputs)].flatMap((some) => Object.entries(some))
    const taking = inputs.filter(([name, { kind }]) => {
      return (
        !['flag', 'file'].includes(kind) &&
        /secret|password|passphrase|token|accessKey|bearer|authorization/i.test(name)
      )
    })
    expect([inputs.length > 100, taking.map(([name]) => name)]).toEqual([true, []])
  })

  it.each([200, 401, 500])('is in nothing that is said, whatever the log, when Gong answers %s', async (status) => {
    const secrets = { ...KEYS, GONG_ACCESS_KEY_SECRET: 'correct-horse' }
    const basic = Buffer.from('sandbox:correct-horse').toString('base64')
    const answer = () => network(() => ({ requestId: 'r', users: [], errors: ['no'] }), status)
    const lines = ['users list --debug', 'users list --debug --log json', 'users list --dry-run', 'profiles show']
    const ran = await Promise.all(lines.map((line) => run(line, { env: secrets, network: answer() })))
    const said = ran.map(({ out, err }) => out + err).join('')
    expect(ran[0]?.requests[0]?.headers.authorization).toBe(`Basic ${basic}`)
    expect(said).toContain('GET /v2/users')
    expect(said).not.toMatch(new RegExp(`correct-horse|${basic}`))
  })

  const SECRET = 'pa"ss/wo+rd.of.the.key'
  const key = 'ACCESSKEY0123456789'
  const env = { ...KEYS, GONG_ACCESS_KEY: key, GONG_ACCESS_KEY_SECRET: SECRET }
  const pair = Buffer.from(`${key}:${SECRET}`).toString('base64')

  it.each([
    ['as a header', `Basic ${pair}`],
    ['without the filling of Base64', pair.replace(/=+$/, '')],
    ['as the secret', SECRET],
    ['as the key', `no ${key} here`],
    ['in a JSON string', JSON.stringify({ SECRET })],
    ['in a URL', `https://a.example/?s=${encodeURIComponent(SECRET)}`],
    ['in Base64 alone', Buffer.from(SECRET).toString('base64')],
    ['cut short', `${SECRET.slice(0, 14)}…`],
    ['behind a sign that is taken out', `\u202e${SECRET}`],
  ])('is taken out where Gong repeats it %s', async (_, text) => {
    const lines = ['users list', 'users list --debug', 'users list --debug --log json', 'users list --log json']
    for (const line of lines) {
      const network_ = network(() => ({ requestId: text, errors: [`you sent ${text}`] }), 400)
      const { exit, err } = await run(`${line} --no-retry`, { env, network: network_ })
      expect(exit).toBe(5)
      expect(err).toContain('you sent ')
      expect(err).toContain('***')
      for (const part of [pair.slice(0, 12), key, 'pa"ss/wo', 'pa\\"ss/wo', encodeURIComponent(SECRET).slice(0, 12)])
        expect(err).not.toContain(part)
    }
  })

  it.each([
    ['a bearer token', { GONG_BEARER_TOKEN: 'eyJhbGciOi.bearer-token' }, 'eyJhbGciOi.bearer-token'],
    ['a passphrase', { ...KEYS, GONG_PASSPHRASE: 'correct horse battery' }, 'correct horse battery'],
  ])('is taken out where Gong repeats %s', async (_, env, secret) => {
    const answer = network(() => ({ requestId: 'r', errors: [`no ${secret} and ${btoa(secret)}`] }), 400)
    const { err } = await run('users list --no-retry --debug', { env: { ...env, GONG_RATE: '0' }, network: answer })
    expect(err).toContain('no *** and ***')
    expect(err).not.toContain(secret)
  })

  it('is not in the rows that say why something did not work out', async () => {
    const answer = network(() => ({ requestId: 'r', errors: [`no ${SECRET}`] }), 400)
    const { out } = await run('doctor -f json', { env: { ...(await home()).env, ...env }, network: answer })
    expect(out).toContain('no ***')
    for (const part of [SECRET, SECRET.slice(0, 12), 'pa\\"ss/wo', btoa(SECRET)]) expect(out).not.toContain(part)
  })

  it('leaves data as it is', async () => {
    const answer = network(() => ({
      requestId: 'r',
      records: { totalRecords: 1 },
      users: [{ id: '1', firstName: key }],
    }))
    const { out } = await run('users list -f csv --fields id,firstName', { env, network: answer })
    expect(out).toBe(`id,firstName\n1,${key}\n`)
  })

  it('takes nothing out for a key that is as short as a word', async () => {
    const answer = network(() => ({ requestId: 'r', errors: ['no sandbox here'] }), 400)
    expect((await run('users list --no-retry', { network: answer })).err).toContain('no sandbox here')
  })
})
