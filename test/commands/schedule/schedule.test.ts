import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../src/lib/errors.ts'
import { nextRun, parseCron, toFiveFields } from '../../../src/schedule/cron-expression.ts'
import { NOW, run } from '../../run.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { ended, schedulingMachine } from '../../support/scheduling-machine.ts'

const LINE = "schedule add weekly --cron '0 6 * * 1' -- calls list --from 7d -o calls.csv"
describe('gong schedule add', () => {
  it('writes a line between marks', async () => {
    const { gong, seen } = schedulingMachine()
    expect((await gong(LINE)).exit).toBe(0)
    const { GONG_STATE_DIR: state, GONG_CONFIG_DIR: config } = HOME_ENV
    expect(seen.crontab).toBe(
      `# gong schedule weekly: begin\n0 6 * * 1 GONG_STATE_DIR=${state} GONG_CONFIG_DIR=${config} /usr/bin/node /usr/lib/node_modules/gong-cli/dist/gong.cjs schedule run weekly\n# gong schedule weekly: end\n`,
    )
  })

  it('takes no name that another line has, and the same line again', async () => {
    const { gong, seen, lines } = schedulingMachine()
    await gong(LINE)
    const { crontab } = seen
    for (const other of [
      LINE.replace('0 6', '30 7'),
      LINE.replace('7d', '8d'),
      LINE.replace(' -- ', ' --systemd -- '),
    ]) {
      const { exit, err } = await gong(other)
      expect([exit, seen.crontab]).toEqual([2, crontab])
      expect(err).toContain('there is another schedule weekly: gong calls list --from 7d -o calls.csv')
      expect(err).toContain('gong schedule remove weekly')
    }
    expect(lines()).toHaveLength(1)
    seen.crontab = crontab.replaceAll('/usr/bin/node', '/old/node')
    expect([(await gong(LINE)).exit, seen.crontab]).toEqual([0, crontab])
  })

  it('counts in the zone of the machine, whatever TZ says, and runs its line in that of TZ', async () => {
    const zoned = { env: { TZ: 'America/New_York' }, zoneinfo: '/usr/share/zoneinfo/Asia/Tokyo' }
    const { gong, lines } = schedulingMachine(zoned)
    const tz = { tz: 'America/New_York' }
    const refused = await gong(LINE.replace(' -- ', ' --tz America/New_York -- '), tz)
    expect([refused.exit, refused.err]).toEqual([2, expect.stringContaining('the zone of this machine, Asia/Tokyo')])
    expect((await gong(LINE, tz)).err).toContain('runs next at 2026-05-24 17:00, America/New_York;')
    expect(lines()[0]?.env.TZ).toBe('America/New_York')
    const [row] = JSON.parse((await gong('schedule list -f json', tz)).out)
    expect(row).toMatchObject({ zone: 'Asia/Tokyo', next: '2026-05-24T21:00:00Z' })
  })

  it.each([
    ['UTC', '/usr/share/zoneinfo/Etc/UTC'],
    ['asia/calcutta', '/usr/share/zoneinfo/Asia/Kolkata'],
  ])('takes --tz %s for another name of the zone of the machine', async (tz, zoneinfo) => {
    const { gong } = schedulingMachine({ env: { TZ: 'Europe/Berlin' }, zoneinfo })
    const { exit } = await gong(LINE.replace(' -- ', ` --tz ${tz} -- `), { tz: 'Europe/Berlin' })
    expect(exit).toBe(0)
  })

  it('keeps where things are as absolute paths', async () => {
    const { gong, seen, lines } = schedulingMachine({ env: { GONG_STATE_DIR: 'state', GONG_KEY_FILE: './key' } })
    await gong(LINE)
    expect(seen.crontab).toContain(' GONG_STATE_DIR=/home/ana/state ')
    expect(lines()[0]?.env).toMatchObject({ GONG_STATE_DIR: '/home/ana/state', GONG_KEY_FILE: '/home/ana/key' })
  })

  it('takes the words of cron for five fields', async () => {
    const { gong, seen } = schedulingMachine()
    await gong(LINE.replace("'0 6 * * 1'", '@weekly'))
    expect(seen.crontab).toContain(': begin\n0 0 * * 0 ')
    expect(toFiveFields(' @Hourly ')).toBe('0 * * * *')
  })

  it('leaves alone what a later version has written', async () => {
    const { gong, files } = schedulingMachine()
    await gong(LINE)
    const path = `${HOME_ENV.GONG_STATE_DIR}/schedules/weekly.json`
    await files.write(path, '{"version":2}', 0o600)
    const { exit, err } = await gong('schedule run weekly')
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining('was written by a later version of gong') })
  })

  it('proves first that the line works without a terminal and with an environment that is all but empty', async () => {
    const { gong, lines } = schedulingMachine({
      env: { GONG_ACCESS_KEY: 'k', GONG_PASSPHRASE: 'p', LANG: 'de', GONG_KEY_FILE: '/k' },
    })
    const { err } = await gong(LINE)
    const [proof] = lines()
    expect(proof?.command.slice(2)).toEqual(['calls', 'list', '--from', '7d', '-o', 'calls.csv'])
    expect(Object.keys(proof?.env ?? {}).sort()).toEqual(
      [
        'GONG_CONFIG_DIR',
        'GONG_DATA_DIR',
        'GONG_KEY_FILE',
        'GONG_SCHEDULE',
        'GONG_STATE_DIR',
        'HOME',
        'PATH',
        'SHELL',
        'USER',
      ].sort(),
    )
    expect(proof?.stdin).toBeUndefined()
    expect(err).toContain('runs next at 2026-05-25 06:00, Europe/Berlin;')
  })

  it.each([
    ['3', ended(3, 'error: there is no terminal to ask for a passphrase\n'), 3, 'gong profiles rekey --keys file'],
    [
      '2',
      ended(2, 'error: --from: "x" is not a time\n'),
      2,
      'without a terminal the line ends with 2: --from: "x" is not a time',
    ],
    ['8', ended(8, 'error: 3 of 4 calls did not come\n'), 2, '3 of 4 calls did not come'],
  ])('schedules nothing when that ends with %s', async (_, line, code, said) => {
    const { gong, seen } = schedulingMachine({ line })
    const { exit, err } = await gong(LINE)
    expect([exit, seen.crontab]).toEqual([code, ''])
    expect(err).toContain(said)
    expect((await gong('schedule list -f json')).out).toBe('[]\n')
  })

  it('with --no-run tries the credential of the line alone', async () => {
    const { gong, lines } = schedulingMachine()
    const tried = async (line: string) => {
      await gong(`schedule add ${line}`)
      return lines().at(-1)?.command.slice(2)
    }
    expect(await tried("x --cron '0 6 * * *' --no-run -- calls list -p work")).toEqual(['profiles', 'check', 'work'])
    expect(await tried("y --cron '0 6 * * *' --no-run -- calls list")).toEqual(['profiles', 'check'])
    expect(await tried("z --cron '0 6 * * *' --no-run -- -pother calls list")).toEqual(['profiles', 'check', 'other'])
  })

  it('says that there is no crontab, or that it may not be used', async () => {
    const { err, exit } = await run(LINE, {
      env: { ...HOME_ENV, HOME: '/home/ana' },
      files: memoryFiles(),
      runProgram: async ({ command }) => (command[0] === 'crontab' ? undefined : ended(0)),
    })
    expect([exit, err]).toEqual([2, expect.stringContaining('there is no crontab on this machine')])
    const refused = await schedulingMachine({ forbids: 'You (ana) are not allowed to use this program' }).gong(LINE)
    expect([refused.exit, refused.err]).toEqual([2, expect.stringContaining('You (ana) are not allowed')])
    expect(refused.err).toContain('--systemd or --github')
  })

  it.each([
    ['61 6 * * 1', '"61" is no minute'],
    ['0 6 * *', 'has 4 fields, and not 5'],
    ['6', 'has 1 field, and not 5'],
    ['@reboot', 'one of @yearly'],
    ['\n0 6 * *\n1', 'has a line break'],
    ['0 6 * * Mo', '"Mo" is no day of the week'],
    ['0 6 31-1 * *', 'is no day of the month'],
    ['*/0 6 * * *', 'is no minute'],
    ['0 6 30 2 *', 'never comes'],
    ['0 6 * * 1\n* * * * * rm', 'has a line break'],
  ])('refuses %j', async (cron, message) => {
    const { gong, seen } = schedulingMachine()
    const { exit, err } = await gong(['schedule', 'add', 'x', '--cron', cron, '--', 'users', 'list'])
    expect([exit, seen.crontab]).toEqual([2, ''])
    expect(err).toContain(message)
  })

  it.each([
    [`${LINE.replace(' -- ', ' --tz UTC -- ')}`, 'cron counts in the zone of this machine, Europe/Berlin'],
    [`${LINE.replace(' -- ', ' --github --tz Europe/Berlin -- ')}`, 'GitHub Actions counts in UTC'],
    [`${LINE.replace(' -- ', ' --github --systemd -- ')}`, 'choose one of them'],
    ["schedule add x --cron '0 6 * * *' -- schedule run x", 'no schedule itself'],
    ["schedule add x --cron '0 6 * * *' -- users list --help", 'only prints help'],
    ["schedule add x --cron '0 6 * * *' -- users list --frm 7d", "unknown flag '--frm'"],
    ["schedule add x --cron '0 6 * * *' users list --sandbox -o y.csv", 'put -- before the line'],
    ["schedule add x --cron '0 6 * * *' calls list --during last-week", 'put -- before the line'],
  ])('refuses %s', async (line, message) => {
    const { exit, err } = await schedulingMachine().gong(line)
    expect([exit, err]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('a schedule', () => {
  it('is run with its folder and variables, and keeps what came of it', async () => {
    const { gong, seen } = schedulingMachine({ line: ended(0, '12 rows\n') })
    await gong(LINE)
    const first = await gong('schedule list -f jsonl')
    expect(JSON.parse(first.out)).toMatchObject({
      name: 'weekly',
      state: 'never run',
      exit: null,
      next: '2026-05-25T04:00:00Z',
      folder: '/home/ana',
    })
    const { exit, out } = await gong('schedule run weekly')
    expect([exit, out]).toEqual([0, ''])
    expect(seen.ran.at(-1)).toMatchObject({ cwd: '/home/ana' })
    expect(JSON.parse((await gong('schedule list -f jsonl')).out)).toMatchObject({
      state: 'done',
      exit: 0,
      lastRun: '2026-05-19T12:00:00Z',
    })
    expect((await gong('schedule log weekly')).out).toBe(
      '2026-05-19T12:00:00Z begins\n12 rows\n2026-05-19T12:00:00Z ends with 0\n',
    )
  })

  it('ends as its line does', async () => {
    const failing = schedulingMachine({ line: ended(0) })
    await failing.gong(LINE)
    const { exit, err } = await failing.gong('schedule run weekly', {
      runProgram: async () => ended(6, 'error: the quota is spent\n'),
    })
    expect([exit, err]).toEqual([6, expect.stringContaining('gong schedule log weekly')])
    expect(JSON.parse((await failing.gong('schedule list -f jsonl')).out)).toMatchObject({ state: 'failed', exit: 6 })
  })

  it('whose line somebody took out of the crontab is told', async () => {
    const { gong, seen } = schedulingMachine()
    await gong(LINE)
    seen.crontab = ''
    expect(JSON.parse((await gong('schedule list -f jsonl')).out)).toMatchObject({ state: 'not installed', next: null })
    expect((await gong('schedule remove weekly')).exit).toBe(0)
  })

  it('whose line somebody has edited in the crontab is listed as it stands there', async () => {
    const { gong, seen } = schedulingMachine()
    await gong(LINE)
    const listed = async () => JSON.parse((await gong('schedule list -f jsonl')).out)
    seen.crontab = seen.crontab.replace('0 6 * * 1', '0 11 * * 2')
    expect(await listed()).toMatchObject({ cron: '0 11 * * 2', next: '2026-05-26T09:00:00Z' })
    seen.crontab = seen.crontab.replace('0 11 * * 2', '@reboot')
    expect(await listed()).toMatchObject({ cron: '@reboot', state: 'never run', next: null })
    seen.crontab = seen.crontab.replace('@reboot', '#@daily')
    expect(await listed()).toMatchObject({ state: 'not installed', next: null })
  })

  it('is running while a process holds its log, and was killed when none does', async () => {
    const { gong, files } = schedulingMachine()
    await gong(LINE)
    const lockOutput = async () => Promise.reject(new Failure('declined', 'process 12 is writing'))
    await files.write(
      `${HOME_ENV.GONG_STATE_DIR}/schedules/weekly.run.json`,
      '{"started":"2026-05-19T11:00:00Z"}',
      0o600,
    )
    const state = async (held: boolean) =>
      JSON.parse((await gong('schedule list -f jsonl', held ? { files: { ...files, lockOutput } } : {})).out).state
    expect([await state(true), await state(false)]).toEqual(['running', 'killed'])
  })

  it('can be removed where there is no crontab any more', async () => {
    const { gong } = schedulingMachine()
    await gong(LINE)
    expect((await gong('schedule remove weekly', { runProgram: async () => undefined })).exit).toBe(0)
    expect((await gong('schedule list -f json')).out).toBe('[]\n')
  })

  it('whose folder is gone says so', async () => {
    const { gong, files, text } = schedulingMachine()
    await gong(LINE)
    const path = `${HOME_ENV.GONG_STATE_DIR}/schedules/weekly.json`
    await files.write(path, (await text(path)).replace('"/home/ana"', '"/home/ana/gone"'), 0o600)
    const { exit, err } = await gong('schedule run weekly', { runProgram: async () => undefined })
    expect([exit, err]).toEqual([10, expect.stringContaining('did not start: the folder /home/ana/gone is not there')])
    const { out } = await gong('schedule log weekly')
    expect(out).toContain('the folder /home/ana/gone is not there any more\n')
    expect(out).not.toContain('/usr/bin/node')
  })

  it('whose file is damaged is listed beside the others, and can be removed', async () => {
    const { gong, files, seen } = schedulingMachine()
    await gong(LINE)
    await gong(LINE.replace('weekly', 'other'))
    await files.write(`${HOME_ENV.GONG_STATE_DIR}/schedules/weekly.json`, '{', 0o600)
    const { out, err } = await gong('schedule list -f json')
    expect(JSON.parse(out)).toMatchObject([
      { name: 'other', state: 'never run' },
      { name: 'weekly', state: 'unknown' },
    ])
    expect(err).toContain('weekly.json is damaged')
    const again = await gong(LINE)
    expect([again.exit, again.err]).toEqual([2, expect.stringContaining('gong schedule remove weekly')])
    expect((await gong('schedule remove weekly')).exit).toBe(0)
    expect(seen.crontab).not.toContain('weekly')
  })

  it('keeps no rows that its line prints, and says so when it is added', async () => {
    const { gong } = schedulingMachine({ line: ended(0, '2 rows in all\n', 'id,emailAddress\n1,ana@x.example\n') })
    const { err } = await gong("schedule add people --cron '0 6 * * 1' -- users list -f csv")
    expect(err).toContain('a schedule keeps none of what is printed: add -o <file>')
    await gong('schedule run people')
    const { out } = await gong('schedule log people')
    expect(out).toContain('2 rows in all\n32 bytes of rows went nowhere: there is no -o\n')
    expect(out).not.toContain('ana@')
    expect((await gong(LINE)).err).not.toContain('add -o')
  })

  it('that is not there is refused with the nearest', async () => {
    const { gong } = schedulingMachine()
    await gong(LINE)
    for (const verb of ['run', 'log', 'remove']) {
      const { exit, err } = await gong(`schedule ${verb} wekly`)
      expect([exit, err]).toEqual([2, expect.stringContaining('did you mean "weekly"?')])
    }
  })

  it('keeps its log short', async () => {
    const { gong } = schedulingMachine({ line: ended(0, 'x'.repeat(100_000)) })
    await gong(LINE)
    for (let at = 0; at < 5; at++) await gong('schedule run weekly')
    expect((await gong('schedule log weekly')).out.length).toBeLessThan(300_000)
  })
})

it.each([
  ['0 6 13 * 5', '2026-05-22T06:00:00Z'],
  ['0 6 */2 * 5', '2026-05-29T06:00:00Z'],
  ['0 6 13 * */2', '2026-06-13T06:00:00Z'],
])('%s comes next at %s, as Debian has it', (cron, next) => {
  expect(nextRun(cron, 'UTC', NOW)).toBe(next)
})

it('comes next when the parts that were read say so', () => {
  const cron = fc.tuple(
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 1, max: 7 }),
  )
  fc.assert(
    fc.property(cron, ([minute, hour, day]) => {
      const text = `${minute} ${hour} * * ${day}`
      const next = new Date(nextRun(text, 'UTC', NOW) ?? 0)
      expect(parseCron(text)).toEqual([[minute], [hour], undefined, undefined, [day]])
      expect([next.getUTCMinutes(), next.getUTCHours(), next.getUTCDay()]).toEqual([minute, hour, day % 7])
      expect(next.getTime()).toBeGreaterThan(NOW)
      expect(next.getTime()).toBeLessThanOrEqual(NOW + 7 * 86_400_000)
    }),
  )
})
