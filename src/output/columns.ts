import type { Json } from '../rows.ts'

/** What a table shows: a dotted path, or one with a way to show its values to a person. */
export type Column = string | { readonly path: string; readonly show: (value: Json) => string }
