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
    const value = await checkedValue(label, optionalWithBody(input, texts), texts[name], calendar)
    if (value !== undefined) checked[name] = value
  }
  return checked
}

/** With a body of their own people may say there what a flag would say; the request as a whole is checked later. */
function optionalWithBody(input: Input, { body, set }: Texts): Input {
  const { required: _, ...rest } = input
  return input.outsideBody || (body === undefined && set === undefined) ? input : rest
}
