import type { ArgumentValues } from '../../api/request.ts'
import { type Operation, takesList } from '../../catalogue/operation.ts'

/** What was typed, as arguments of the operation: a list over the cap of Gong is cut into batches of its own. */
export function batches({ params }: Operation, input: ArgumentValues): ArgumentValues[] {
  const given: ArgumentValues = Object.fromEntries(Object.keys(params).map((name) => [name, input[name]]))
  const [name, most] = capped(params, given) ?? []
  const list = name === undefined ? undefined : given[name]
  if (name === undefined || most === undefined || !Array.isArray(list)) return [given]
  const starts = Array.from({ length: Math.ceil(list.length / most) }, (_, index) => index * most)
  return starts.map((start) => ({ ...given, [name]: list.slice(start, start + most) }))
}

/** The list among what was given that Gong takes only so much of, and how much. */
function capped(params: Operation['params'], given: ArgumentValues): readonly [name: string, most: number] | undefined {
  for (const [name, { to, max }] of Object.entries(params))
    if (takesList(to) && max !== undefined && given[name] !== undefined) return [name, max]
  return undefined
}
