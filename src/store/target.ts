import { join } from 'node:path'
import { Failure } from '../lib/errors.ts'
import type { Files } from '../platform/files.ts'
import { dataFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

/** Where a copy is kept. */
export type CopyTarget =
  | { readonly kind: 'duckdb'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string }

/** What a copy is published as: files that others read. */
export type PublishTarget =
  | { readonly kind: 'parquet'; readonly folder: string }
  | { readonly kind: 'folder'; readonly folder: string }

/** What `--into` takes for a copy. */
export function targetText(copy: CopyTarget): string {
  return copy.kind === 'postgres' ? copy.url : copy.path
}

/** The folder of the recordings of a copy, beside its file; `undefined` for a database, which has none. */
export function recordingFolderOf(copy: CopyTarget): string | undefined {
  return copy.kind === 'duckdb' ? `${copy.path.replace(/\.(duckdb|db)$/i, '')}-media` : undefined
}

export interface TargetPlatform {
  readonly env: Context['env']
  readonly files: Pick<Files, 'absolute'>
}

/** The file of the copy that is meant where none is named. */
export function defaultCopy(env: Context['env']): string {
  return join(dataFolder(env), 'gong.duckdb')
}

/**
 * What `--into` and `--in` mean.
 *
 * @throws Failure `usage` for what is none of them
 */
export function targetOf(text: string | undefined, platform: TargetPlatform): CopyTarget | PublishTarget {
  if (text === undefined) return { kind: 'duckdb', path: platform.files.absolute(defaultCopy(platform.env)) }
  const [, scheme, rest = ''] = /^([a-z]\w+):(.*)$/is.exec(text) ?? []
  switch (scheme?.toLowerCase()) {
    case undefined:
      return { kind: 'duckdb', path: platform.files.absolute(text) }
    case 'postgres':
    case 'postgresql':
      return { kind: 'postgres', url: withoutSecret(text) }
    case 'parquet':
      return { kind: 'parquet', folder: folderOf('parquet', rest, platform) }
    case 'folder':
      return { kind: 'folder', folder: folderOf('folder', rest, platform) }
    default:
      throw new Failure('usage', `${scheme}: is no target; a copy is a .duckdb file or postgres://…`, {
        hint: 'gong sync --into parquet:lake',
      })
  }
}

/** What is typed can be read by every user of a machine, and stays in the history of a shell. */
function withoutSecret(url: string): string {
  if (!/^\w+:\/\/[^/@?]*:[^/@?]*@|[?&]password=/.test(url)) return url
  throw new Failure('usage', 'a password is not taken from the command line, where others can read it', {
    hint: 'put host:port:database:user:password into ~/.pgpass (chmod 600), or set PGPASSWORD',
  })
}

function folderOf(scheme: string, folder: string, { files }: TargetPlatform): string {
  if (folder !== '') return files.absolute(folder)
  throw new Failure('usage', `${scheme}: names no folder`, { hint: `--into ${scheme}:lake` })
}
