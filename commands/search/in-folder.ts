import type { QueryJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { parseExact } from '../../src/lib/exact-json.ts'
import { idIn } from '../../src/lib/file-name.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'
import { hitRows, searchTranscript } from '../../src/search/call-hits.ts'
import type { HitPages } from '../../src/search/hits-page.ts'
import { callTest } from '../../src/search/spoken-filter.ts'
import type { SpokenQuery } from '../../src/search/spoken-query.ts'
import { SeenNames } from '../../src/search/unknown-names.ts'
import { checkNotPublished } from '../../src/store/parquet/manifest.ts'
import { decode } from '../../src/text/decode.ts'
import { cleanText, objectAt } from '../../src/transcripts/speakers.ts'
import type { SearchInput } from './inputs.ts'
import { withNameCheck } from './name-check.ts'

/**
 * Reads what `transcripts export --as json` wrote, file by file; nothing is asked of Gong.
 *
 * @param typed the folder, also as `folder:<dir>`
 * @throws Failure `usage` for a folder without such files, and for what its files do not tell
 */
export function hitsInFolder(query: SpokenQuery, typed: string, input: SearchInput, job: QueryJob): HitPages {
  const seen = new SeenNames()
  return withNameCheck(hitsOf(query, typed, input, job, seen), input, job, async (kind) => seen.of(kind))
}

async function* hitsOf(
  query: SpokenQuery,
  typed: string,
  input: SearchInput,
  job: QueryJob,
  seen: SeenNames,
): HitPages {
  const folder = typed.replace(/^folder:/, '')
  await checkNotPublished(folder, job.context.files)
  checkFilters(input)
  const files = await transcriptFiles(folder, job)
  const test = callTest(input)
  for (const name of files) {
    job.context.interrupted.throwIfAborted()
    const record = await readRecord(`${folder}/${name}`, job)
    const isInWindow = record !== undefined && isWithin(input, cleanText(objectAt(record, 'metaData').started))
    const found = isInWindow ? searchTranscript(record, query) : undefined
    const { isWanted, passes } = test(record ?? {})
    if (isInWindow) seen.add(record, record)
    const hits = found !== undefined && record !== undefined && isWanted ? hitRows(found, record, passes) : []
    yield { hits, calls: isInWindow ? 1 : 0, total: undefined }
  }
}

/** An export has who took part and what was said. */
function checkFilters(input: SearchInput): void {
  for (const flag of ['account', 'tracker', 'workspace'] as const)
    if (input[flag] !== undefined)
      throw new Failure('usage', `--${flag}: the files of a folder do not tell`, { hint: 'leave out --in to ask Gong' })
}

async function transcriptFiles(folder: string, { context }: QueryJob): Promise<readonly string[]> {
  if (folder === '') throw new Failure('usage', '--in: folder: names no folder', { hint: '--in folder:transcripts' })
  const names = await context.files.list(folder)
  if (names === undefined) throw new Failure('usage', `--in: there is no folder ${folder}`)
  const exported = names.flatMap((name) => idIn(name)?.ending ?? [])
  const found = names.filter((name) => idIn(name)?.ending === 'json').toSorted()
  if (found.length > 0) return found
  throw new Failure(
    'usage',
    `--in: ${folder} has no transcripts as json${exported.length > 0 ? ', only in other formats' : ''}`,
    {
      hint: `gong transcripts export --from 90d --dir ${folder} --as json`,
    },
  )
}

/** A file that somebody wrote otherwise is said, and passed over. */
async function readRecord(path: string, job: QueryJob): Promise<Row | undefined> {
  const bytes = await job.context.files.read(path)
  try {
    const record = bytes === undefined ? undefined : parseExact(decode(bytes, path))
    if (isRow(record) && Array.isArray(record.transcript)) return record
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof Failure)) throw error
  }
  await job.warn(`${path} is no transcript that gong wrote, and was not searched`)
  return undefined
}

function isWithin({ from, to }: SearchInput, started: string): boolean {
  const at = Date.parse(started)
  if (Number.isNaN(at)) return from === undefined && to === undefined
  return (from === undefined || at >= Date.parse(from)) && (to === undefined || at < Date.parse(to))
}
