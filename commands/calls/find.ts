import { setAt } from '../../src/api/request.ts'
import { checkWords } from '../../src/app/input/names.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { pull } from '../../src/app/model/pull.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Pages, type Row, textsIn } from '../../src/lib/rows.ts'
import { durationColumn, importantColumn } from '../../src/output/columns.ts'
import { type CallFilter, callMatcher } from '../../src/search/call-matcher.ts'
import { addPage, NOTHING_SCANNED, summarizeScan } from '../../src/search/scan-counts.ts'
import { foldText, wordsIn } from '../../src/search/words.ts'

const derived = deriveQuery(gong.details, {
  name: 'find',
  arguments: ['text'],
  usual: '7d',
  columns: ['id', 'started', durationColumn('duration'), 'title', importantColumn('matched')],
  unfold: inShort,
  examples: [
    'gong calls find oakhurst pricing',
    'gong calls find --domain nettlecombefoods.example --from 90d',
    'gong calls find --participant "Yusuf Yilmaz" --tracker competitors --from 30d',
    'gong calls find --account "Oakhurst Clinics" --min-duration 30m --from 30d --fields metaData.id,matched',
    "gong calls find renewal --scope external --jq '.[].metaData.id' | gong calls details - --with all",
  ],
})

/** Gong chooses by these; by all others it cannot, and the choice is made here. */
const { from, to, workspace, host, during, since, overlap, tz } = derived.inputs

const inputs = {
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

type Search = InputOf<typeof inputs>

export const searchCalls = defineQuery({
  ...derived,
  summary: 'Find calls by people, domain, account, deal, tracker, title or length',
  inputs,
  fields: [...gong.details.answer.fields.filter(isSearchedField), 'matched'],
  cautions: [
    'Gong cannot search: every call of the window is read, 100 a request, and chosen from here.',
    'Every flag narrows, and so does each repetition of one. Words count in any order, case and accents do not.',
    'Calls appear up to an hour after they end, what trackers heard up to a day later.',
  ],
  check(input) {
    callMatcher(wantedOf(input))
  },
  rows: search,
})

/** Yields the records that match, with what they matched; in the end says how many calls were read for them. */
async function* search(input: Search, job: QueryJob): Pages {
  if (job.globals.format === 'raw')
    throw new Failure('usage', 'raw has all calls that were read, not those that match', { hint: 'use --format json' })
  const wanted = wantedOf(input)
  await checkTrackers(wanted.tracker, input, job)
  const matches = callMatcher(wanted)
  const { crm, trackers, body } = needs(wanted)
  let scanned = NOTHING_SCANNED
  let begun = false
  try {
    for await (const page of pull(gong.details, crm ? { ...input, crm: 'Extended' } : input, job, body)) {
      const rows = page.rows.flatMap((call) => {
        const matched = matches(call)
        return matched === undefined ? [] : [{ ...call, matched }]
      })
      scanned = addPage(scanned, page, rows.length)
      begun = true
      // Without Gong's bytes, which hold all that was read.
      yield { ...page, rows, readCount: page.rows.length, raw: undefined }
    }
    scanned = { ...scanned, complete: true }
  } finally {
    if (begun && !job.context.stdout.closed) await job.say(summarizeScan(scanned, trackers))
  }
}

/** A tracker that does not exist would hear nothing in any call. Smart ones are not listed, and known by their id. */
async function checkTrackers(typed: readonly string[], otherInputs: Search, job: QueryJob): Promise<void> {
  for (const text of typed.filter((one) => !/^\d+$/.test(one.trim())))
    await checkWords('tracker', { read: job.read, flag: '--tracker', otherInputs }, text, (name) =>
      wordsIn(text).every((word) => foldText(name).includes(word)),
    )
}

function wantedOf({ text, title, minDuration, maxDuration, host: hosts, scope, ...lists }: Search): CallFilter {
  const { participant = [], domain = [], account = [], deal = [], tracker = [] } = lists
  return {
    ...{ participant, domain, account, deal, tracker },
    text: text?.join(' '),
    title,
    minDuration,
    maxDuration,
    hosted: hosts === undefined ? undefined : true,
    scope,
  }
}

/** What Gong has to show for the question. Names in the CRM come with the extended context alone; the basic one has ids. */
function needs({ text, participant, domain, account, deal, tracker }: CallFilter) {
  const any = text !== undefined
  const parties = any || participant.length + domain.length > 0
  const trackers = any || tracker.length > 0
  const exposed = [...(parties ? ['parties'] : []), ...(trackers ? ['content.trackers'] : [])]
  const body = exposed.reduce<Json>((made, name) => setAt(made, `contentSelector.exposedFields.${name}`, true), {})
  return { crm: any || account.length + deal.length > 0, trackers, body }
}

function isSearchedField(field: string): boolean {
  return /^(metaData\.|context$|parties$|content\.trackers$)/.test(field)
}

/** A call under names that leave room; the title has its own column, so it is left out. */
function inShort({ metaData, matched }: Row): readonly Row[] {
  const shown = textsIn(matched).map((match) => (match.startsWith('title: ') ? 'title' : match))
  return [{ ...(isRow(metaData) ? metaData : {}), matched: shown }]
}
