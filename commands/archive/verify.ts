import type { LocalJob } from '../../src/app/model/job.ts'
import { readHead } from '../../src/archive/archive-head.ts'
import { lostParts } from '../../src/archive/lost-files.ts'
import { openManifest } from '../../src/archive/manifest.ts'
import { openUnits } from '../../src/archive/missing-parts.ts'
import { verifyArchive } from '../../src/archive/verify.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { sizeText } from '../../src/lib/size-text.ts'
import { counted } from '../../src/lib/spelling.ts'
import { faultRow, openRow, partRow } from './part-rows.ts'

/** Reads every file of an archive again; a row for each that is not as the manifest has it, and for each part that is not whole. */
export async function* verifyPages(dir: string, { context, say }: LocalJob): Pages {
  const { files, interrupted } = context
  const folder = files.absolute(dir)
  if ((await readHead(files, folder)) === undefined)
    throw new Failure('usage', `there is no archive in ${dir}`, { hint: `gong archive --dir ${dir}` })
  const checked = { files: 0, bytes: 0 }
  let faults = 0
  for await (const fault of verifyArchive(files, folder, checked, interrupted)) {
    faults += 1
    yield { rows: [faultRow(fault)], failed: 1 }
  }
  const opened = { manifest: await openManifest(files, folder) }
  const open = openUnits(opened.manifest.state)
  const lost = lostParts(opened)
  if (lost.length > 0) yield { rows: lost.map(partRow), failed: lost.length }
  if (open.length > 0) yield { rows: open.map(openRow), failed: open.length }
  const read = `${counted(checked.files, 'file')} read, ${sizeText(checked.bytes)}`
  await say(
    faults === 0
      ? `${read}: each is as the manifest has it`
      : `${read}; ${counted(faults, 'file')} not as the manifest has it; ${shellQuote(['gong', 'archive', '--dir', dir])} brings again what is missing or of another size, and what has changed once it is removed`,
  )
}
