import type { Window } from './split-window.ts'

/** What the client reports, for `--debug`, progress and the summary. */
export type ClientEvent =
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
      /** Of the next page. */
      readonly cursor: string | undefined
      /** Of its slice, where the window was cut. */
      readonly window: Window | undefined
    }
  /** @param untilMs end of the wait, milliseconds since the epoch */
  | { readonly event: 'paced'; readonly ms: number; readonly untilMs: number }
  | { readonly event: 'retry'; readonly ms: number; readonly why: string }
  | { readonly event: 'restarted' | 'duplicate' | 'renewed' }
