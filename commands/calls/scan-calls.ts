import { setAt } from '../../src/api/request.ts'
import { checkWords } from '../../src/app/input/id-of-name.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { pull } from '../../src/app/model/pull.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import { foldText } from '../../src/lib/fold-text.ts'
import type { Json, Pages } from '../../src/lib/rows.ts'
import { type CallFilter, callMatcher } from '../../src/search/call-matcher.ts'
import { addPage, NOTHING_SCANNED, summarizeScan } from '../../src/search/scan-counts.ts'
import { SeenAttributes } from '../../src/search/seen-attributes.ts'
import { unknownSentence } from '../../src/search/unknown-names.ts'
import { wordsIn } from '../../src/search/words.ts'
import type { Search } from './find-inputs.ts'

/** Checks what was typed to find calls by. @throws Failure `usage` */
export function checkFilter(input: Search): void {
  callMatcher(wantedOf(input))
}

/** Yields the records that match, with what they matched; in the end says how many calls were read for them. */
export async function* matchingCalls(input: Search, job: QueryJob): Pages {
  if (job.globals.format === 'raw')
    throw new Failure('usage', 'raw has all calls that were read, not those that match', { hint: 'use --format json' })
  const wanted = wantedOf(input)
  await checkTrackers(wanted.tracker, input, job)
  const matches = callMatcher(wanted)
  const { crm, trackers, body } = needs(wanted)
  const seen = new SeenAttributes(wanted)
  let scanned = NOTHING_SCANNED
  let begun = false
  try {
    for await (const page of pull(gong.details, crm ? { ...input, crm: 'Extended' } : input, job, body)) {
      const rows = page.rows.flatMap((call) => {
        const matched = matches(call)
        if (scanned.found === 0 && matched === undefined) seen.add(call)
        return matched === undefined ? [] : [{ ...call, matched }]
      })
      scanned = addPage(scanned, page, rows.length)
      begun = true
      // Without Gong's bytes, which hold all that was read.
      yield { ...page, rows, readCount: page.rows.length, raw: undefined }
    }
    scanned = { ...scanned, complete: true }
  } finally {
    if (begun && !job.context.stdout.closed) {
      await job.say(summarizeScan(scanned, trackers))
      if (scanned.found === 0) for (const one of seen.unknown()) await job.say(unknownSentence(one))
    }
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
