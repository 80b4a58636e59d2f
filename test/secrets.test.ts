import { describe, expect, it } from 'vitest'
import { entries } from '../commands/index.ts'
import { GLOBALS } from '../src/cli/globals.ts'
import { network } from './fake.ts'
import { KEYS, run } from './run.ts'

describe('a secret', () => {
  it('is the value of no flag and of no argument', async () => {
    const commands = (await Promise.all(entries.map(({ load }) => load()))).flat()
    const inputs = [GLOBALS, ...commands.map((command) => command.inputs)].flatMap((some) => Object.entries(some))
    const taking = inputs.filter(([name, { kind }]) => {
      return kind !== 'flag' && /secret|password|passphrase|token|accessKey|bearer|authorization/i.test(name)
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
})
