import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryIn, timesIn, withEntry, withoutEntry } from '../../../src/schedule/crontab.ts'
import { ended, schedulingMachine } from '../../support/scheduling-machine.ts'

const LINE = "schedule add weekly --cron '0 6 * * 1' -- calls list --from 7d -o calls.csv"

describe('every byte of a crontab that is not its own stays', () => {
  it.each([
    ['carriage returns and bytes of any encoding', 'A=1\n0 3 * * 0 /bin/true \xe9\r\n'],
    ['a backspace', '# a\bb\n'],
    ['a backslash before an r, which a listing shows as a carriage return', "0 3 * * 0 printf 'a\\r'\n"],
    ['a backslash before other letters', '0 3 * * 0 grep -P "\\d" /a\n'],
    ['percent signs and blank lines', '# mine\xe9\n\n5 4 * * * /usr/bin/backup  # 100\\%\nMAILTO=""\n'],
    ['nothing', ''],
  ])('%s', async (_, crontab) => {
    const { gong, seen } = schedulingMachine({ crontab })
    expect((await gong(LINE)).exit).toBe(0)
    expect(seen.crontab.startsWith(`${crontab}# gong schedule weekly: begin\n`)).toBe(true)
    expect((await gong('schedule remove weekly')).exit).toBe(0)
    expect(seen.crontab).toBe(crontab)
  })

  it.each([
    ['says something else', ended(0, '', 'A=1\n')],
    ['fails', ended(1, 'no editor')],
  ])('and one that an editor cannot be given exactly is not touched: it %s', async (_, edited) => {
    const crontab = '0 3 * * 0 /bin/true\r\n'
    const { gong, seen, lines } = schedulingMachine({ crontab, edited })
    const { exit, err } = await gong(LINE)
    expect([exit, seen.crontab, lines()]).toEqual([2, crontab, []])
    expect(err).toContain('crontab -l may show control characters by other ones')
  })

  it('but a last line without its end, which cron takes from nobody, gets one, and that is said', async () => {
    const { gong, seen } = schedulingMachine({ crontab: '0 3 * * 0 /bin/true' })
    const { err } = await gong(LINE)
    expect(err).toContain('the last line of the crontab had no line end')
    await gong('schedule remove weekly')
    expect(seen.crontab).toBe('0 3 * * 0 /bin/true\n')
    expect((await gong(LINE)).err).not.toContain('no line end')
  })

  it('whatever stands in it', () => {
    const marks = ['# gong schedule b: begin\n', '# gong schedule b: end\n']
    const text = fc.string({
      unit: fc.constantFrom('a', '\n', '#', ' ', '\xe9', '%', '\r', ...marks),
      maxLength: 12,
    })
    fc.assert(
      fc.property(text, (before) => {
        const added = withEntry(before, 'a', '0 6 * * 1 x')
        const whole = before === '' || before.endsWith('\n') ? before : `${before}\n`
        expect(entryIn(added, 'a')).toContain('\n0 6 * * 1 x\n')
        expect(withoutEntry(added, 'a')).toBe(whole)
        expect(withoutEntry(withEntry(added, 'a', '1 6 * * 1 y'), 'a')).toBe(whole)
      }),
    )
  })
})

it.each([
  ['0 11 * * 1 gong schedule run a', '0 11 * * 1'],
  ['\t0 11 * * Mon-Fri  gong schedule run a >/dev/null', '0 11 * * Mon-Fri'],
  ['@weekly gong schedule run a', '@weekly'],
  ['# 0 11 * * 1 gong schedule run a', undefined],
  ['0 11 * * 1 gong schedule run ab', undefined],
])('an entry with %j is started at %j', (line, times) => {
  expect(timesIn(withEntry('', 'a', line), 'a')).toBe(times)
})

it('a line that would be two lines of a crontab is refused', async () => {
  const { gong, seen } = schedulingMachine({ env: { GONG_STATE_DIR: '/home/ana/a\n* * * * * rm -rf b' } })
  const { exit, err } = await gong(LINE)
  expect([exit, seen.crontab]).toEqual([2, ''])
  expect(err).toContain('a line of a crontab holds no line break')
})

it('blanks of any kind between the fields are blanks in the crontab', async () => {
  const { gong, seen } = schedulingMachine()
  const cron = '0  6\t*\n* 1'
  expect((await gong(['schedule', 'add', 'x', '--cron', cron, '--', 'users', 'list', '-o', 'x.csv'])).exit).toBe(0)
  expect(seen.crontab).toContain(': begin\n0 6 * * 1 GONG_')
})

it('an entry that another gong has written stays, whose schedules are not known here', async () => {
  const { gong, seen } = schedulingMachine()
  await gong(LINE)
  const crontab = seen.crontab
  const elsewhere = { env: { GONG_STATE_DIR: '/home/ana/b', HOME: '/home/ana' } }
  const { exit, err } = await gong(LINE, elsewhere)
  expect([exit, seen.crontab]).toEqual([2, crontab])
  expect(err).toContain('the crontab has another schedule weekly, which is not known here')
})
