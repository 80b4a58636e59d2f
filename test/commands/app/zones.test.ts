import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { machineZone } from '../../../src/lib/machine-zone.ts'
import { home, run, type Setting } from '../../run.ts'
import { queryOf } from '../../support/fake-gong.ts'

const DAY = 'calls list --from 2026-05-01 --to 2026-05-02'

/** What the machine links the file of its zone to. */
const realPath = (path: string) => (path === '/etc/localtime' ? '/usr/share/zoneinfo/Europe/Berlin' : path)

const REFUSED: readonly (readonly [tz: string, way: string])[] = [
  [
    'UTC+3',
    'try: export TZ=Etc/GMT+3 for 3 h behind UTC (which is what POSIX means), TZ=Etc/GMT-3 for 3 h ahead of it',
  ],
  ['EST-10', 'try: export TZ=Etc/GMT-10 for 10 h ahead of UTC (which is what POSIX means), TZ=Etc/GMT+10'],
  ['CET-1CEST', 'try: export TZ='],
  ['<+03>-3', 'try: export TZ='],
  ['Europe/Berlln', 'try: export TZ=Europe/Berlin, or add --tz Europe/Berlin'],
  ['/tmp/zone', 'try: export TZ='],
  ['+03:00', 'try: export TZ='],
]

describe('a TZ that means a zone', () => {
  it.each([
    [':/etc/localtime', '+02:00'],
    ['/etc/localtime', '+02:00'],
    ['/usr/share/zoneinfo/Asia/Tokyo', '+09:00'],
    ['/usr/share/zoneinfo/posix/Asia/Tokyo', '+09:00'],
    [':Asia/Tokyo', '+09:00'],
    [' Asia/Tokyo \n', '+09:00'],
    ['', '+00:00'],
    [' ', '+00:00'],
    ['UTC0', '+00:00'],
    ['Etc/GMT+3', '-03:00'],
  ])('(%j) is taken', async (tz, offset) => {
    const { exit, requests } = await run(DAY, { tz, realPath })
    expect([exit, queryOf(requests[0]).fromDateTime]).toEqual([0, `2026-05-01T00:00:00${offset}`])
  })

  it('is the one of the machine where it is not set', () => {
    const facts = { tz: undefined, realPath }
    expect(machineZone({ ...facts, systemZone: () => 'Asia/Tokyo' })).toBe('Asia/Tokyo')
    for (const odd of [undefined, 'Etc/Unknown'])
      expect(() => machineZone({ ...facts, systemZone: () => odd })).toThrow('the environment variable TZ gives none')
  })
})

describe('a TZ that means none', () => {
  it.each(REFUSED)('(%s) ends what needs a zone with a sentence, and nothing is sent', async (tz, way) => {
    for (const line of [
      DAY,
      'stats activity --during last-week',
      `${DAY} -f table`,
      'transcripts export 1 --dir /nowhere',
    ]) {
      const { exit, sent, err } = await run(line, { tz })
      expect([exit, sent]).toEqual([2, []])
      expect(err).toContain(`the environment variable TZ is "${tz}"`)
      expect(err).toContain(way)
    }
  })

  it('does not trouble what needs none', async () => {
    const setting: Setting = { tz: 'UTC+3', terminal: true }
    for (const line of [
      'settings workspaces',
      'profiles list',
      'calls list --from 7d -f json',
      `${DAY} --tz Asia/Tokyo`,
    ])
      expect(
        await run(line, { ...setting, ...(line.startsWith('profiles') && { env: (await home()).env }) }),
      ).toMatchObject({ exit: 0 })
  })
})

describe('a zone that was typed', () => {
  it.each(['UTC+3', ':/etc/localtime', 'CET-1CEST', '/usr/share/zoneinfo/Asia/Tokyo', ' ', '+03:00'])(
    'as --tz (%j) is refused, and nothing is sent',
    async (zone) => {
      const { exit, sent, err } = await run([...DAY.split(' '), '--tz', zone])
      expect([exit, sent, err]).toEqual([2, [], expect.stringContaining(`--tz: "${zone}" is not a time zone`)])
    },
  )

  it('by hand into a profile is refused by its name, and nothing is sent', async () => {
    const { folder, env } = await home()
    const setting = { env: { ...env, GONG_KEY_FILE: join(folder, 'key'), GONG_RATE: '0' } }
    const stdin = '{"accessKey":"sandbox","accessKeySecret":"sandbox-secret"}'
    await run('profiles add work --no-check', { ...setting, stdin })
    const path = join(folder, 'config', 'settings.json')
    mkdirSync(join(folder, 'config'), { recursive: true })
    writeFileSync(path, JSON.stringify({ profiles: { work: { baseUrl: 'https://api.gong.io', timeZone: 'UTC+3' } } }))
    const { exit, sent, err } = await run(DAY, setting)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('the time zone of profile "work" is "UTC+3"')
    const typed = await run(`${DAY} --tz Asia/Tokyo`, setting)
    expect(typed.exit).toBe(0)
  })
})
