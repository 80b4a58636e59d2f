import type { Row } from '../../lib/rows.ts'
import { analyzedAtMs, type SandboxCall } from '../company/call.ts'
import type { SandboxCompany } from '../company/company.ts'
import { partiesOf } from '../company/parties.ts'
import type { User } from '../company/users.ts'
import { script } from '../talk/script.ts'
import { interactionStats } from '../talk/speech-stats.ts'
import { callsIn } from './activity.ts'
import type { Span } from './calendar-periods.ts'
import type { SandboxRequest } from './request.ts'

/** The calls of a span that are analysed, by their host. */
export function analyzedCalls(request: SandboxRequest, span: Span): ReadonlyMap<User, readonly SandboxCall[]> {
  const { company, position } = request
  const byHost = new Map<User, SandboxCall[]>()
  for (const index of callsIn(request, span)) {
    const call = company.call(index)
    if (analyzedAtMs(call) > position.beganAtMs) continue
    const others = byHost.get(call.host)
    if (others) others.push(call)
    else byHost.set(call.host, [call])
  }
  return byHost
}

/** The figures whose average counts each call once; in that of the others a long call counts for more. */
const ONCE_A_CALL = new Set(['Longest Monologue', 'Longest Customer Story'])

/** The averages over the very figures that each call shows, under Gong's names. */
export function averageInteraction(company: SandboxCompany, calls: readonly SandboxCall[]): Row[] {
  const sums = new Map<string, { sum: number; weight: number }>()
  for (const call of calls)
    for (const { name, value } of figuresOf(company, call)) {
      const weight = ONCE_A_CALL.has(name) ? 1 : call.duration
      const before = sums.get(name) ?? { sum: 0, weight: 0 }
      sums.set(name, { sum: before.sum + value * weight, weight: before.weight + weight })
    }
  return [...sums].map(([name, { sum, weight }]) => ({ name, value: Math.round((sum / weight) * 1000) / 1000 }))
}

interface Figure {
  readonly name: string
  readonly value: number
}

const cached = new WeakMap<SandboxCompany, Map<number, readonly Figure[]>>()

/** The figures of a call, made once: the whole talk is needed for them, and months are asked for week by week. */
function figuresOf(company: SandboxCompany, call: SandboxCall): readonly Figure[] {
  const known = cached.get(company) ?? new Map<number, readonly Figure[]>()
  cached.set(company, known)
  const rows = known.get(call.index) ?? interactionStats(script(call, partiesOf(call, company.users)), call.host.id)
  const figures = rows.map(({ name, value }) => ({ name: String(name), value: Number(value) }))
  known.set(call.index, figures)
  return figures
}
