import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import { subjects } from '../../src/store/sync/tally.ts'

/** Which copy. */
export const TARGET = {
  into: {
    kind: 'text',
    hint: 'target',
    help: 'a .duckdb file or postgres://…; parquet:<folder> or folder:<folder> publish (gong.duckdb)',
  },
} as const satisfies Inputs

export const SYNC_INPUTS = {
  what: { kind: 'choice', of: subjects, many: true, help: 'what to bring up to date; everything when left out' },
  into: { ...TARGET.into, repeat: true, help: `${TARGET.into.help}; one copy, and what is published of it` },
  since: {
    kind: 'text',
    hint: 'span',
    help: 'calls back to so long ago, such as 2y; kept for later runs (90d at first)',
  },
  overlap: { kind: 'text', hint: 'span', help: 'so much of what is there is proved to be whole by its totals (14d)' },
  giveUp: { kind: 'text', hint: 'span', help: 'after so long a transcript or a summary is awaited no more (14d)' },
  exclude: {
    kind: 'text',
    many: true,
    hint: 'rule',
    help: 'never store these calls: account:<name or id>, domain:<acme.com>, private; kept for later runs; none lifts them, none,private all but that',
  },
  media: {
    kind: 'flag',
    help: 'also the recordings: video, or audio where there is none, into the folder beside the copy',
  },
  maxRemovals: {
    kind: 'count',
    help: 'remove no more calls than these in one run (100): a key without rights sees none',
  },
} as const satisfies Inputs

/** What was typed for `gong sync`. */
export type SyncInput = InputOf<typeof SYNC_INPUTS>
