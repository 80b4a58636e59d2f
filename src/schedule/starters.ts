import { Failure } from '../lib/errors.ts'
import { shellQuote } from '../lib/shell-quote.ts'
import type { Context, Install } from '../platform/ports.ts'
import type { ProgramResult } from '../platform/programs.ts'
import { crontabLine, hasEntry, isBroken, withEntry, withoutEntry } from './crontab.ts'
import type { Schedule } from './schedules.ts'
import { systemdUnits } from './texts.ts'

/** What starts a schedule. */
interface Starter {
  /** @returns what was written, for a person @throws Failure where it cannot be */
  install(schedule: Schedule): Promise<string>
  remove(name: string): Promise<void>
  isInstalled(name: string): Promise<boolean>
}

type Machine = Pick<Context, 'env' | 'files' | 'runProgram'>

export function starterOf(by: Schedule['by'], machine: Machine, install: Pick<Install, 'command'>): Starter {
  return by === 'cron' ? cronStarter(machine, install) : systemdStarter(machine, install)
}

/** What cron or systemd runs: the program that runs now, whichever gong is first in somebody's PATH. */
function wordsFor({ command }: Pick<Install, 'command'>, name: string): readonly string[] {
  return [...command, 'schedule', 'run', name]
}

/** The variables by which a schedule is found. */
function variablesFor({ env }: Pick<Schedule, 'env'>): Record<string, string> {
  const names = ['GONG_STATE_DIR', 'GONG_CONFIG_DIR', 'XDG_STATE_HOME', 'XDG_CONFIG_HOME']
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}

function cronStarter(machine: Machine, install: Pick<Install, 'command'>): Starter {
  const crontab = async (args: readonly string[], stdin?: Uint8Array) => {
    const result = await run(machine, ['crontab', ...args], stdin)
    if (result !== undefined) return result
    throw new Failure('usage', 'there is no crontab on this machine', {
      hint: 'install cron, or add --systemd or --github',
    })
  }
  // Each byte as one character: a crontab may be in any encoding, and none of it is ours.
  const read = async (): Promise<string> => {
    const result = await crontab(['-l'])
    if (result.exit === 0) return Buffer.from(result.stdout).toString('latin1')
    if (/no crontab for/i.test(textOf(result))) return ''
    throw new Failure('usage', `the crontab cannot be read: ${textOf(result)}`, { hint: 'add --systemd or --github' })
  }
  const readWhole = async (name: string): Promise<string> => {
    const text = await read()
    if (!isBroken(text, name)) return text
    throw new Failure('usage', `the marks around schedule ${name} in the crontab are not whole`, {
      hint: `crontab -e, and take out what belongs to ${name}`,
    })
  }
  const write = async (text: string) => {
    const result = await crontab(['-'], Buffer.from(text, 'latin1'))
    if (result.exit !== 0)
      throw new Failure('usage', `the crontab cannot be written: ${textOf(result)}`, {
        hint: 'add --systemd or --github',
      })
  }
  return {
    async install(schedule) {
      const variables = Object.entries(variablesFor(schedule)).map(([key, value]) => `${key}=${shellQuote([value])}`)
      const line = [...variables, shellQuote(wordsFor(install, schedule.name))].join(' ')
      const entry = crontabLine(schedule.cron, line)
      await write(withEntry(await readWhole(schedule.name), schedule.name, Buffer.from(entry).toString('latin1')))
      return `${entry}\n`
    },
    async remove(name) {
      const before = await readWhole(name)
      if (hasEntry(before, name)) await write(withoutEntry(before, name))
    },
    isInstalled: async (name) => hasEntry(await read(), name),
  }
}

function systemdStarter(machine: Machine, install: Pick<Install, 'command'>): Starter {
  const { files, env } = machine
  const folder = () => {
    const config = env.XDG_CONFIG_HOME ?? (env.HOME === undefined ? undefined : `${env.HOME}/.config`)
    if (config === undefined) throw new Failure('usage', 'no home folder is known, where systemd looks for timers')
    return `${config}/systemd/user`
  }
  const pathsOf = (name: string) => ['service', 'timer'].map((ending) => `${folder()}/gong-${name}.${ending}`)
  const systemctl = async (...args: readonly string[]) => {
    const bus = Object.fromEntries(
      ['XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'].flatMap((key) => (env[key] ? [[key, env[key]]] : [])),
    )
    const result = await run(machine, ['systemctl', '--user', ...args], undefined, bus)
    if (result?.exit === 0) return
    const why = result === undefined ? 'there is no systemctl on this machine' : textOf(result)
    throw new Failure('usage', `systemd did not take the timer: ${why}`, {
      hint: 'leave out --systemd for cron, or add --github',
    })
  }
  const removeFiles = async (name: string) => {
    for (const path of pathsOf(name)) await files.remove(path)
  }
  return {
    async install(schedule) {
      const units = systemdUnits(schedule, wordsFor(install, schedule.name), variablesFor(schedule))
      for (const [file, text] of Object.entries(units)) await files.write(`${folder()}/${file}`, text, 0o644)
      try {
        await systemctl('daemon-reload')
        await systemctl('enable', '--now', `gong-${schedule.name}.timer`)
      } catch (error) {
        await removeFiles(schedule.name)
        throw error
      }
      return Object.entries(units)
        .map(([file, text]) => `# ${folder()}/${file}\n${text}`)
        .join('\n')
    },
    async remove(name) {
      await systemctl('disable', '--now', `gong-${name}.timer`)
      await removeFiles(name)
      await systemctl('daemon-reload')
    },
    isInstalled: async (name) => (await files.open(pathsOf(name)[1] ?? '')) !== undefined,
  }
}

function run(
  { env, runProgram }: Machine,
  command: readonly string[],
  stdin?: Uint8Array,
  more: Readonly<Record<string, string>> = {},
): Promise<ProgramResult | undefined> {
  const own = Object.fromEntries(
    ['PATH', 'HOME', 'LOGNAME', 'USER'].flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  )
  return runProgram({ command, env: { LC_ALL: 'C', ...own, ...more }, ...(stdin && { stdin }) })
}

/** What a program said, on one line. */
function textOf({ stdout, stderr, exit }: ProgramResult): string {
  const said = `${new TextDecoder().decode(stderr)} ${new TextDecoder().decode(stdout)}`.replace(/\s+/g, ' ').trim()
  return said === '' ? `it ended with ${exit}` : said
}
