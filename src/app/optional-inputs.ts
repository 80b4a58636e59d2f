import type { Inputs } from './command.ts'

/** The same inputs, of which some may be left out; `helps` says what they are then. */
export function loosened(inputs: Inputs, helps: { readonly [name: string]: string }): Inputs {
  const entries = Object.entries(inputs).map(([name, input]) => {
    const { required: _, ...rest } = input
    const help = helps[name]
    return [name, help === undefined ? input : { ...rest, help }] as const
  })
  return Object.fromEntries(entries)
}
