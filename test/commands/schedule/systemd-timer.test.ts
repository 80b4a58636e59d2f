import { describe, expect, it } from 'vitest'
import { calendarEvents } from '../../../src/schedule/cron-expression.ts'
import { systemdUnits } from '../../../src/schedule/systemd-units.ts'
import { ABOUT } from '../../run.ts'
import { ended, schedulingMachine } from '../../support/scheduling-machine.ts'

const LINE =
  "schedule add weekly --cron '0 6 * * 1' --systemd --tz America/New_York -- calls list --from 7d -o calls.csv"
const FOLDER = '/home/ana/.config/systemd/user'
const NO_BUS = ended(1, 'Failed to connect to bus: No medium found\n')

describe('a timer of systemd', () => {
  it('is two units, in any zone', async () => {
    const { gong, text, seen } = schedulingMachine()
    const { exit, out } = await gong(LINE)
    expect(exit).toBe(0)
    const units = await Promise.all(['service', 'timer'].map((ending) => text(`${FOLDER}/gong-weekly.${ending}`)))
    await expect(units.join('\n')).toMatchFileSnapshot('../../golden/schedule.units')
    expect(out).toBe(`# ${FOLDER}/gong-weekly.service\n${units[0]}\n# ${FOLDER}/gong-weekly.timer\n${units[1]}`)
    const asked = () =>
      seen.ran.flatMap(({ command: [name, , ...words] }) => (name === 'systemctl' ? [words.join(' ')] : []))
    expect(asked()).toEqual(['daemon-reload', 'daemon-reload', 'enable --now gong-weekly.timer'])
    await gong('schedule remove weekly')
    expect(asked().slice(3)).toEqual(['disable --now gong-weekly.timer', 'daemon-reload'])
    expect(await text(`${FOLDER}/gong-weekly.timer`)).toBe('')
  })

  it('has paths and variables as they are, whatever is in them', async () => {
    const odd = '/a b/100%/$HOME/"q"/\\n/é'
    const units = systemdUnits(
      { name: 'x', cron: '0 0 * * *', zone: 'UTC' },
      [`${odd}/node`, `${odd}/gong.cjs`, 'schedule', 'run', 'x'],
      { GONG_STATE_DIR: `${odd}\n` },
    )
    await expect(units['gong-x.service']).toMatchFileSnapshot('../../golden/schedule-odd.service')
  })

  it('leaves nothing behind where systemd cannot be reached, and says what to do', async () => {
    const { gong, files, lines } = schedulingMachine({ systemctl: { 'daemon-reload': NO_BUS } })
    const { exit, err } = await gong(LINE)
    expect([exit, lines(), await files.list('/home/ana/.config')]).toEqual([2, [], undefined])
    expect(err).toContain('the systemd of this user cannot be reached: Failed to connect to bus')
    expect(err).toContain('loginctl enable-linger')
    expect(err).toContain('leave out --systemd for cron')
    expect((await gong('schedule list -f json')).out).toBe('[]\n')
  })

  it('is refused for a program that systemd cannot start', async () => {
    const command = ['/opt/"node"', '/gong.cjs']
    const { exit, err } = await schedulingMachine().gong(LINE, {
      about: { ...ABOUT, install: () => ({ ...ABOUT.install(), command }) },
    })
    expect([exit, err]).toEqual([2, expect.stringContaining('systemd starts no program whose path has quotes')])
  })

  it('leaves nothing behind where systemd does not take it', async () => {
    const { gong, files, seen } = schedulingMachine({ systemctl: { enable: ended(1, 'Unit is masked') } })
    const { exit, err } = await gong(LINE)
    expect([exit, await files.list(FOLDER)]).toEqual([2, []])
    expect(err).toContain('systemd did not take the timer: Unit is masked')
    expect(seen.ran.map(({ command }) => command[2])).toContain('disable')
  })

  it('that is there and not known stays', async () => {
    const { gong, files, text } = schedulingMachine()
    await files.write(`${FOLDER}/gong-weekly.timer`, 'mine', 0o644)
    const { exit, err } = await gong(LINE)
    expect([exit, await text(`${FOLDER}/gong-weekly.timer`)]).toEqual([2, 'mine'])
    expect(err).toContain('systemd has another gong-weekly.timer')
  })

  it('is listed as it stands there, and removed also where somebody has taken it away', async () => {
    const { gong, files, text } = schedulingMachine()
    await gong(LINE)
    const listed = async () => JSON.parse((await gong('schedule list -f jsonl')).out)
    expect(await listed()).toMatchObject({ cron: '0 6 * * 1', zone: 'America/New_York', next: '2026-05-25T10:00:00Z' })
    const path = `${FOLDER}/gong-weekly.timer`
    await files.write(path, (await text(path)).replace('06:00', '11:00'), 0o644)
    expect(await listed()).toMatchObject({ cron: 'Mon *-*-* 11:00:00 America/New_York', next: null })
    await files.remove(path)
    expect(await listed()).toMatchObject({ state: 'not installed' })
    const away = schedulingMachine({ systemctl: { disable: ended(1, 'Unit file does not exist') } })
    expect((await away.gong('schedule remove weekly', { files })).exit).toBe(0)
  })

  it('is removed also where systemd cannot be reached', async () => {
    const { gong, files } = schedulingMachine()
    await gong(LINE)
    const wants = `${FOLDER}/timers.target.wants/gong-weekly.timer`
    await files.write(wants, '', 0o644)
    const away = schedulingMachine({ systemctl: { disable: NO_BUS, 'daemon-reload': NO_BUS } })
    expect((await away.gong('schedule remove weekly', { files })).exit).toBe(0)
    expect([await files.open(wants), await files.open(`${FOLDER}/gong-weekly.timer`)]).toEqual([undefined, undefined])
    expect((await away.gong('schedule list -f json', { files })).out).toBe('[]\n')
  })
})

const odd = Array.from({ length: 16 }, (_, at) => String(2 * at + 1).padStart(2, '0')).join(',')

it.each([
  ['*/15 * * * *', ['*-*-* *:00,15,30,45:00 UTC']],
  ['0 6 * * 1-5', ['Mon,Tue,Wed,Thu,Fri *-*-* 06:00:00 UTC']],
  ['30 7 1 jan,jul *', ['*-01,07-01 07:30:00 UTC']],
  ['0 6 13 * 5', ['*-*-13 06:00:00 UTC', 'Fri *-*-* 06:00:00 UTC']],
  ['0 6 */2 * 1', [`Mon *-*-${odd} 06:00:00 UTC`]],
  ['0 6 13 * */2', ['Sun,Tue,Thu,Sat *-*-13 06:00:00 UTC']],
  ['0 6 * * 7', ['Sun *-*-* 06:00:00 UTC']],
])('%s is %j for systemd', (cron, events) => {
  expect(calendarEvents(cron, 'UTC')).toEqual(events)
})
