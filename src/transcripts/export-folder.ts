import { Failure } from '../lib/errors.ts'
import { fileName, idIn, isUndated, type NamedCall } from '../lib/file-name.ts'
import type { Files } from '../platform/files.ts'
import { INDEX_FILE, type IndexEntry, indexParts, readIndex } from './folder-index.ts'

/** The folder of an export, and its index. */
export interface ExportFolder {
  /** The files of a call, when those of all formats are there, with the details of the call, and need not be written again. */
  filesOf(id: string): readonly string[] | undefined
  /** Writes one file for each format, each whole or not at all. @returns their paths */
  write(call: NamedCall, text: (format: string) => string): Promise<readonly string[]>
  /** What the index says of a call. */
  entryOf(id: string): IndexEntry | undefined
  note(entry: Omit<IndexEntry, 'files' | 'form'>): void
  /** The calls whose transcript was not there when it was last asked for. */
  late(): readonly IndexEntry[]
  /** Writes the index by what is in the folder now, where it says otherwise. */
  writeIndex(): Promise<void>
}

interface ExportFolderOptions {
  readonly folder: string
  /** Endings of files. */
  readonly formats: readonly string[]
  /** IANA name of the zone of the times in file names. */
  readonly zone: string
  /** Writes again what is there. */
  readonly again: boolean
  /** Of the files of this run, see `IndexEntry`. */
  readonly form: string
}

/**
 * Looks into the folder once. A call keeps the name of its file, also when its title has changed since; a file without a
 * date was written before the details of the call were there, and gives way to one that has them. Files of another form are
 * refused: one of them would tell what the other leaves out.
 *
 * @throws Failure `usage` for a folder whose files are of another form
 */
export async function openExportFolder(
  files: Pick<Files, 'list' | 'create' | 'remove' | 'read'>,
  { folder, formats, zone, again, form }: ExportFolderOptions,
): Promise<ExportFolder> {
  const index = await readIndex(files, folder)
  const existing = new Map<string, string>()
  for (const name of (await files.list(folder)) ?? []) {
    const parsed = idIn(name)
    const key = `${parsed?.id}.${parsed?.ending}`
    if (parsed !== undefined && !(existing.has(key) && isUndated(name))) existing.set(key, name)
  }
  /** Whether the index on the disk says otherwise. */
  let isChanged = false
  const set = (entry: IndexEntry) => {
    index.set(entry.callId, entry)
    isChanged = true
  }
  const nameOf = (id: string, format: string) => existing.get(`${id}.${format}`)
  const isOfForm = (id: string) => (index.get(id)?.form ?? '') === form
  const write = async (path: string, parts: Iterable<string | Uint8Array>) => {
    const file = await files.create(path)
    try {
      for (const part of parts) await file.write(part)
      await file.commit()
    } catch (error) {
      await file.discard()
      throw error
    }
  }
  const other = [...existing.values()].map((name) => idIn(name)?.id ?? '').find((id) => !isOfForm(id))
  if (other !== undefined)
    throw new Failure(
      'usage',
      `${folder} has transcripts ${describeForm(index.get(other)?.form ?? '')}, and these would be ${describeForm(form)}`,
      { hint: 'a folder of its own for each: --dir another-folder' },
    )
  return {
    filesOf(id) {
      const names = formats.map((format) => nameOf(id, format)).filter((name) => name !== undefined)
      const isComplete = names.length === formats.length && !names.some(isUndated)
      return again || !isComplete ? undefined : names.map((name) => `${folder}/${name}`)
    },
    async write(call, text) {
      const paths: string[] = []
      for (const format of formats) {
        const old = nameOf(call.id, format)
        const name = old === undefined || isUndated(old) ? `${fileName(call, zone)}.${format}` : old
        await write(`${folder}/${name}`, [text(format)])
        if (old !== undefined && old !== name) await files.remove(`${folder}/${old}`)
        existing.set(`${call.id}.${format}`, name)
        paths.push(`${folder}/${name}`)
      }
      return paths
    },
    entryOf: (id) => index.get(id),
    note(entry) {
      const before = index.get(entry.callId)
      if (before === undefined || !isSame(before, { ...entry, form })) set({ ...entry, files: [], form })
    },
    late: () => [...index.values()].filter(({ status }) => status === 'no transcript yet'),
    async writeIndex() {
      const byCall = filesByCall(existing)
      for (const callId of byCall.keys()) if (!index.has(callId)) set({ ...BARE, callId })
      for (const entry of index.values()) {
        const names = byCall.get(entry.callId)?.sort() ?? []
        // What somebody removed is not there, and comes again.
        if (names.length === 0 && entry.status === 'exported') isChanged = index.delete(entry.callId)
        else if (names.join('/') !== entry.files.join('/')) set({ ...entry, files: names })
      }
      if (isChanged && index.size > 0) await write(`${folder}/${INDEX_FILE}`, indexParts(index.values()))
    },
  }
}

/** The names of files by call. @param existing by `id.format` */
function filesByCall(existing: ReadonlyMap<string, string>): Map<string, string[]> {
  const byCall = new Map<string, string[]>()
  for (const [key, name] of existing) {
    const id = key.slice(0, key.lastIndexOf('.'))
    const names = byCall.get(id)
    if (names === undefined) byCall.set(id, [name])
    else names.push(name)
  }
  return byCall
}

/** Whether two entries say the same of a call, whatever its files are. */
function isSame(one: Omit<IndexEntry, 'files'>, other: Omit<IndexEntry, 'files'>): boolean {
  const fields = ['started', 'title', 'status', 'sentences', 'form', 'digest'] as const
  return fields.every((field) => one[field] === other[field])
}

/** How a form is called in a sentence. */
function describeForm(form: string): string {
  return form === '' ? 'as they are' : `that are ${form}`
}

const BARE: Omit<IndexEntry, 'callId'> = {
  started: '',
  title: '',
  status: 'exported',
  sentences: 0,
  files: [],
  form: '',
  digest: '',
}
