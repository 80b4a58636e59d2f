import type { Row } from '../../lib/rows.ts'
import type { SandboxCall } from '../company/call.ts'
import type { CallParty } from '../company/parties.ts'
import { toSeconds } from './call-content.ts'
import type { Monologue } from './script.ts'

/** Milliseconds of speech. */
function length(monologues: readonly Monologue[]): number {
  const spoken = ({ sentences }: Monologue) => sentences.reduce((sum, { start, end }) => sum + end - start, 0)
  return monologues.reduce((sum, monologue) => sum + spoken(monologue), 0)
}

/**
 * Talk time (seconds) of the internal speakers alone; `id` is the party's id and not its speakerId (field note "What
 * real answers look like").
 */
export function speakerRows(present: readonly CallParty[], monologues: readonly Monologue[]): Row[] {
  return present
    .filter(({ side, speakerId }) => side === 'seller' && speakerId !== null)
    .map((party) => ({
      id: party.id,
      ...(party.userId !== undefined && { userId: party.userId }),
      talkTime: toSeconds(length(monologues.filter(({ speaker }) => speaker === party))),
    }))
}

/** What was on the screen, in seconds; nothing for a phone call. */
export function videoRows({ direction, duration }: SandboxCall): Row[] {
  return direction === 'Conference' ? [{ name: 'Browser', duration: Math.round(duration * 0.4) }] : []
}

/** Questions asked by either side. */
export function questionCounts(monologues: readonly Monologue[]): Row {
  const questionsOf = (side: CallParty['side']): number =>
    monologues
      .filter(({ speaker }) => speaker.side === side)
      .flatMap(({ sentences }) => sentences)
      .filter(({ text }) => text.endsWith('?')).length
  return { companyCount: questionsOf('seller'), nonCompanyCount: questionsOf('buyer') }
}

/** The host's figures, under the names that Gong gives them; those of the sellers together when the host is missing. */
export function interactionStats(monologues: readonly Monologue[], hostId: string): Row[] {
  const host = monologues.filter(({ speaker }) => speaker.userId === hostId)
  const own = new Set(host.length > 0 ? host : monologues.filter(({ speaker }) => speaker.side === 'seller'))
  const others = monologues.filter((monologue) => !own.has(monologue))
  const switches = monologues.filter(
    ({ speaker }, index) => index > 0 && monologues[index - 1]?.speaker !== speaker,
  ).length
  const longest = (list: readonly Monologue[]): number => Math.max(0, ...list.map((one) => length([one])))
  return [
    { name: 'Talk Ratio', value: ratio(length([...own]), length(monologues)) },
    { name: 'Longest Monologue', value: toSeconds(longest([...own])) },
    { name: 'Longest Customer Story', value: toSeconds(longest(others)) },
    { name: 'Interactivity', value: Math.round(ratio(switches, monologues.length) * 100) / 10 },
    { name: 'Patience', value: patience(monologues, own) },
  ]
}

/** Seconds that pass, on an average, before the host says something after somebody else. */
function patience(monologues: readonly Monologue[], own: ReadonlySet<Monologue>): number {
  const pausesMs = monologues.flatMap((monologue, index) => {
    const before = monologues[index - 1]
    if (before === undefined || own.has(before) || !own.has(monologue)) return []
    return (monologue.sentences[0]?.start ?? 0) - (before.sentences.at(-1)?.end ?? 0)
  })
  return pausesMs.length === 0 ? 0 : toSeconds(pausesMs.reduce((sum, pauseMs) => sum + pauseMs, 0) / pausesMs.length)
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000
}
