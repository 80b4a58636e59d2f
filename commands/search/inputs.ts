import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import { operationInputs } from '../../src/app/model/operation-inputs.ts'
import { transcripts as gong } from '../../src/catalogue/transcripts.ts'

const { from, to, workspace, during, since, overlap, tz } = operationInputs(gong.get)

/** What sentences can be found by. */
export const SEARCH_INPUTS = {
  words: {
    kind: 'text',
    repeat: true,
    required: true,
    hint: 'words',
    help: 'words, a "phrase", or a /pattern/; all of them',
  },
  in: {
    kind: 'text',
    hint: 'copy or folder',
    onMachine: true,
    help: 'search there instead: a copy of gong sync, or a folder that transcripts export wrote as json',
  },
  account: named('name or id', 'calls of this account in the CRM'),
  user: named('id, email or name', 'calls that somebody of the company took part in'),
  speaker: { kind: 'choice', of: ['Internal', 'External', 'Unknown'], many: true, help: 'only what this side says' },
  tracker: named('name or id', 'calls in which this tracker heard something'),
  topic: named('name', 'calls, or turns, of this topic'),
  from,
  to,
  workspace,
  during,
  since,
  overlap,
  tz,
} as const satisfies Inputs

export type SearchInput = InputOf<typeof SEARCH_INPUTS>

function named(hint: string, help: string) {
  return { kind: 'text', repeat: true, hint, help } as const
}
