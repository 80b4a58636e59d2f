import type { Input, Inputs } from './inputs.ts'

/** Inputs of which some may be left out. */
export type OptionalInputs<I extends Inputs, Name extends PropertyKey> = {
  readonly [N in keyof I]: N extends Name ? Omit<I[N], 'required' | 'help'> & Input : I[N]
}

/** The same inputs, of which some may be left out; `helps` says what they are then. */
export function optionalInputs<I extends Inputs, H extends { readonly [name: string]: string }>(
  inputs: I,
  helps: H,
): OptionalInputs<I, keyof H> {
  const entries = Object.entries(inputs).map(([name, input]) => {
    const { required: _, ...rest } = input
    const help = helps[name]
    return [name, help === undefined ? input : { ...rest, help }] as const
  })
  return Object.fromEntries(entries) as OptionalInputs<I, keyof H>
}
