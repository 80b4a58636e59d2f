import { dayBefore } from '../../lib/calendar-period.ts'
import { formatZonedTime, type ZoneName } from '../../lib/local-time.ts'
import { shellQuote } from '../../lib/shell-quote.ts'
import type { Provenance } from '../../output/printer.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Command } from '../model/command.ts'
import type { Raw, Typed } from '../model/inputs.ts'
import { flagOf } from '../model/labels.ts'

/** Says which line asked for the rows, when, and in which zone their times are. */
export function provenanceOf(
  { inputs }: Pick<Command, 'inputs'>,
  raw: Raw,
  {
    line,
    globals: { fields, jq, sandbox },
    moment,
    described,
  }: Pick<OpenedJob, 'line' | 'globals' | 'moment' | 'described'>,
  zoneName: ZoneName,
): Provenance {
  const zone = typeof zoneName === 'string' ? zoneName : zoneName()
  const flags = Object.entries(raw).flatMap(([name, value]) =>
    inputs[name] === undefined || line.includes(String(value)) ? [] : flagWords(flagOf(name), value),
  )
  const rows = [...(jq === undefined ? [] : ['--jq', jq]), ...(fields === undefined ? [] : ['--fields', fields.join()])]
  const written = new Date(moment()).toISOString()
  return {
    heading: line,
    // Read when the rows are written: the period is known once the input is.
    get facts() {
      const command = [line, shellQuote([...flags, ...rows, ...(sandbox ? ['--sandbox'] : [])])]
        .filter(Boolean)
        .join(' ')
      return [
        ['Command', command] as const,
        ['Written', formatZonedTime(zone, written) ?? written] as const,
        ...described,
        ['Times', zone] as const,
      ]
    },
  }
}

/** The window of the input as dates: days from the first to the last one, and moments as they are. */
export function periodText({ window, inputs }: Pick<Command, 'window' | 'inputs'>, input: Typed): string | undefined {
  if (window === undefined) return undefined
  const [from, to] = [input[window.from], input[window.to]]
  if (typeof from !== 'string' || typeof to !== 'string') return undefined
  const isDays = inputs[window.to]?.kind === 'day'
  return `${from} to ${isDays ? dayBefore(to) : to}`
}

function flagWords(flag: string, value: unknown): readonly string[] {
  if (value === true) return [flag]
  if (Array.isArray(value)) return value.flatMap((item: unknown) => [flag, String(item)])
  return typeof value === 'string' ? [flag, value] : []
}
