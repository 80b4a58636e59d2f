import type { Calendar } from '../../lib/resolve-time.ts'
import type { Json } from '../../lib/rows.ts'
import type { Command } from '../model/command.ts'
import type { Texts } from '../model/expand-lists.ts'
import type { Input, Typed } from '../model/inputs.ts'
import { labelOf } from '../model/labels.ts'
import { checkedValue } from './input-value.ts'

/** Each value checked by its kind; what was not typed is absent. */
export async function checkedInputs(
  { inputs, arguments: names }: Pick<Command, 'inputs' | 'arguments'>,
  texts: Texts,
  calendar: () => Promise<Calendar>,
): Promise<Typed> {
  const checked: { [name: string]: Json } = {}
  for (const [name, input] of Object.entries(inputs)) {
    const label = labelOf({ arguments: names }, name)
    const value = await checkedValue(label, mayBeElsewhere(input, texts), texts[name], calendar)
    if (value !== undefined) checked[name] = value
  }
  return checked
}

/** A body of their own or a table may say what a flag would say; the request as a whole is checked later. */
function mayBeElsewhere(input: Input, { body, set, fromFile }: Texts): Input {
  const { required: _, ...rest } = input
  const isInBody = !input.outsideBody && (body ?? set) !== undefined
  return isInBody || (input.perLine && fromFile !== undefined) ? rest : input
}
