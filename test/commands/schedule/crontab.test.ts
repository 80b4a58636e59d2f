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
    const marks = ['# gong schedule b: begin\n', '# gong schedule b: end\n', '# gong schedule ab: end\n']
    const text = fc.string({
      unit: fc.constantFrom('a', '\n', '#', ' ', '\xe9', '%', '$&', '\r', ...marks),
      maxLength: 12,
    })
    fc.assert(
      fc.property(text, text, (before, behind) => {
        const added = withEntry(before, 'a', '0 6 * * 1 x schedule run a') + behind
        const whole = before === '' || before.endsWith('\n') ? before : `${before}\n`
        expect(entryIn(added, 'a')).toContain('\n0 6 * * 1 x schedule run a\n')
        expect(withoutEntry(added, 'a')).toBe(whole + behind)
        expect(withoutEntry(withEntry(added, 'a', '1 6 * * 1 schedule run a'), 'a')).toBe(whole + behind)
      }),
    )
  })
})

const [BEGIN, END] = ['# gong schedule weekly: begin\n', '# gong schedule weekly: end\n']
const RUN = '0 6 * * 1 gong schedule run weekly\n'
const JOB = '0 5 * * * backup-db\n'

describe('an entry that somebody has changed is not touched, and its line is named', () => {
  it.each([
    ['a begin that is doubled', `${JOB}${BEGIN}${JOB}${BEGIN}${RUN}${END}`, 4],
    ['a begin that is doubled, with a job between', `${BEGIN}${JOB}${JOB}${BEGIN}${RUN}${END}`, 4],
    ['an end that is doubled', `${BEGIN}${RUN}${END}${JOB}${END}`, 5],
    ['a whole entry that is doubled', `${BEGIN}${RUN}${END}${BEGIN}${RUN}${END}`, 4],
    ['no end', `${JOB}${BEGIN}${RUN}${JOB}`, 2],
    ['no begin', `${JOB}${RUN}${END}`, 3],
    ['an end before its begin', `${END}${RUN}${BEGIN}`, 1],
    ['a line end of Windows', `${BEGIN.replace('\n', '\r\n')}${RUN}${END}`, 1],
    ['a blank behind the end', `${BEGIN}${RUN}${END.replace('\n', ' \n')}`, 3],
    ['a job of somebody else between the marks', `${BEGIN}${RUN}${JOB}${END}`, 2],
    ['only a job of somebody else between the marks', `${BEGIN}${JOB}${END}`, 2],
    ['nothing between the marks', `${BEGIN}${END}`, 2],
  ])('%s', async (_, crontab, line) => {
    const { gong, seen } = schedulingMachine()
    await gong(LINE)
    seen.crontab = crontab
    for (const typed of ['schedule remove weekly', LINE]) {
      const { exit, err } = await gong(typed)
      expect([exit, seen.crontab]).toEqual([2, crontab])
      expect(err).toContain(`line ${line} of the crontab`)
      expect(err).toContain('crontab -e')
    }
    const { out } = await gong('schedule list -f jsonl')
    expect(JSON.parse(out).state).not.toBe('done')
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

it('blanks between the fields are single ones in the crontab', async () => {
  const { gong, seen } = schedulingMachine()
  await gong(['schedule', 'add', 'x', '--cron', ' 0  6\t* * 1', '--', 'users', 'list', '-o', 'x.csv'])
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
