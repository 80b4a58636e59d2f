import { Failure } from '../lib/errors.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow, type Row } from '../lib/rows.ts'
import type { Files } from '../platform/files.ts'
import type { ArchiveState } from './archive-state.ts'
import { UNFINISHED } from './folder.ts'
import { MANIFEST } from './manifest.ts'
import { missingParts, NEVER_THERE, openUnits, unaskedParts } from './missing-parts.ts'

const OWNER_ONLY = 0o600
const HEAD = 'archive.json'
const FORMAT = 'gong-archive'
/** Raised when an older tool could no longer go on with it. */
const VERSION = 1

/** What an archive is about. */
export interface ArchiveHead {
  /** Who is in it: the company, as `companyRow` has it. */
  readonly company: Row
  readonly name: string
  /** Instants. */
  readonly from: string
  readonly to: string
  readonly begun: string
  /** Subjects that were asked for, over all runs. */
  readonly subjects: readonly string[]
}

/**
 * Reads what an archive is about.
 *
 * @returns `undefined` for a folder that is missing or empty
 * @throws Failure `usage` for a folder with something else in it, or an archive of a newer version
 */
export async function readHead(files: Files, folder: string): Promise<ArchiveHead | undefined> {
  const bytes = await files.read(`${folder}/${HEAD}`)
  if (bytes === undefined) {
    const names = ((await files.list(folder)) ?? []).filter(
      (name) => !name.startsWith('.') && !/^(archive\.json|README\.md)/.test(name),
    )
    if (names.length === 0) return undefined
    throw new Failure('usage', `${folder} holds something else than an archive, such as ${names[0]}`, {
      hint: 'choose another --dir: a folder that is empty, or not there yet',
    })
  }
  const value = parsedJson(new TextDecoder().decode(bytes))
  if (!isRow(value) || value.format !== FORMAT)
    throw new Failure('usage', `${folder}/${HEAD} is not of an archive that gong has made`, {
      hint: 'choose another --dir',
    })
  if (Number(value.version) > VERSION)
    throw new Failure('usage', `${folder} was made by a newer gong`, { hint: 'update gong, and try again' })
  return {
    company: isRow(value.company) ? value.company : {},
    subjects: Array.isArray(value.subjects) ? value.subjects.map(String) : [],
    ...{ name: String(value.name), from: String(value.from), to: String(value.to), begun: String(value.begun) },
  }
}

/** Writes it, with what is missing as the manifest says. */
export async function writeHead(files: Files, folder: string, head: ArchiveHead, state?: ArchiveState): Promise<void> {
  const missing = state === undefined ? [] : [...missingParts(state), ...unaskedParts(head.subjects), ...NEVER_THERE]
  const open = state === undefined ? [] : openUnits(state)
  const text = JSON.stringify({ format: FORMAT, version: VERSION, ...head, manifest: MANIFEST, open, missing }, null, 2)
  await files.write(`${folder}/${HEAD}`, `${text}\n`, OWNER_ONLY, UNFINISHED)
}
