import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { home, KEYS, NOW, run } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { isChange } from '../../support/requests.ts'

const USERS = await idsOf('users list --limit 12 --fields id -f csv')
const CALLS = await idsOf('calls list --from 30d --limit 20 --fields id -f csv')
/** 240 accesses in three requests. */
const GRANT = `calls access grant ${CALLS.join(',')} --user ${USERS.join(',')}`

async function idsOf(line: string): Promise<string[]> {
  return (await run(line)).out.trim().split('\n').slice(1)
}

/** A machine with a disk, a company that stays, and what happens instead at a change of that number. */
async function machine() {
  const { folder, env } = await home()
  const answering = openSandbox({ now: () => NOW })
  const seen = { changes: 0 }
  const at =
    (number: number, instead: HttpTransport): HttpTransport =>
    async (request, signal) => {
      if (!isChange(request)) return await answering(request, signal)
      seen.changes += 1
      return seen.changes === number ? await instead(request, signal) : await answering(request, signal)
    }
  return {
    file: join(folder, 'rows.csv'),
    env: { ...KEYS, ...env },
    state: env.GONG_STATE_DIR ?? '',
    answering,
    at,
    seen,
  }
}

const { out: whole } = await run(`${GRANT} -f csv`)

describe('a run that ends early', () => {
  const refusal = (status: number) => network(() => ({ requestId: 'r', errors: ['no more'] }), status)

  it.each([
    ['the key is refused', 401, 3],
    ['the limit of the day is reached', 429, 6],
  ])('since %s has a row for each line in a whole file, and the same line goes on', async (_, status, code) => {
    const { file, env, at, answering, seen } = await machine()
    const first = await run(`${GRANT} --no-retry -o ${file}`, { env, network: at(2, refusal(status)) })
    expect(first.exit).toBe(code)
    expect(first.err).toContain('100 of 240 lines have their outcome')
    expect(first.err).toContain('the same line goes on where this ended, and sends nothing twice')
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    expect(lines).toHaveLength(241)
    expect(lines.filter((line) => line.includes(',not sent,'))).toHaveLength(140)
    const again = await run(`${GRANT} -o ${file}`, { env, network: at(0, answering) })
    expect({ exit: again.exit, changes: seen.changes }).toEqual({ exit: 0, changes: 4 })
    expect(readFileSync(file, 'utf8')).toBe(whole)
  })

  it('by Ctrl-C is 130, has a whole file, and the same line goes on', async () => {
    const { file, env, at, answering } = await machine()
    const stop = new AbortController()
    const interrupting: HttpTransport = (_, signal) => {
      stop.abort()
      return Promise.reject(signal.reason)
    }
    const first = await run(`${GRANT} -o ${file}`, { env, network: at(2, interrupting), interrupted: stop.signal })
    expect(first.exit).toBe(130)
    expect(first.err.split('the same line goes on where this ended')).toHaveLength(2)
    expect(readFileSync(file, 'utf8')).toContain('the same line clears that up')
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(241)
    const again = await run(`${GRANT} -o ${file}`, { env, network: answering })
    expect(again.exit).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(whole)
  })

  it('an answer that was lost is cleared up at once, and nothing is sent twice', async () => {
    const { file, env, at, answering, seen } = await machine()
    const lost: HttpTransport = async (request, signal) => {
      await answering(request, signal)
      throw Object.assign(new Error('reset'), { code: 'ECONNRESET' })
    }
    const { exit } = await run(`${GRANT} -o ${file}`, { env, network: at(2, lost) })
    expect({ exit, changes: seen.changes }).toEqual({ exit: 0, changes: 3 })
    expect(readFileSync(file, 'utf8')).toBe(whole)
  })
})

describe('the same line, after a run that ended early,', () => {
  const late = network(() => ({ requestId: 'r', errors: ['no more'] }), 429)

  it('grants again what was taken back in between', async () => {
    const { file, env, at, answering } = await machine()
    await run(`${GRANT} --no-retry -o ${file}`, { env, network: at(2, late) })
    await run(`calls access revoke ${CALLS.join(',')} --user ${USERS.join(',')} --yes`, { env, network: answering })
    await run(`${GRANT} -o ${file}`, { env, network: answering })
    const now = await run(`calls access list ${CALLS.join(',')} -f csv`, { env, network: answering })
    expect(USERS.map((user) => now.out.split(user).length - 1)).toEqual(USERS.map(() => CALLS.length))
    expect(readFileSync(file, 'utf8')).toBe(whole)
  })

  it('sends again what Gong had refused', async () => {
    const { folder, env } = await home()
    const input = join(folder, 'in.csv')
    const failed = join(folder, 'failed.csv')
    const meetings = [1, 2, 3].map((day) => `2026-12-0${day} 10:00,2026-12-0${day} 10:30,Call ${day},jo@example.com\n`)
    writeFileSync(input, `from,to,title,invite\n${meetings.join('')}`)
    const answering = openSandbox({ now: () => NOW })
    const refusals = [400, 200, 429]
    const refusing: HttpTransport = async (request, signal) => {
      const status = isChange(request) ? refusals.shift() : 200
      const refusal = network(() => ({ requestId: 'r', errors: ['no calendar'] }), status)
      return status === 200 ? await answering(request, signal) : await refusal(request, signal)
    }
    const line = 'meetings create --organizer k.nakamura@tallyhouse.example --no-retry -f csv --from-file'
    const first = await run(`${line} ${input} --failed ${failed}`, { env: { ...KEYS, ...env }, network: refusing })
    expect(first.exit).toBe(6)
    const second = await run(`${line} ${failed}`, { env: { ...KEYS, ...env }, network: answering })
    expect({ exit: second.exit, sent: second.requests.filter(isChange).length }).toEqual({ exit: 0, sent: 2 })
  })
})

it('excludes a second run of the command in the same company', async () => {
  const { env, at, answering } = await machine()
  const second: { exit?: number; err?: string } = {}
  const meanwhile: HttpTransport = async (request, signal) => {
    Object.assign(second, await run(GRANT, { env, network: answering }))
    return await answering(request, signal)
  }
  const first = await run(GRANT, { env, network: at(1, meanwhile) })
  expect({ first: first.exit, second: second.exit }).toEqual({ first: 0, second: 9 })
  expect(second.err).toContain('--lock-wait')
})

it('leaves no journal behind when all is done', async () => {
  const { env, state, answering } = await machine()
  await run(GRANT, { env, network: answering })
  const folder = join(state, 'bulk')
  expect(existsSync(folder)).toBe(true)
  expect(readdirSync(folder).filter((name) => name.endsWith('.jsonl'))).toEqual([])
})
