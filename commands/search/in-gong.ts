import type { QueryJob } from '../../src/app/model/job.ts'
import { transcripts } from '../../src/catalogue/transcripts.ts'
import type { Row } from '../../src/lib/rows.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import { hitRows, searchTranscript } from '../../src/search/call-hits.ts'
import type { HitPages } from '../../src/search/hits-page.ts'
import { callTest } from '../../src/search/spoken-filter.ts'
import type { SpokenQuery } from '../../src/search/spoken-query.ts'
import { SeenNames } from '../../src/search/unknown-names.ts'
import { fetchDetails } from '../../src/transcripts/fetch-details.ts'
import type { SearchInput } from './inputs.ts'
import { namesInGong, withNameCheck } from './name-check.ts'

const DAY_MS = 86_400_000
const USUAL_DAYS = 7

/** Reads the transcripts of the window page by page; the details of those calls alone in which something was found. */
export function hitsInGong(query: SpokenQuery, input: SearchInput, job: QueryJob): HitPages {
  const seen = new SeenNames()
  return withNameCheck(hitsOf(query, input, job, seen), input, job, (kind) => namesInGong(kind, seen.of(kind), job))
}

async function* hitsOf(query: SpokenQuery, input: SearchInput, job: QueryJob, seen: SeenNames): HitPages {
  const test = callTest(input)
  const { workspace } = input
  const window = await windowOf(input, job)
  const given = { ...window, ...(workspace !== undefined && { workspace }) }
  for await (const page of job.read.pages(transcripts.get, given)) {
    const found = page.rows.flatMap((transcript) => searchTranscript(transcript, query) ?? [])
    const details = await fetchDetails(
      found.map(({ callId }) => callId),
      job.read,
      selection(input),
    )
    const hits = found.flatMap((one): readonly Row[] => {
      const call = details.get(one.callId) ?? {}
      const { isWanted, passes } = test(call)
      seen.add(call, one.transcript)
      return isWanted ? hitRows(one, call, passes) : []
    })
    yield { hits, calls: page.rows.length, total: page.total, countsUnanalysed: page.countsUnanalysed === true }
  }
}

async function windowOf(
  { from, to }: SearchInput,
  job: QueryJob,
): Promise<{ readonly from?: string; readonly to?: string }> {
  if (from !== undefined || to !== undefined)
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  await job.say(`the last ${USUAL_DAYS}d; choose with --from, --to or --during`)
  return { from: utcTime(job.moment() - USUAL_DAYS * DAY_MS), to: utcTime(job.moment()) }
}

function selection({ tracker, topic, account }: SearchInput) {
  const content = { ...(tracker && { trackers: true }), ...(topic && { topics: true }) }
  const exposedFields = { parties: true, ...(Object.keys(content).length > 0 && { content }) }
  return { exposedFields, ...(account && { crm: 'Extended' as const }) }
}
