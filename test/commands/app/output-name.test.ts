import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { home, KEYS, NOW, run } from '../../run.ts'

const at = (now: string, tz = 'Europe/Berlin') => ({ now: Date.parse(now), tz })

/** The names of the files that a line leaves in an empty folder. */
async function names(line: string, out: string, setting = {}): Promise<readonly string[]> {
  const { folder, env } = await home()
  const { exit, err } = await run([...line.split(' '), '-o', join(folder, out)], {
    env: { ...KEYS, ...env },
    ...setting,
  })
  expect(err).not.toMatch(/^error/m)
  expect(exit).toBe(0)
  return readdirSync(folder).filter((name) => name !== 'state' && name !== 'config')
}

describe('a placeholder in --out', () => {
  it.each([
    ['stats activity --during last-month', 'stats-{from}.csv', {}, 'stats-2026-04-01.csv'],
    ['stats activity --during 2026-w18', '{from}_{to}.csv', {}, '2026-04-27_2026-05-04.csv'],
    ['calls list --during yesterday', '{from}.jsonl', {}, '2026-05-18.jsonl'],
    ['calls list --from 2d --to 1d', '{from}.csv.gz', {}, '2026-05-17.csv.gz'],
    ['calls list --from 2d', '{to}-{today}.csv', at('2026-05-18T23:30:00Z'), '2026-05-19-2026-05-19.csv'],
    ['calls list --from 2d --tz UTC', '{to}-{today}.csv', at('2026-05-18T23:30:00Z'), '2026-05-18-2026-05-18.csv'],
    ['calls list --during today', '{from}.csv', at('2026-03-29T12:00:00Z'), '2026-03-29.csv'],
    ['calls list --during today', '{to}.csv', at('2026-10-25T12:00:00Z'), '2026-10-26.csv'],
    ['calls list --during today --tz Pacific/Auckland', '{from}.csv', at('2026-12-31T11:30:00Z'), '2027-01-01.csv'],
    ['calls list', '{from}.csv', {}, '2026-05-12.csv'],
    ['users list', 'users-{today}.csv', {}, 'users-2026-05-19.csv'],
    ['operations', 'operations-{today}.csv', { env: {} }, 'operations-2026-05-19.csv'],
    ['users list', '{{today}}-}}{{.csv', {}, '{today}-}{.csv'],
    ['users list', 'a}b.csv', {}, 'a}b.csv'],
  ])('%s -o %s', async (line, out, setting, name) => {
    const { env: _, ...rest } = { env: {}, ...setting }
    expect(await names(line, out, rest)).toContain(name)
  })

  it('makes a safe name of a workspace with slashes, dots and blanks', async () => {
    const { folder, env } = await home()
    const line = ['calls', 'list', '--from', '1d', '-w', 'Sales EMEA & APAC', '-o', join(folder, 'x-{workspace}.csv')]
    expect((await run(line, { env: { ...KEYS, ...env } })).exit).toBe(0)
    expect(readdirSync(folder)).toContain('x-Sales-EMEA-APAC.csv')
    const hostile = [...line.slice(0, 5), '../../.ssh/config.json', ...line.slice(6)]
    const { exit, err, sent } = await run([...hostile, '--dry-run'], { env: { ...KEYS, ...env } })
    expect([exit, err, sent]).toEqual([0, expect.stringContaining('looks up a name'), []])
    expect((await run(hostile, { env: { ...KEYS, ...env } })).err).toContain('--workspace')
    expect(readdirSync(folder).filter((name) => name.includes('ssh'))).toEqual([])
  })

  it.each([
    ['calls list', '{form}.csv', '--out: there is no {form}; did you mean {from}?'],
    ['calls list', '{}.csv', '--out: there is no {}'],
    ['calls list', 'u-{.csv', '--out: a { is never closed in'],
    ['calls list', '{today}-{from.csv', '--out: a { is never closed in'],
    ['calls list', '{constructor}.csv', '--out: there is no {constructor}'],
    ['users list', '{from}.csv', '--out: {from}: gong users list has no such date here'],
    ['users list', '{workspace}.csv', '--out: {workspace}: this line has no workspace'],
    ['users list', '{profile}.csv', '--out: {profile}: the credential of this line is no profile'],
  ])('%s -o %s is refused, and nothing is sent', async (line, out, message) => {
    const { exit, err, sent } = await run([...line.split(' '), '-o', out])
    expect([exit, sent]).toEqual([2, []])
    expect(err).toContain(message)
  })

  it('says which placeholders there are, and how to write braces', async () => {
    const { err } = await run('users list -o {day}.csv')
    expect(err).toContain('there are {from} {to} {today} {profile} {workspace}; {{day}} writes the braces')
  })
})

describe('--if-exists', () => {
  const begin = async () => {
    const { folder, env } = await home()
    const out = join(folder, 'users.csv')
    writeFileSync(out, 'mine\n')
    return { folder, out, setting: { env: { ...KEYS, ...env } } }
  }

  it('skip keeps the file, sends nothing, and says so', async () => {
    const { out, setting } = await begin()
    const { exit, err, sent } = await run(`users list -o ${out} --if-exists skip`, setting)
    expect([exit, sent, readFileSync(out, 'utf8')]).toEqual([0, [], 'mine\n'])
    expect(err).toBe(`${out} is there already, so nothing is asked for\n`)
  })

  it('skip sees the file behind a link', async () => {
    const { folder, out, setting } = await begin()
    symlinkSync(out, join(folder, 'link.csv'))
    expect((await run(`users list -o ${join(folder, 'link.csv')} --if-exists skip`, setting)).sent).toEqual([])
  })

  it('fail ends with 9 and what to type, and nothing is sent', async () => {
    const { out, setting } = await begin()
    const { exit, err, sent } = await run(`users list -o ${out} --if-exists fail`, setting)
    expect([exit, sent, readFileSync(out, 'utf8')]).toEqual([9, [], 'mine\n'])
    expect(err).toContain(`gong users list -o ${out} --if-exists replace`)
  })

  it.each(['replace', 'skip', 'fail'])('%s writes a file that is not there, and a device', async (what) => {
    const { folder, setting } = await begin()
    expect((await run(`users list -o ${join(folder, 'new.csv')} --if-exists ${what}`, setting)).exit).toBe(0)
    expect(readFileSync(join(folder, 'new.csv'), 'utf8')).toMatch(/^id,/)
    expect((await run(`users list -f csv -o /dev/null --if-exists ${what}`, setting)).sent).not.toEqual([])
  })

  it('replace, as without it, replaces', async () => {
    const { out, setting } = await begin()
    await run(`users list -o ${out} --if-exists replace`, setting)
    expect(readFileSync(out, 'utf8')).toMatch(/^id,/)
  })

  it.each(['--if-exists skip', '--if-exists maybe -o x.csv'])('%s is refused', async (flags) => {
    const { exit, sent } = await run(`users list ${flags}`)
    expect([exit, sent]).toEqual([2, []])
  })
})

it('fills in the same day for the whole run, and another the next day', async () => {
  const { folder, env } = await home()
  const line = `calls list --during yesterday -o ${join(folder, 'calls-{from}.csv')} --if-exists skip`
  for (const day of [0, 1, 1, 2]) await run(line, { env: { ...KEYS, ...env }, now: NOW + day * 86_400_000 })
  expect(readdirSync(folder).filter((name) => name.startsWith('calls'))).toEqual([
    'calls-2026-05-18.csv',
    'calls-2026-05-19.csv',
    'calls-2026-05-20.csv',
  ])
})
