import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProgramResult, ProgramRun } from '../../../src/platform/programs.ts'
import { calendarEvents, nextRunMs, parseCron } from '../../../src/schedule/cron-text.ts'
import { hasEntry, withEntry, withoutEntry } from '../../../src/schedule/crontab.ts'
import { NOW, run } from '../../run.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'

const LINE = "schedule add weekly --cron '0 6 * * 1' -- calls list --from 7d -o calls.csv"
const ended = (exit: number, stderr = '', stdout = ''): ProgramResult => ({
  exit,
  stdout: Buffer.from(stdout, 'latin1'),
  stderr: Buffer.from(stderr),
})

/** A machine with a crontab, where lines of gong end as the test says. */
function machine({ crontab = '', line = ended(0), forbids = '', env = {} } = {}) {
  const files = memoryFiles()
  const seen = { crontab, ran: [] as ProgramRun[] }
  const runProgram = async (program: ProgramRun): Promise<ProgramResult | undefined> => {
    seen.ran.push(program)
    const [name, ...args] = program.command
    if (name === 'systemctl') return ended(0)
    if (name !== 'crontab') return line
    if (forbids !== '') return ended(1, forbids)
    if (args[0] === '-l') return seen.crontab === '' ? ended(1, 'no crontab for ana') : ended(0, '', seen.crontab)
    seen.crontab = Buffer.from(program.stdin ?? '').toString('latin1')
    return ended(0)
  }
  const settings = { ...HOME_ENV, HOME: '/home/ana', USER: 'ana', ...env }
  return {
    ...seen,
    files,
    seen,
    gong: (words: string, more = {}) => run(words, { env: settings, files, runProgram, ...more }),
  }
}

