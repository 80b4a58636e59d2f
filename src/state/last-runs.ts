import { Failure } from '../lib/errors.ts'
import { refuseLaterVersion } from '../lib/later-version.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

/** How far the good runs of a command line have come. */
export interface LastRun {
  /** The end of the window that the last of them asked for, exclusive: a day or an instant, as it was sent. */
  readonly to: string
  /** When that run began, milliseconds since the epoch. */
  readonly ranMs: number
}

const VERSION = 1

/** Where that is kept. @param digest of the command line and its outputs */
export function lastRunPath({ env }: Pick<Context, 'env'>, digest: string): string {
  return `${stateFolder(env)}/since/${digest}.json`
}

/** @throws Failure `usage` for a file that is damaged: to begin anew without a word would leave a gap or ask for too much */
export async function readLastRun(files: Files, path: string): Promise<LastRun | undefined> {
  const bytes = await files.readNoFollow(path)
  if (bytes === undefined) return undefined
  const value = parsedJson(new TextDecoder().decode(bytes))
  if (isRow(value)) refuseLaterVersion('usage', path, value.version, VERSION)
  if (!isRow(value) || value.version !== VERSION || typeof value.to !== 'string' || typeof value.ranMs !== 'number')
    throw new Failure('usage', `${path} is damaged, or of another version of gong`, {
      hint: `rm ${path}, and the same line with --from says where to begin`,
    })
  return { to: value.to, ranMs: value.ranMs }
}

export async function writeLastRun(files: Files, path: string, { to, ranMs }: LastRun): Promise<void> {
  await files.write(path, `${JSON.stringify({ version: VERSION, to, ranMs })}\n`, 0o600)
}
