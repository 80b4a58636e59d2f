import type { LocalJob } from '../../src/app/model/job.ts'
import { readHead } from '../../src/archive/archive-head.ts'
import { openManifest } from '../../src/archive/manifest.ts'
import { openUnits } from '../../src/archive/missing-parts.ts'
import { verifyArchive } from '../../src/archive/verify.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { sizeText } from '../../src/lib/size-text.ts'
import { counted } from '../../src/lib/spelling.ts'
import { faultRow, openRow } from './part-rows.ts'

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
  const open = openUnits((await openManifest(files, folder)).state)
  if (open.length > 0) yield { rows: open.map(openRow), failed: open.length }
  const read = `${counted(checked.files, 'file')} read, ${sizeText(checked.bytes)}`
  await say(
    faults === 0
      ? `${read}: each is as the manifest has it`
      : `${read}; ${counted(faults, 'file')} not as the manifest has it`,
  )
}
