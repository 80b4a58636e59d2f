import type { Row } from '../../lib/rows.ts'
import { shower } from '../../output/cell.ts'
import { counted } from '../brief.ts'
import type { Seen } from '../context.ts'
import type { Found } from '../find.ts'
import { type Asked, second } from './listening.ts'
import { namingFor } from './naming.ts'
import { type Part, partsOf } from './parts.ts'
import type { Heard } from './sentences.ts'
import { LIMITS, OTHERS } from './texts.ts'

/** The circumstances of a report. */
export interface Facts {
  /** The address or number as it was typed. */
  readonly typed: string
  /** Milliseconds since the epoch. */
  readonly made: number
  /** IANA name of the zone in which times are shown. */
  readonly zone: string
  /** Its name, for the reader. */
  readonly company: string
  readonly nameOthers: boolean
}

/** The answer to a subject access request, before it is written in one form or another. */
export interface Dossier {
  readonly heading: string
  /** Label and text. */
  readonly facts: readonly (readonly [label: string, text: string])[]
  readonly remarks: readonly string[]
  readonly parts: readonly Part[]
  readonly limits: readonly string[]
  readonly zone: string
  /** The same as data, whole. */
  readonly data: Row
}

/** The names at the top of a report that is written as data. */
export const DATA: readonly string[] = [
  'about',
  'made',
  'zone',
  'company',
  'others',
  'counts',
  'remarks',
  'parts',
  'limits',
]

/** Everything that Gong answered. */
export interface Answered {
  readonly found: Found
  readonly seen: Seen
  readonly heard: Heard
  readonly asked: Asked
}

/** Puts together what was found. */
export function dossier({ found, seen, heard, asked }: Answered, facts: Facts): Dossier {
  const { typed, made, zone, company, nameOthers } = facts
  const others = nameOthers ? 'named' : 'withheld'
  const parts = partsOf(found, seen.calls, heard.said, { naming: namingFor(found, nameOthers), asked, zone })
  const lacking = [seen.lacking, heard.lacking].filter((one) => one !== undefined)
  const remarks = [OTHERS[others], ...lacking.map(sentence)]
  const instant = second(made)
  return {
    heading: `What Gong holds about ${found.value}`,
    facts: [
      ['Asked about', typed],
      ['Searched for', found.value],
      ['Made', `${shower('made', 'UTC')(instant)} UTC`],
      ['Times', zone === 'UTC' ? 'in UTC' : `in ${zone}, where it was ${shower('made', zone)(instant)}`],
      ['Company', company],
      ['Found', counted(answered(found))],
    ],
    remarks,
    parts,
    limits: LIMITS,
    zone,
    data: {
      about: { typed, searched: found.value },
      made: instant,
      zone,
      company,
      others,
      counts: { ...found.counts },
      remarks,
      parts: Object.fromEntries(parts.map((part) => [part.name, dataOf(part)])),
      limits: LIMITS,
    },
  }
}

/** The counts without the sorts that Gong was silent about, which are not the same as none. */
function answered({ counts, held }: Found): Row {
  return Object.fromEntries(Object.entries(counts).filter(([sort]) => sort in held))
}

function dataOf({ explained, sources, rows }: Part): Row {
  return { explained, sources: sources.map((source) => ({ ...source })), rows }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
