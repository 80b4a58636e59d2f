import { isAbsolute } from 'node:path'
import type { InputOf, Inputs, Typed } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import { type LineProblem, problemOf } from '../../src/bulk/lines/line-problem.ts'
import type { LineValues } from '../../src/bulk/plan-each.ts'
import type { BulkLine } from '../../src/bulk/table/table.ts'
import { openMediaFolder } from '../../src/calls/media-folder.ts'
import { openRecording } from '../../src/calls/recording.ts'
import type { FileSource } from '../../src/platform/files.ts'

export type CallLine = BulkLine<LineValues>

/** The recordings of the calls of a table. */
interface MediaOfLines {
  /** By line: what the column `file` names, in `--media-dir` where it is typed; else the one there that is called by the client id. */
  readonly found: ReadonlyMap<number, FileSource>
  /** Looks for that of a line. Of each, one byte is read. */
  find(values: Typed, line: number): Promise<readonly LineProblem[]>
}

/** @throws Failure `usage` for a folder that is not there */
export async function mediaOfLines(
  { mediaDir }: InputOf<Inputs>,
  { context: { files } }: Pick<Job, 'context'>,
): Promise<MediaOfLines> {
  const folder = typeof mediaDir === 'string' ? mediaDir : undefined
  const named = folder === undefined ? undefined : await openMediaFolder(files, folder)
  const found = new Map<number, FileSource>()
  const pathOf = ({ file, mediaUrl, clientId }: Typed): string | undefined => {
    if (typeof file === 'string') return folder === undefined || isAbsolute(file) ? file : `${folder}/${file}`
    // A client id that is missing is a fault of its own.
    return mediaUrl === undefined && clientId !== undefined ? named?.pathOf(String(clientId)) : undefined
  }
  return {
    found,
    find: (values, line) =>
      problemOf(values.file === undefined ? 'clientId' : 'file', async () => {
        const path = pathOf(values)
        if (path !== undefined) found.set(line, await openRecording(files, 'file', path))
      }),
  }
}
