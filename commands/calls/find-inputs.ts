import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import { operationInputs } from '../../src/app/model/operation-inputs.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'

/** Gong chooses by these; by all others it cannot, and the choice is made here. */
const { from, to, workspace, host, during, since, overlap, tz } = operationInputs(gong.details)

/** What calls can be found by. */
export const inputs = {
  text: { kind: 'text', repeat: true, help: 'words, an e-mail address or a phone number, wherever they stand' },
  participant: named('name, email or phone', 'somebody who took part'),
  domain: named('domain', "somebody's e-mail is at this domain, or below it"),
  account: named('name or id', 'account in the CRM'),
  deal: named('name or id', 'deal in the CRM'),
  tracker: named('name or id', 'tracker that heard something'),
  title: { kind: 'text', hint: 'words', help: 'words of the title' },
  minDuration: { kind: 'duration', help: 'at least this long, such as 90s, 45m or 1h30m' },
  maxDuration: { kind: 'duration', help: 'at most this long' },
  scope: { kind: 'choice', of: ['Internal', 'External', 'Unknown'], help: 'among colleagues or with others' },
  from,
  to,
  workspace,
  host,
  during,
  since,
  overlap,
  tz,
} as const satisfies Inputs

function named(hint: string, help: string) {
  return { kind: 'text', repeat: true, hint, help } as const
}

export type Search = InputOf<typeof inputs>
