import { boolean, instant, integer, required, type StoreTable, text } from './table.ts'

const step = (name: string) =>
  ({
    [`${name}_state`]: required(text(undefined, `${name}: waiting, done, given-up or none`)),
    [`${name}_attempts`]: required(integer(undefined, `how often ${name} was asked for in vain`)),
    [`${name}_due`]: instant(undefined, `when ${name} is asked for next; null when it is not`),
    [`${name}_done`]: instant(undefined, `when ${name} last came`),
  }) as const

/** What a copy knows about itself. */
export const syncTables = {
  recordings: {
    means: 'a recording that `gong sync --media` has put into the folder beside the copy',
    key: ['call_id', 'medium'],
    parent: 'calls',
    columns: {
      call_id: required(text(undefined, 'the call')),
      medium: required(text(undefined, 'video, or audio where there is none')),
      file: required(text(undefined, 'its path in the folder')),
      bytes: required(integer(undefined, 'how large it is')),
      checksum: required(text(undefined, 'SHA-256 of the file, in hexadecimal digits')),
      downloaded: required(instant(undefined, 'when it was put there')),
    },
  },
  sync_ledger: {
    means: 'how far a call has come in this copy',
    key: ['call_id'],
    columns: {
      call_id: required(text(undefined, 'the call')),
      workspace_id: text(undefined, 'the workspace that it belongs to'),
      started: required(instant(undefined, 'when it began')),
      state: required(text(undefined, 'open, settled, gone or excluded')),
      is_private: required(boolean(undefined, 'whether it was private when it was last seen')),
      excluded_by: text(undefined, 'purge for a call that stays excluded whatever the rules of the copy say'),
      first_seen: required(instant(undefined, 'when Gong first listed it')),
      last_seen: required(instant(undefined, 'when Gong last listed it')),
      ...step('details'),
      ...step('transcript'),
      ...step('summary'),
      fingerprint: text(undefined, 'of what was last read of it, to notice a change'),
      ...step('media'),
    },
  },
  sync_marks: {
    means: 'a small fact about this copy, such as its version of the schema',
    key: ['name'],
    columns: {
      name: required(text(undefined, 'which fact')),
      value: required(text(undefined, 'what it is')),
    },
  },
  lease: {
    means: 'who is changing this copy now; at most one row',
    key: ['name'],
    columns: {
      name: required(text(undefined, 'always sync')),
      owner: required(text(undefined, 'made up for each run')),
      until: required(instant(undefined, 'when it runs out by itself')),
    },
  },
} as const satisfies Readonly<Record<string, StoreTable>>
