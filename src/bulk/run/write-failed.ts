import type { ChangeJob } from '../../app/model/job.ts'
import type { Context } from '../../platform/ports.ts'
import { recordExport } from '../../state/exported-files.ts'
import type { BulkSource, SourceLine } from '../bulk-change.ts'
import type { ResultRows } from './result-rows.ts'

/** What there is of a change once its lines have their outcomes. */
interface Failing {
  readonly change: { readonly failed?: string | undefined; readonly source: BulkSource<SourceLine> }
  readonly job: Pick<ChangeJob, 'context'>
  readonly results: Pick<ResultRows, 'outcome'>
}

/** Writes the lines that did not work out or were not sent, as they came in: the next input. Without any, only the header. */
export async function writeFailed({ change: { failed, source }, job: { context }, results }: Failing): Promise<void> {
  if (failed === undefined || source.only === undefined) return
  const lines = new Set<number>()
  for (const [index, { line }] of source.lines.entries()) {
    const outcome = results.outcome(index)
    if (outcome === undefined || outcome.failed === true) lines.add(line)
  }
  await writeLines(failed, source.only(lines), context)
}

/** Writes lines of a table to a file, which is noted among those with people's data before the first. */
export async function writeLines(path: string, lines: AsyncIterable<string>, context: Context): Promise<void> {
  const file = await context.files.create(path)
  try {
    if (file.regular) await recordExport(context, path)
    for await (const text of lines) await file.write(text)
    await file.commit()
  } catch (error) {
    await file.discard()
    throw error
  }
}
