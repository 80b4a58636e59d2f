import { Failure } from '../lib/errors.ts'
import { shellQuote } from '../lib/shell-quote.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Install } from '../platform/ports.ts'
import type { ProgramResult } from '../platform/programs.ts'
import { crontabLine, entryIn, faultIn, isUnended, timesIn, withEntry, withoutEntry } from './crontab.ts'
import type { Schedule } from './schedules.ts'
import { type Machine, runTool, type Starter, saidBy, variablesFor, wordsFor } from './starter.ts'

const OTHERWISE = 'add --systemd or --github'

export function cronStarter(machine: Machine, install: Pick<Install, 'command'>): Starter {
  const readWhole = async (name: string) => {
    const text = await readCrontab(machine)
    const fault = faultIn(text, name)
    if (fault === undefined) return text
    throw new Failure('usage', `line ${fault} of the crontab: the entry of schedule ${name} is not as it was written`, {
      hint: `crontab -e: between "begin" and "end" of ${name} there is one line, and each of the two is there once`,
    })
  }
  // Two at a time would each write back what the other has not written yet.
  const alone = <Value>(run: () => Promise<Value>) =>
    machine.files.withLock(`${stateFolder(machine.env)}/schedules/crontab.lock`, run)
  return {
    async prepare(schedule, isOwn) {
      const { name } = schedule
      const entry = entryOf(schedule, install)
      const next = async () => {
        const before = await readWhole(name)
        const after = withEntry(before, name, Buffer.from(entry).toString('latin1'))
        const there = entryIn(before, name)
        if (isOwn || there === undefined || there === entryIn(after, name)) return { before, after }
        throw new Failure('usage', `the crontab has another schedule ${name}, which is not known here`, {
          hint: `choose another name, or crontab -e, and take out what belongs to ${name}`,
        })
      }
      await next()
      return () =>
        alone(async () => {
          const { before, after } = await next()
          await writeCrontab(machine, after)
          const note = 'the last line of the crontab had no line end, without which cron takes none; it has one now'
          return { written: `${entry}\n`, ...(isUnended(before) && { note }) }
        })
    },
    remove: (name) =>
      alone(async () => {
        // Without the program that writes crontabs there is none that could start it.
        if (!(await hasCrontab(machine))) return
        const before = await readWhole(name)
        if (entryIn(before, name) !== undefined) await writeCrontab(machine, withoutEntry(before, name))
      }),
    timesOf: async ({ name }) => timesIn(await readCrontab(machine), name),
  }
}

/** The line of a crontab. @throws Failure `usage` where it would be more than one */
function entryOf(schedule: Schedule, install: Pick<Install, 'command'>): string {
  const variables = Object.entries(variablesFor(schedule)).map(([key, value]) => `${key}=${shellQuote([value])}`)
  const line = crontabLine(schedule.cron, [...variables, shellQuote(wordsFor(install, schedule.name))].join(' '))
  if (!/[\r\n]/.test(line)) return line
  throw new Failure('usage', 'a line of a crontab holds no line break, and the path of a folder of gong has one', {
    hint: OTHERWISE,
  })
}

/** The crontab of this user, each byte as one character: it may be in any encoding, and none of it is ours. */
async function readCrontab(machine: Machine): Promise<string> {
  const result = await crontab(machine, ['-l'])
  if (result.exit !== 0) {
    if (/no crontab for/i.test(saidBy(result))) return ''
    throw new Failure('usage', `the crontab cannot be read: ${saidBy(result)}`, { hint: OTHERWISE })
  }
  const listed = bytesOf(result)
  return isAmbiguous(listed) ? await exactCrontab(machine, listed) : listed
}

/** Whether a listing may show a control character as a backslash and a letter: Debian's shows a carriage return as `\r`. */
function isAmbiguous(listed: string): boolean {
  return /\\[a-z0-9]/i.test(listed)
}

/**
 * The crontab as an editor gets it, which is byte for byte; the editor is one that only prints it.
 *
 * @throws Failure `usage` where that is not what was listed
 */
async function exactCrontab(machine: Machine, listed: string): Promise<string> {
  const result = await crontab(machine, ['-e'], { more: { VISUAL: 'cat', EDITOR: 'cat' } })
  const text = bytesOf(result)
  const asListed = text.replaceAll('\r', '\\r').replaceAll('\b', '\\b')
  if (result.exit === 0 && (text === listed || asListed === listed)) return text
  throw new Failure('usage', 'crontab -l may show control characters by other ones, so nothing can be written back', {
    hint: `crontab -e, and take out what is a carriage return (\\r) there; or ${OTHERWISE}`,
  })
}

/** Replaces the crontab of this user; an empty one is none. */
async function writeCrontab(machine: Machine, text: string): Promise<void> {
  const result = await crontab(
    machine,
    text === '' ? ['-r'] : ['-'],
    text === '' ? {} : { stdin: Buffer.from(text, 'latin1') },
  )
  if (result.exit !== 0)
    throw new Failure('usage', `the crontab cannot be written: ${saidBy(result)}`, { hint: OTHERWISE })
}

async function hasCrontab(machine: Machine): Promise<boolean> {
  return (await runTool(machine, ['crontab', '-l'])) !== undefined
}

async function crontab(
  machine: Machine,
  args: readonly string[],
  options: Parameters<typeof runTool>[2] = {},
): Promise<ProgramResult> {
  const result = await runTool(machine, ['crontab', ...args], options)
  if (result !== undefined) return result
  throw new Failure('usage', 'there is no crontab on this machine', { hint: `install cron, or ${OTHERWISE}` })
}

function bytesOf({ stdout }: ProgramResult): string {
  return Buffer.from(stdout).toString('latin1')
}
