import { checksumOf } from '../media/checksum.ts'
import type { Files } from '../platform/files.ts'
import type { ManifestLine } from './archive-state.ts'
import { UNFINISHED } from './folder.ts'
import { MANIFEST, readManifest } from './manifest.ts'
import { README_FILE } from './readme.ts'

/** What is wrong with a file of an archive. */
export interface Fault {
  readonly path: string
  readonly fault: 'missing' | 'changed' | 'extra'
  readonly expected: string | null
  readonly found: string | null
}

/** What a check has read. */
export interface Checked {
  files: number
  bytes: number
}

/** What is about an archive, and not in it: the manifest itself, and what is made from it. */
const ABOUT: ReadonlySet<string> = new Set([MANIFEST, 'SHA256SUMS', README_FILE, 'archive.json'])
const UNFINISHED_FILE = new RegExp(`\\.part(\\.json(\\.new)?)?$|\\${UNFINISHED}$|^\\.gong-lock`)

/**
 * Reads every file of an archive again, and compares it with the manifest.
 *
 * @param checked counts along
 */
export async function* verifyArchive(
  files: Files,
  folder: string,
  checked: Checked,
  signal: AbortSignal,
): AsyncIterable<Fault> {
  const claimed = await claimedFiles(files, folder)
  for (const [path, { sha256 = '', bytes = 0 }] of claimed) {
    signal.throwIfAborted()
    const found = await checksumOf(files, `${folder}/${path}`)
    checked.files += 1
    checked.bytes += found?.bytes ?? 0
    if (found === undefined) yield { path, fault: 'missing', expected: sha256, found: null }
    else if (found.sha256 !== sha256 || found.bytes !== bytes)
      yield { path, fault: 'changed', expected: sha256, found: found.sha256 }
  }
  for await (const path of filesBelow(files, folder, '')) {
    signal.throwIfAborted()
    if (claimed.has(path) || ABOUT.has(path) || UNFINISHED_FILE.test(path)) continue
    yield { path, fault: 'extra', expected: null, found: null }
  }
}

/** The files that a manifest claims, by path. */
export async function claimedFiles(
  files: Files,
  folder: string,
): Promise<ReadonlyMap<string, Pick<ManifestLine, 'sha256' | 'bytes'>>> {
  const claimed = new Map<string, Pick<ManifestLine, 'sha256' | 'bytes'>>()
  await readManifest(files, folder, ({ path, removed, sha256, bytes }) => {
    if (removed !== undefined) claimed.delete(removed)
    if (path !== undefined && sha256 !== undefined && bytes !== undefined) claimed.set(path, { sha256, bytes })
  })
  return claimed
}

/** Every file below a folder, folder by folder. */
async function* filesBelow(files: Files, folder: string, below: string): AsyncIterable<string> {
  for (const name of (await files.list(`${folder}/${below}`)) ?? []) {
    const path = below === '' ? name : `${below}/${name}`
    const found = await files.open(`${folder}/${path}`)
    if (found?.regular === false) yield* filesBelow(files, folder, path)
    else if (found === undefined) yield* filesBelow(files, folder, path)
    else yield path
  }
}
