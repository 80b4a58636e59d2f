import { isAbsolute } from 'node:path'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import type { LineList } from '../../src/bulk/line-list.ts'
import type { LineValues } from '../../src/bulk/plan-each.ts'
import type { BulkLine } from '../../src/bulk/table/table.ts'
import { openMediaFolder } from '../../src/calls/media-folder.ts'
import { openRecording } from '../../src/calls/recording.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { LineFaults } from '../../src/lib/line-faults.ts'
import { turn } from '../../src/lib/turn.ts'
import type { FileSource } from '../../src/platform/files.ts'

export type CallLine = BulkLine<LineValues>

/**
 * The recordings of the calls of a table, by line: what the column `file` names, in `--media-dir` where it is typed; else the one
 * there that is called by the client id. All are looked at, none is read.
 */
export async function mediaOfLines(
  lines: LineList<CallLine>,
  { mediaDir }: InputOf<Inputs>,
  { context: { files } }: Pick<Job, 'context'>,
  faults: LineFaults,
): Promise<ReadonlyMap<number, FileSource>> {
  const folder = typeof mediaDir === 'string' ? mediaDir : undefined
  const named = folder === undefined ? undefined : await openMediaFolder(files, folder)
  const found = new Map<number, FileSource>()
  for (const [index, one] of lines.entries()) {
    await turn(index)
    await noteUsage(faults, one, async () => {
      const { file, mediaUrl, clientId } = one.values
      const path =
        typeof file === 'string'
          ? inFolder(folder, file)
          : mediaUrl === undefined
            ? named?.pathOf(String(clientId))
            : undefined
      if (path !== undefined) found.set(one.line, await openRecording(files, 'file', path))
    })
  }
  return found
}

function inFolder(folder: string | undefined, path: string): string {
  return folder === undefined || isAbsolute(path) ? path : `${folder}/${path}`
}

/** Does something for a line; what is wrong with it is noted. */
export async function noteUsage(
  faults: LineFaults,
  { line }: CallLine,
  work: () => void | Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    faults.add(line, undefined, error.message, error.hint)
  }
}
