import type { Input } from '../../src/app/model/inputs.ts'

/** What `erase` and `erase-list` share. */
export const AGAIN_INPUTS = {
  kind: 'flag',
  help: 'also when an earlier erasure is not known to be over',
} as const satisfies Input

export const TICKET = {
  kind: 'text',
  hint: 'text',
  help: 'of the request, kept in the receipt',
} as const satisfies Input

export const RECEIVED = {
  kind: 'day',
  help: 'on which the request came in, kept in the receipt; else today',
} as const satisfies Input

export const TZ = {
  kind: 'text',
  hint: 'zone',
  help: "zone of --received and of dates in a list; else the profile's, else the machine's",
} as const satisfies Input

/** More calls than this are erased only when somebody raises the number. */
export const DEFAULT_MAX_CALLS = 50
