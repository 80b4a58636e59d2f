import type { QueryJob } from '../../src/app/model/job.ts'
import type { Page, Pages } from '../../src/lib/rows.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import { bestHits } from '../../src/search/best-hits.ts'
import { parseSpokenQuery } from '../../src/search/spoken-query.ts'
import { hitsInFolder } from './in-folder.ts'
import { hitsInGong } from './in-gong.ts'
import type { SearchInput } from './inputs.ts'

const ROWS_A_PAGE = 100

/** Searches where the input says, and yields the best hits when all were seen. */
export async function* searchIn(input: SearchInput, job: QueryJob): Pages {
  const query = parseSpokenQuery(input.words)
  const best = bestHits(job.globals.limit)
  const pages = input.in === undefined ? hitsInGong(query, input, job) : hitsInFolder(query, input.in, input, job)
  let read = 0
  // What the summary tells of a pull is that of its last page.
  let told: Pick<Page, 'total' | 'countsUnanalysed'> = {}
  for await (const { hits, calls, ...counts } of pages) {
    for (const hit of hits) best.add(hit)
    read += calls
    told = counts
    yield { rows: [], readCount: calls, ...told }
  }
  const rows = best.sorted()
  const kept = rows.length < best.found ? `, of which the best ${formatCount(rows.length)} are here` : ''
  await job.say(`${counted(read, 'call')} searched, ${counted(best.found, 'hit')}${kept}`)
  if (best.found === 0)
    await adviseOnPhrase(
      query.map(({ words }) => words),
      job,
    )
  for (let at = 0; at < rows.length; at += ROWS_A_PAGE)
    yield { rows: rows.slice(at, at + ROWS_A_PAGE), readCount: 0, ...told }
}

/** Words in quotes are easily meant as words in any order. */
async function adviseOnPhrase(terms: readonly (readonly string[])[], job: QueryJob): Promise<void> {
  const phrase = terms.find((words) => words.length > 1)
  if (phrase !== undefined)
    await job.say(`"${phrase.join(' ')}" was looked for as a phrase; in any order: gong search ${phrase.join(' ')}`)
}
