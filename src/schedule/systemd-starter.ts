import { Failure } from '../lib/errors.ts'
import type { Install } from '../platform/ports.ts'
import { calendarEvents } from './cron-expression.ts'
import { type Machine, runTool, type Starter, saidBy, variablesFor, wordsFor } from './starter.ts'
import { systemdUnits } from './systemd-units.ts'

export function systemdStarter(machine: Machine, install: Pick<Install, 'command'>): Starter {
  const { files } = machine
  const timerOf = (name: string) => `gong-${name}.timer`
  const pathsOf = (name: string) =>
    [`gong-${name}.service`, timerOf(name)].map((file) => `${folderOf(machine)}/${file}`)
  return {
    async prepare(schedule, isOwn) {
      const { name } = schedule
      const [program = '', ...words] = wordsFor(install, name)
      if (/["'\\\p{Cc}]/u.test(program))
        throw new Failure('usage', `systemd starts no program whose path has quotes or backslashes: ${program}`, {
          hint: 'leave out --systemd for cron, or add --github',
        })
      const units = systemdUnits(schedule, [program, ...words], variablesFor(schedule))
      const wanted = Object.entries(units).map(([file, text]) => ({ path: `${folderOf(machine)}/${file}`, text }))
      const before = await Promise.all(wanted.map(async ({ path }) => ({ path, text: await textOf(machine, path) })))
      const other = before.find(({ text }, at) => text !== undefined && text !== wanted[at]?.text)
      if (other !== undefined && !isOwn)
        throw new Failure('usage', `systemd has another ${timerOf(name)}, which is not known here`, {
          hint: `choose another name, or systemctl --user disable --now ${timerOf(name)}, and remove ${other.path}`,
        })
      // Says whether systemd can be reached, before anything is written.
      await systemctl(machine, ['daemon-reload'], 'leave out --systemd for cron, or add --github')
      return async () => {
        for (const { path, text } of wanted) await files.write(path, text, 0o644)
        try {
          await systemctl(machine, ['daemon-reload'])
          await systemctl(machine, ['enable', '--now', timerOf(name)])
        } catch (error) {
          if (before.every(({ text }) => text === undefined))
            await attempt(machine, ['disable', '--now', timerOf(name)])
          for (const { path, text } of before)
            await (text === undefined ? files.remove(path) : files.write(path, text, 0o644))
          await attempt(machine, ['daemon-reload'])
          throw error
        }
        return { written: wanted.map(({ path, text }) => `# ${path}\n${text}`).join('\n') }
      }
    },
    async remove(name) {
      const paths = pathsOf(name)
      const there = await Promise.all(paths.map(async (path) => (await files.open(path)) !== undefined))
      if (!there.includes(true)) return
      // Where systemd cannot be reached, what it would find at its next start is taken away all the same.
      await attempt(machine, ['disable', '--now', timerOf(name)])
      for (const path of [...paths, `${folderOf(machine)}/timers.target.wants/${timerOf(name)}`])
        await files.remove(path)
      await attempt(machine, ['daemon-reload'])
    },
    async timesOf({ name, cron, zone }) {
      const text = await textOf(machine, pathsOf(name)[1] ?? '')
      const events = [...(text ?? '').matchAll(/^\s*OnCalendar=(.+)$/gm)].map(([, event = '']) => event.trim())
      if (events.length === 0) return undefined
      return events.join('\n') === calendarEvents(cron, zone).join('\n') ? cron : events.join('; ')
    },
  }
}

/** Where systemd looks for the timers of this user. */
function folderOf({ env }: Machine): string {
  const config = env.XDG_CONFIG_HOME ?? (env.HOME === undefined ? undefined : `${env.HOME}/.config`)
  if (config === undefined) throw new Failure('usage', 'no home folder is known, where systemd looks for timers')
  return `${config}/systemd/user`
}

async function textOf({ files }: Machine, path: string): Promise<string | undefined> {
  const bytes = await files.read(path)
  return bytes && new TextDecoder().decode(bytes)
}

/** Speaks to the systemd of this user. @param instead what else can be done where it does not answer */
async function systemctl(machine: Machine, args: readonly string[], instead?: string): Promise<void> {
  const result = await attempt(machine, args)
  if (result?.exit === 0) return
  if (result === undefined)
    throw new Failure('usage', 'there is no systemctl on this machine', { hint: instead ?? 'install systemd' })
  const isAway = /connect to .*bus|no medium found/i.test(saidBy(result))
  const login =
    'log in as this user, not by su or sudo; or loginctl enable-linger, then export XDG_RUNTIME_DIR=/run/user/$(id -u)'
  throw new Failure(
    'usage',
    `${isAway ? 'the systemd of this user cannot be reached' : 'systemd did not take the timer'}: ${saidBy(result)}`,
    { hint: [isAway ? login : undefined, instead].filter(Boolean).join('; or ') || 'systemctl --user status' },
  )
}

function attempt(machine: Machine, args: readonly string[]) {
  const { env } = machine
  const bus = ['XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'].flatMap((key) => (env[key] ? [[key, env[key]]] : []))
  return runTool(machine, ['systemctl', '--user', ...args], { more: Object.fromEntries(bus) })
}
