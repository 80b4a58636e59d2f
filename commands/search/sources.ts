import type { QueryJob } from '../../src/app/model/job.ts'
import type { Page, Pages } from '../../src/lib/rows.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import { bestHits, keptHits } from '../../src/search/best-hits.ts'
import type { SearchedCopy } from '../../src/search/copy/searched-copy.ts'
import type { HitPages } from '../../src/search/hits-page.ts'
import { parseSpokenQuery, type SpokenQuery } from '../../src/search/spoken-query.ts'
import { hitsInFolder } from './in-folder.ts'
import { hitsInGong } from './in-gong.ts'
import type { SearchInput } from './inputs.ts'
import { withNameCheck } from './name-check.ts'

const ROWS_A_PAGE = 100

/** Searches where the input says, and yields the best hits when all were seen. */
export async function* searchIn(input: SearchInput, job: QueryJob): Pages {
  yield* searchPages(input, job, (query) => hitPages(query, input, job))
}

/** The same in Gong, whatever a copy has. */
export async function* searchInGong(input: SearchInput, job: QueryJob): Pages {
  yield* searchPages(input, job, (query) => hitsInGong(query, input, job))
}

/** The same in a copy that is open already and has the window. */
export async function* searchInCopy(input: SearchInput, job: QueryJob, copy: SearchedCopy): Pages {
  yield* searchPages(input, job, (query) => pagesOfCopy(query, copy, input, job))
}

async function* searchPages(input: SearchInput, job: QueryJob, pagesOf: (query: SpokenQuery) => HitPages): Pages {
  const query = parseSpokenQuery(input.words)
  const best = bestHits(job.globals.limit)
  const pages = pagesOf(query)
  let read = 0
  let unreadHits = 0
  // What the summary tells of a pull is that of its last page.
  let told: Pick<Page, 'total' | 'countsUnanalysed'> = {}
  for await (const { hits, calls, unread = 0, ...counts } of pages) {
    for (const hit of hits) best.add(hit)
    unreadHits += unread
    read += calls
    told = counts
    yield { rows: [], readCount: calls, ...told }
  }
  const rows = best.sorted()
  const found = best.found + unreadHits
  const kept =
    rows.length < found
      ? `, of which the best ${rows.length === 1 ? 'one is' : `${formatCount(rows.length)} are`} here`
      : ''
  await job.say(`${counted(read, 'call')} searched, ${counted(found, 'hit')}${kept}`)
  if (found === 0) await adviseOnPhrase(query, input.words, job)
  for (let at = 0; at < rows.length; at += ROWS_A_PAGE)
    yield { rows: rows.slice(at, at + ROWS_A_PAGE), readCount: 0, ...told }
}

/** Where the input says; else from the local copy where it covers the window, and from Gong where it does not. */
async function* hitPages(query: SpokenQuery, input: SearchInput, job: QueryJob): HitPages {
  if (input.in !== undefined && (await isFolder(input.in, job))) return yield* hitsInFolder(query, input.in, input, job)
  const { copyFor } = await import('./choose-copy.ts')
  const copy = job.globals.dryRun && input.in === undefined ? undefined : await copyFor(input, job)
  if (copy === undefined) return yield* hitsInGong(query, input, job)
  try {
    yield* pagesOfCopy(query, copy, input, job)
  } finally {
    await copy.close()
  }
}

async function* pagesOfCopy(query: SpokenQuery, copy: SearchedCopy, input: SearchInput, job: QueryJob): HitPages {
  await sayAwaited(copy, input, job)
  const { hitsInCopy } = await import('../../src/search/copy/hits-in-copy.ts')
  const hits = hitsInCopy(query, copy, input, keptHits(job.globals.limit))
  yield* withNameCheck(hits, input, job, async (kind) => {
    const { namesInCopy } = await import('../../src/search/copy/names-in-copy.ts')
    return await namesInCopy(copy, kind)
  })
}

/** What is said in these calls may be found later. */
async function sayAwaited(copy: SearchedCopy, input: SearchInput, job: QueryJob): Promise<void> {
  const { awaitedIn } = await import('../../src/search/copy/awaited-calls.ts')
  const count = await awaitedIn(copy, input)
  if (count > 0)
    await job.say(
      `${counted(count, 'call')} of this time ${count === 1 ? 'awaits its transcript' : 'await their transcripts'}; gong sync brings them`,
    )
}

/** Whether a place to search is a folder of files, and no copy. */
async function isFolder(place: string, { context }: QueryJob): Promise<boolean> {
  if (place.startsWith('folder:')) return true
  if (/^[a-z]{2,}:/.test(place) || /\.(duck)?db$/i.test(place)) return false
  return (
    (await context.files.list(place).catch(() => undefined)) !== undefined ||
    (await context.files.open(place)) === undefined
  )
}

/** Words in quotes are easily meant as words in any order. @param typed the arguments, which words stand for in the hint */
async function adviseOnPhrase(query: SpokenQuery, typed: readonly string[], job: QueryJob): Promise<void> {
  const phrase = query.find(({ words }) => words.length > 1)
  if (phrase === undefined) return
  const words = query.flatMap((term) => (term.kind === 'pattern' ? [term.typed] : term.words))
  const line = shellQuote(['gong', ...withArguments(job.argv, typed, words)])
  await job.say(`"${phrase.words.join(' ')}" was looked for as a phrase; in any order: ${line}`)
}

/** A line with other arguments in place of those that were typed. The value of a flag may be like one of them. */
function withArguments(
  argv: readonly string[],
  typed: readonly string[],
  others: readonly string[],
): readonly string[] {
  const places = typed.map((argument) => {
    const alike = [...argv.keys()].filter((at) => argv[at] === argument)
    return alike.find((at) => argv[at - 1]?.startsWith('-') !== true) ?? alike[0]
  })
  const first = places.find((at) => at !== undefined) ?? argv.length
  const kept = argv.slice(first).filter((_, at) => !places.includes(first + at))
  return [...argv.slice(0, first), ...others, ...kept]
}
