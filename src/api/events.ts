import type { Window } from './split-window.ts'

/** What happens on the wire, for `--debug`, progress and the closing summary. */
export type Observed =
  | { readonly event: 'sent'; readonly line: string }
  | {
      readonly event: 'answered'
      readonly line: string
      readonly status: number
      readonly ms: number
      readonly bytes: number
      readonly requestId: string | undefined
    }
  | {
      readonly event: 'page'
      readonly rows: number
      readonly total: number | undefined
      /** Of the page after it. */
      readonly cursor: string | undefined
      /** Of the part of the window that it belongs to, where that was cut. */
      readonly ends: Window | undefined
    }
  /** @param until milliseconds of the clock at the end of the wait */
  | { readonly event: 'paced'; readonly ms: number; readonly until: number }
  | { readonly event: 'again'; readonly ms: number; readonly why: string }
  | { readonly event: 'restarted' | 'duplicate' | 'renewed' }
