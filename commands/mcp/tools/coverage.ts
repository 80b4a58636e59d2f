import { readWindow } from '../../../src/app/input/input.ts'
import type { Command } from '../../../src/app/model/command.ts'
import type { Raw } from '../../../src/app/model/inputs.ts'
import { counted, formatCount } from '../../../src/lib/spelling.ts'
import { utcTime } from '../../../src/lib/utc-time.ts'
import { endsOfFigures } from '../copy/figure-rows.ts'
import { endOfCopy } from '../copy/open-copy.ts'
import type { Answered, Question } from './question.ts'

/** What an answer is made of, and what is not in it, in words. */
export async function coverageText(
  question: Question,
  { read, unanalysed }: Pick<Answered, 'read' | 'unanalysed'>,
  window?: { readonly command: Command; readonly raw: Raw },
): Promise<string> {
  const { said } = question
  const parts = [
    sourceText(question),
    ...(read > 0 ? [`${counted(read, 'record')} read`] : []),
    ...(unanalysed > 0 ? [`${counted(unanalysed, 'call')} of the window not analysed by Gong yet, and not in it`] : []),
    ...(window === undefined ? [] : await awaitedText(question, window.command, window.raw)),
    // The first part says it already.
    ...said.filter((line) => !line.startsWith('from the local copy')),
  ]
  return parts.join('; ')
}

/** Whether it came from the copy, and where that ends. */
function sourceText({ copy, sources, job }: Question): string {
  const asksGong = sources.Gong.size > 0
  if (copy === undefined || (asksGong && sources.copy.size === 0)) return `from Gong, as of ${utcTime(job.moment())}`
  const figures = endsOfFigures(sources.copy, copy)
  const ends = [`ends at ${endOfCopy(copy)}`, ...(figures.length > 0 ? [`with ${figures.join(' and ')}`] : [])]
  const both = asksGong ? ', and from Gong what that has not' : ''
  return `from the local copy, which ${ends.join(', ')} (fresh: true asks Gong)${both}`
}

/** How many calls of the window the copy awaits the transcripts of. */
async function awaitedText({ copy, sources, job }: Question, command: Command, raw: Raw): Promise<readonly string[]> {
  if (copy === undefined || sources.copy.size === 0) return []
  const { from = '1970-01-01', to = '2999-01-01' } = await readWindow(command, raw, job)
  const [row] = await copy.copy.rows(
    `SELECT count(*)::VARCHAR AS calls, (count(*) FILTER (transcript_state = 'waiting'))::VARCHAR AS waiting FROM sync_ledger
     WHERE state IN ('open', 'settled') AND started >= $from::TIMESTAMPTZ AND started < $to::TIMESTAMPTZ`,
    { from: String(from), to: String(to) },
  )
  const [calls, waiting] = [Number(row?.calls ?? 0), Number(row?.waiting ?? 0)]
  return [
    `of ${counted(calls, 'call')} in the window ${waiting === 0 ? 'none awaits its' : `${formatCount(waiting)} await their`} transcript`,
  ]
}
