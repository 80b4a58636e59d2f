import { callAccess } from '../catalogue/access.ts'
import { isId } from '../catalogue/kinds.ts'
import type { Row } from '../lib/rows.ts'
import { callIdOf, detailsUnit } from './calls.ts'
import { type ArchiveContext, isoInstant } from './context.ts'
import { jsonLines } from './folder.ts'
import type { PullResult } from './pull-unit.ts'

/** Asks who was granted access to the calls of a month, a request for each file of calls that was not asked about. */
export async function pullAccess(month: string, context: ArchiveContext): Promise<PullResult> {
  const { gong, folder, manifest } = context
  const done = { files: 0, rows: 0, bytes: 0 }
  const unit = `calls/${month}/access`
  for (const { path = '' } of manifest.state.unit(detailsUnit(month)).files) {
    if (manifest.state.unit(unit).about.get(path)?.at !== undefined) continue
    await context.mayGoOn()
    const call = (await folder.records(path)).map(callIdOf).filter(isId)
    const rows: Row[] = []
    if (call.length > 0) for await (const row of gong.rows(callAccess.listAccess, { call })) rows.push(row)
    const asked = { unit, of: path, at: isoInstant(context.nowMs()), rows: rows.length }
    if (rows.length === 0) await manifest.append([asked])
    else {
      const file = await folder.write(path.replace('/details.', '/access.'), jsonLines(rows))
      await manifest.append([{ ...file, what: 'who was granted access to calls', rows: rows.length }, asked])
      done.files += 1
      done.rows += rows.length
      done.bytes += file.bytes
    }
    context.signal.throwIfAborted()
  }
  return done
}