describe('gong schedule add', () => {
  it('writes a line between marks, and leaves every other byte of the crontab as it is', async () => {
    const crontab = '# mine\xe9\n\n5 4 * * * /usr/bin/backup  # 100\\%\nMAILTO=""\n'
    const { gong, seen } = machine({ crontab })
    expect((await gong(LINE)).exit).toBe(0)
    const state = HOME_ENV.GONG_STATE_DIR
    expect(seen.crontab).toBe(
      `${crontab}# gong schedule weekly: begin\n0 6 * * 1 GONG_STATE_DIR=${state} GONG_CONFIG_DIR=${HOME_ENV.GONG_CONFIG_DIR} /usr/bin/node /usr/lib/node_modules/gong-cli/dist/gong.cjs schedule run weekly\n# gong schedule weekly: end\n`,
    )
    await gong(LINE.replace('0 6', '30 7'))
    expect(seen.crontab.split('\n').filter((line) => line.includes('schedule run'))).toHaveLength(1)
    expect(seen.crontab).toContain('\n30 7 * * 1 ')
    expect((await gong('schedule remove weekly')).exit).toBe(0)
    expect(seen.crontab).toBe(crontab)
  })

  it('leaves alone what a later version has written', async () => {
    const { gong, files } = machine()
    await gong(LINE)
    const path = `${HOME_ENV.GONG_STATE_DIR}/schedules/weekly.json`
    await files.write(path, '{"version":2}', 0o600)
    const { exit, err } = await gong('schedule run weekly')
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining('was written by a later version of gong') })
  })

  it('proves first that the line works without a terminal and with an environment that is all but empty', async () => {
    const { gong, seen } = machine({
      env: { GONG_ACCESS_KEY: 'k', GONG_PASSPHRASE: 'p', LANG: 'de', GONG_KEY_FILE: '/k' },
    })
    const { err } = await gong(LINE)
    const [proof] = seen.ran
    expect(proof?.command.slice(2)).toEqual(['calls', 'list', '--from', '7d', '-o', 'calls.csv'])
    expect(Object.keys(proof?.env ?? {}).sort()).toEqual(
      ['GONG_CONFIG_DIR', 'GONG_KEY_FILE', 'GONG_STATE_DIR', 'HOME', 'PATH', 'SHELL', 'USER'].sort(),
    )
    expect(proof?.stdin).toBeUndefined()
    expect(err).toContain('runs next at 2026-05-25T04:00:00.000Z')
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
    const { gong, seen } = machine({ line })
    const { exit, err } = await gong(LINE)
    expect([exit, seen.crontab]).toEqual([code, ''])
    expect(err).toContain(said)
    expect((await gong('schedule list -f json')).out).toBe('[]\n')
  })

  it('with --no-run tries the credential of the line alone', async () => {
    const { gong, seen } = machine()
    await gong("schedule add x --cron '0 6 * * *' --no-run -- calls list -p work")
    expect(seen.ran[0]?.command.slice(2)).toEqual(['profiles', 'check', 'work'])
    await gong("schedule add y --cron '0 6 * * *' --no-run -- calls list")
    expect(seen.ran.find(({ command }) => command.at(-1) === 'check')).toBeDefined()
  })

  it('says that there is no crontab, or that it may not be used', async () => {
    const { err, exit } = await run(LINE, {
      env: { ...HOME_ENV, HOME: '/home/ana' },
      files: memoryFiles(),
      runProgram: async ({ command }) => (command[0] === 'crontab' ? undefined : ended(0)),
    })
    expect([exit, err]).toEqual([2, expect.stringContaining('there is no crontab on this machine')])
    const refused = await machine({ forbids: 'You (ana) are not allowed to use this program' }).gong(LINE)
    expect([refused.exit, refused.err]).toEqual([2, expect.stringContaining('You (ana) are not allowed')])
    expect(refused.err).toContain('--systemd or --github')
  })

  it('writes the units of a timer, in any zone', async () => {
    const { gong, files, seen } = machine()
    const { exit } = await gong(LINE.replace(' -- ', ' --systemd --tz America/New_York -- '))
    const unit = async (name: string) =>
      Buffer.from((await files.read(`/home/ana/.config/systemd/user/${name}`)) ?? '').toString()
    expect(exit).toBe(0)
    expect(await unit('gong-weekly.timer')).toContain(
      'OnCalendar=Mon *-*-* 06:00:00 America/New_York\nPersistent=true\n',
    )
    expect(await unit('gong-weekly.service')).toContain(
      'ExecStart="/usr/bin/node" "/usr/lib/node_modules/gong-cli/dist/gong.cjs" "schedule" "run" "weekly"\n',
    )
    expect(seen.ran.map(({ command }) => command.slice(2).join(' ')).slice(1)).toEqual([
      'daemon-reload',
      'enable --now gong-weekly.timer',
    ])
    await gong('schedule remove weekly')
    expect(await unit('gong-weekly.timer')).toBe('')
  })

  it('prints a workflow for GitHub, and changes nothing', async () => {
    const { gong, seen } = machine()
    const { exit, out } = await gong(LINE.replace(' -- ', ' --github -- '))
    expect([exit, seen.ran]).toEqual([0, []])
    expect(out).toContain("    - cron: '0 6 * * 1'\n")
    expect(out).toContain('      - run: "gong calls list --from 7d -o calls.csv"\n')
    expect(out).toContain('GONG_ACCESS_KEY: ${{ secrets.GONG_ACCESS_KEY }}')
  })

  it.each([
    ['61 6 * * 1', '"61" is no minute'],
    ['0 6 * *', 'has 4 fields, and not 5'],
    ['0 6 * * Mo', '"Mo" is no day of the week'],
    ['0 6 31-1 * *', 'is no day of the month'],
    ['*/0 6 * * *', 'is no minute'],
    ['0 6 30 2 *', 'never comes'],
    ['0 6 * * 1\n* * * * * rm', 'fields, and not 5'],
  ])('refuses %j', async (cron, message) => {
    const { gong, seen } = machine()
    const { exit, err } = await gong(['schedule', 'add', 'x', '--cron', cron, '--', 'users', 'list'] as never)
    expect([exit, seen.crontab]).toEqual([2, ''])
    expect(err).toContain(message)
  })

  it.each([
    [`${LINE.replace(' -- ', ' --tz UTC -- ')}`, 'cron counts in the zone of this machine, Europe/Berlin'],
    [`${LINE.replace(' -- ', ' --github --tz Europe/Berlin -- ')}`, 'GitHub Actions counts in UTC'],
    [`${LINE.replace(' -- ', ' --github --systemd -- ')}`, 'choose one of them'],
    ["schedule add x --cron '0 6 * * *' -- schedule run x", 'no schedule itself'],
  ])('refuses %s', async (line, message) => {
    const { exit, err } = await machine().gong(line)
    expect([exit, err]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('a schedule', () => {
  it('is run with its folder and variables, and keeps what came of it', async () => {
    const { gong, seen } = machine({ line: ended(0, '12 rows\n') })
    await gong(LINE)
    const first = await gong('schedule list -f jsonl')
    expect(JSON.parse(first.out)).toMatchObject({
      name: 'weekly',
      state: 'never run',
      exit: null,
      next: '2026-05-25T04:00:00.000Z',
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
    const failing = machine({ line: ended(0) })
    await failing.gong(LINE)
    const { exit, err } = await failing.gong('schedule run weekly', {
      runProgram: async () => ended(6, 'error: the quota is spent\n'),
    })
    expect([exit, err]).toEqual([6, expect.stringContaining('gong schedule log weekly')])
    expect(JSON.parse((await failing.gong('schedule list -f jsonl')).out)).toMatchObject({ state: 'failed', exit: 6 })
  })

  it('whose line somebody took out of the crontab is told', async () => {
    const { gong, seen } = machine()
    await gong(LINE)
    seen.crontab = ''
    expect(JSON.parse((await gong('schedule list -f jsonl')).out)).toMatchObject({ state: 'not installed', next: null })
    expect((await gong('schedule remove weekly')).exit).toBe(0)
  })

  it('whose marks in the crontab are broken is left to a person', async () => {
    const { gong, seen } = machine()
    await gong(LINE)
    const broken = seen.crontab.replace('# gong schedule weekly: end\n', '')
    seen.crontab = broken
    for (const line of ['schedule remove weekly', LINE]) {
      const { exit, err } = await gong(line)
      expect([exit, seen.crontab]).toEqual([2, broken])
      expect(err).toContain('crontab -e')
    }
  })

  it('that is not there is refused with the nearest', async () => {
    const { gong } = machine()
    await gong(LINE)
    for (const verb of ['run', 'log', 'remove']) {
      const { exit, err } = await gong(`schedule ${verb} wekly`)
      expect([exit, err]).toEqual([2, expect.stringContaining('did you mean "weekly"?')])
    }
  })

  it('keeps its log short', async () => {
    const { gong } = machine({ line: ended(0, 'x'.repeat(100_000)) })
    await gong(LINE)
    for (let at = 0; at < 5; at++) await gong('schedule run weekly')
    expect((await gong('schedule log weekly')).out.length).toBeLessThan(300_000)
  })
})

it('never touches a byte that is not its own, whatever the crontab', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      '\n',
      '#',
      ' ',
      '\xe9',
      '%',
      '\r',
      '# gong schedule b: begin\n',
      '# gong schedule b: end\n',
    ),
    maxLength: 12,
  })
  fc.assert(
    fc.property(text, (before) => {
      const added = withEntry(before, 'a', '0 6 * * 1 x')
      const whole = before === '' || before.endsWith('\n') ? before : `${before}\n`
      expect(hasEntry(added, 'a')).toBe(true)
      expect(withoutEntry(added, 'a')).toBe(whole)
      expect(withoutEntry(withEntry(added, 'a', '1 6 * * 1 y'), 'a')).toBe(whole)
    }),
  )
})

it.each([
  ['*/15 * * * *', ['*-*-* *:00,15,30,45:00 UTC']],
  ['0 6 * * 1-5', ['Mon,Tue,Wed,Thu,Fri *-*-* 06:00:00 UTC']],
  ['30 7 1 jan,jul *', ['*-01,07-01 07:30:00 UTC']],
  ['0 6 13 * 5', ['*-*-13 06:00:00 UTC', 'Fri *-*-* 06:00:00 UTC']],
  ['0 6 * * 7', ['Sun *-*-* 06:00:00 UTC']],
])('%s is %j for systemd', (cron, events) => {
  expect(calendarEvents(cron, 'UTC')).toEqual(events)
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
      const next = new Date(nextRunMs(text, 'UTC', NOW) ?? 0)
      expect(parseCron(text)).toEqual([[minute], [hour], undefined, undefined, [day]])
      expect([next.getUTCMinutes(), next.getUTCHours(), next.getUTCDay()]).toEqual([minute, hour, day % 7])
      expect(next.getTime()).toBeGreaterThan(NOW)
      expect(next.getTime()).toBeLessThanOrEqual(NOW + 7 * 86_400_000)
    }),
  )
})
