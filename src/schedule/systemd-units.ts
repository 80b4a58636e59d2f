import { calendarEvents } from './cron-expression.ts'
import type { Schedule } from './schedules.ts'

/** The units of a timer of systemd, by the name of their file. @param words of the program that it starts */
export function systemdUnits(
  { name, cron, zone }: Pick<Schedule, 'name' | 'cron' | 'zone'>,
  [program = '', ...words]: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly [file: string]: string } {
  const settings = Object.entries(env).map(([key, value]) => `Environment=${quoted(`${key}=${value}`)}`)
  return {
    [`gong-${name}.service`]: lines([
      '[Unit]',
      `Description=gong schedule ${name}`,
      '',
      '[Service]',
      'Type=oneshot',
      ...settings,
      `ExecStart=${[quoted(program), ...words.map(argument)].join(' ')}`,
    ]),
    [`gong-${name}.timer`]: lines([
      '[Unit]',
      `Description=gong schedule ${name}`,
      '',
      '[Timer]',
      ...calendarEvents(cron, zone).map((event) => `OnCalendar=${event}`),
      'Persistent=true',
      '',
      '[Install]',
      'WantedBy=timers.target',
    ]),
  }
}

/** A variable, or the path of a program: `%` begins a specifier, `$` is itself. */
function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')
  return `"${escaped.replace(/[^\P{Cc}\u0080-\u009f]/gu, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`
}

/** An argument of a program, in which systemd would fill in variables. */
function argument(text: string): string {
  return quoted(text).replaceAll('$', '$$$$')
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
