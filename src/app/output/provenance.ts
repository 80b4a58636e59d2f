import { formatZonedTime, type ZoneName } from '../../lib/local-time.ts'
import { shellQuote } from '../../lib/shell-quote.ts'
import type { Provenance } from '../../output/printer.ts'
import type { OpenedJob } from '../job/open-job.ts'
import type { Command } from '../model/command.ts'
import type { Raw } from '../model/inputs.ts'
import { flagOf } from '../model/labels.ts'

/** Says which line asked for the rows, when, and in which zone their times are. */
export function provenanceOf(
  { inputs }: Pick<Command, 'inputs'>,
  raw: Raw,
  { line, globals: { fields, jq, sandbox }, moment }: Pick<OpenedJob, 'line' | 'globals' | 'moment'>,
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
    facts: [
      ['Command', [line, shellQuote([...flags, ...rows, ...(sandbox ? ['--sandbox'] : [])])].filter(Boolean).join(' ')],
      ['Written', formatZonedTime(zone, written) ?? written],
      ['Times', zone],
    ],
  }
}

function flagWords(flag: string, value: unknown): readonly string[] {
  if (value === true) return [flag]
  if (Array.isArray(value)) return value.flatMap((item: unknown) => [flag, String(item)])
  return typeof value === 'string' ? [flag, value] : []
}
