import { type Operation, type Param, takesList } from '../../catalogue/operation.ts'
import { bodyOf } from '../../catalogue/shape.ts'
import { BODY } from './body.ts'
import type { Input, Inputs } from './inputs.ts'

/** Both ends of a window at once, or the one where the last run ended. */
export const PERIOD = {
  during: {
    kind: 'text',
    hint: 'period',
    help: 'both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …',
  },
  since: {
    kind: 'choice',
    of: ['last'],
    hint: 'last',
    help: 'from where the last good run of this line ended; the first time --from or --during says: last',
  },
  overlap: { kind: 'text', hint: 'span', help: 'with --since last: so much earlier, for what comes late: 3d' },
} as const satisfies Inputs

/** For whatever takes a time. */
export const ZONE = {
  tz: { kind: 'text', hint: 'zone', help: "zone of dates without one; else the profile's, else the machine's" },
} as const satisfies Inputs

/** For whatever comes in pages. */
const CURSOR = {
  cursor: { kind: 'text', help: 'the page after this cursor, as --log json tells it; everything else stays the same' },
} as const satisfies Inputs

/** For a command whose operation wants the id of something that workspaces have each of their own. */
export const IN_WORKSPACE = {
  workspace: {
    kind: 'id',
    short: 'w',
    hint: 'id or name',
    lookup: 'workspace',
    ofNames: true,
    outsideBody: true,
    help: 'look for the name in this workspace alone',
  },
} as const satisfies Inputs

const USER = { hint: 'id, email or name', lookup: 'user' } as const

/** One word means one thing on every command that has it. */
const COMMON_INPUTS: { readonly [name: string]: Partial<Input> } = {
  workspace: { short: 'w', hint: 'id or name', lookup: 'workspace' },
  user: USER,
  host: USER,
  manager: USER,
}

type InputOfParam<P extends Param> = Omit<P, 'to' | 'names' | 'text' | 'answered'> &
  (P['to'] extends `${string}[]` ? { readonly many: true } : unknown) &
  (P['to'] extends `body${string}` ? unknown : { readonly outsideBody: true }) &
  Input

type HasBody<O extends Operation> = O extends { readonly body: object }
  ? true
  : O['params'][keyof O['params']]['to'] & `body${string}` extends never
    ? false
    : true

/** The inputs of a derived command, typed from the record of its operation. */
export type OperationInputs<O extends Operation> = {
  readonly [Name in keyof O['params'] & string]: InputOfParam<O['params'][Name]>
} & (O extends { readonly window: readonly [string, string] } ? typeof PERIOD : unknown) &
  (O['params'][keyof O['params']]['kind'] & ('instant' | 'day') extends never ? unknown : typeof ZONE) &
  (O extends { readonly paged: true } ? typeof CURSOR : unknown) &
  (HasBody<O> extends true ? typeof BODY : unknown)

/** The parameters of an operation as a person types them, and what goes with windows, times, pages and bodies. */
export function operationInputs<O extends Operation>(operation: O): OperationInputs<O> {
  const inputs: Inputs = {
    ...ownInputs(operation),
    ...(operation.window !== undefined && PERIOD),
    ...(takesTime(operation) && ZONE),
    ...(operation.paged && CURSOR),
    ...(bodyOf(operation).size > 0 && BODY),
  }
  // The type says by the record what the code above does by it.
  return inputs as OperationInputs<O>
}

function takesTime({ params }: Operation): boolean {
  return Object.values(params).some(({ kind }) => kind === 'instant' || kind === 'day')
}

function ownInputs({ params }: Operation): Inputs {
  const entries = Object.entries(params).map(([name, { to, names, answered: _, ...field }]): [string, Input] => {
    const outside = !to.startsWith('body')
    const named = names && { lookup: names, hint: names === 'brief' ? 'name' : 'id or name' }
    const flags = { ...(takesList(to) && { many: true as const }), ...(outside && { outsideBody: true as const }) }
    return [name, { ...field, ...named, ...COMMON_INPUTS[name], ...flags }]
  })
  return Object.fromEntries(entries)
}
