import type { ProgramResult, ProgramRun } from '../../src/platform/programs.ts'
import { type Ran, run, type Setting } from '../run.ts'
import { HOME_ENV, memoryFiles } from './memory-files.ts'

/** What a program left. @param stdout each byte as one character */
export const ended = (exit: number, stderr = '', stdout = ''): ProgramResult => ({
  exit,
  stdout: Buffer.from(stdout, 'latin1'),
  stderr: Buffer.from(stderr),
})

interface Start {
  /** Each byte as one character; there is none where it is empty. */
  readonly crontab?: string
  /** What crontab -e says instead of what is there. */
  readonly edited?: ProgramResult
  /** How lines of gong end. */
  readonly line?: ProgramResult
  /** What crontab says instead of doing anything. */
  readonly forbids?: string
  /** How systemctl ends, by what it is to do; all is well where nothing is said. */
  readonly systemctl?: Readonly<Record<string, ProgramResult>>
  /** Where /etc/localtime leads. */
  readonly zoneinfo?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A machine with the crontab of Debian, whose listing shows a carriage return as `\r`, and with systemd. */
export function schedulingMachine(start: Start = {}) {
  const { line = ended(0), forbids = '', systemctl = {}, env = {}, edited, zoneinfo = '' } = start
  const files = memoryFiles()
  const seen = { crontab: start.crontab ?? '', ran: [] as ProgramRun[] }
  const crontab = ({ command, stdin, env: variables }: ProgramRun): ProgramResult => {
    if (forbids !== '') return ended(1, forbids)
    if (command[1] === '-l')
      return seen.crontab === ''
        ? ended(1, 'no crontab for ana')
        : ended(0, '', seen.crontab.replaceAll('\r', '\\r').replaceAll('\b', '\\b'))
    if (command[1] === '-e') return edited ?? ended(variables.VISUAL === 'cat' ? 0 : 1, 'No changes', seen.crontab)
    const next = command[1] === '-r' ? '' : Buffer.from(stdin ?? '').toString('latin1')
    if (next !== '' && !next.endsWith('\n')) return ended(1, 'new crontab file is missing newline before EOF')
    seen.crontab = next
    return ended(0)
  }
  const runProgram = async (program: ProgramRun): Promise<ProgramResult | undefined> => {
    seen.ran.push(program)
    const [name, , verb = ''] = program.command
    if (name === 'systemctl') return systemctl[verb] ?? ended(0)
    if (name === 'readlink') return ended(0, '', `${zoneinfo}\n`)
    return name === 'crontab' ? crontab(program) : line
  }
  const settings = { ...HOME_ENV, HOME: '/home/ana', USER: 'ana', ...env }
  return {
    files,
    seen,
    /** The lines of gong that were run, without the words that start it. */
    lines: () => seen.ran.filter(({ command }) => command[0] === '/usr/bin/node'),
    gong: (words: string | readonly string[], more: Setting = {}): Promise<Ran> =>
      run(words, { env: settings, files, runProgram, ...more }),
    text: async (path: string) => Buffer.from((await files.read(path)) ?? '').toString(),
  }
}
