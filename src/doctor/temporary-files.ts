import { singleQuoted } from '../lib/shell-quote.ts'
import { stateFolder } from '../platform/folders.ts'
import { temporaryExports } from '../state/existing-exports.ts'
import { type Check, ok, warning } from './finding.ts'

/** Hidden files beside outputs, with people's data: of a run that still writes them, or of one that was killed. */
export const checkTemporaryFiles: Check = async ({ context: { files, env } }) => {
  const paths = await temporaryExports(files, stateFolder(env))
  if (paths.length === 0) return [ok('temp files', 'no killed run has left any')]
  return paths.map((path) =>
    warning(
      'temp files',
      `a run is writing this, or was killed while it did: ${path}`,
      `the next run that writes the same file removes it; where none is under way: rm ${singleQuoted(path)}`,
    ),
  )
}
