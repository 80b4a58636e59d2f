import type { Changing } from '../app/model/plan.ts'
import type { SourceLine } from './bulk-change.ts'
import type { Prepared } from './prepare.ts'

/** Writes the lines that did not work out or were not sent, as they came in: the next input. Without any, only the header. */
export async function writeFailed<L extends SourceLine, E extends Changing>({
  change: { failed, source },
  job: { context },
  results,
}: Prepared<L, E>): Promise<void> {
  if (failed === undefined || source.only === undefined) return
  const lines = source.lines.filter((_, index) => {
    const outcome = results.outcome(index)
    return outcome === undefined || outcome.failed === true
  })
  const file = await context.files.create(failed)
  for await (const text of source.only(new Set(lines.map(({ line }) => line)))) await file.write(text)
  await file.commit()
}
