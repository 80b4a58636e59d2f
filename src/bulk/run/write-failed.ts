import type { ChangeJob } from '../../app/model/job.ts'
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
  const file = await context.files.create(failed)
  try {
    for await (const text of source.only(lines)) await file.write(text)
    await file.commit()
  } catch (error) {
    await file.discard()
    throw error
  }
}
