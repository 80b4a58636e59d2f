import { Failure } from '../lib/errors.ts'
import { fileName, idIn, isUndated, type NamedCall } from '../lib/file-name.ts'
import type { Files } from '../platform/files.ts'
import { INDEX_FILE, type IndexEntry, indexText, readIndex } from './folder-index.ts'

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
  /** Writes the index by what is in the folder now. */
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
  const nameOf = (id: string, format: string) => existing.get(`${id}.${format}`)
  const isOfForm = (id: string) => (index.get(id)?.form ?? '') === form
  const write = async (path: string, text: string) => {
    const file = await files.create(path)
    try {
      await file.write(text)
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
        await write(`${folder}/${name}`, text(format))
        if (old !== undefined && old !== name) await files.remove(`${folder}/${old}`)
        existing.set(`${call.id}.${format}`, name)
        paths.push(`${folder}/${name}`)
      }
      return paths
    },
    entryOf: (id) => index.get(id),
    note: (entry) => void index.set(entry.callId, { ...entry, files: [], form }),
    late: () => [...index.values()].filter(({ status }) => status === 'no transcript yet'),
    async writeIndex() {
      const byCall = new Map<string, string[]>()
      for (const [key, name] of existing) {
        const id = key.slice(0, key.lastIndexOf('.'))
        byCall.set(id, [...(byCall.get(id) ?? []), name])
      }
      const unknown = [...byCall.keys()]
        .filter((id) => !index.has(id))
        .map((callId): IndexEntry => ({ ...BARE, callId }))
      const all = [...index.values(), ...unknown].map((entry): IndexEntry => {
        return { ...entry, files: (byCall.get(entry.callId) ?? []).toSorted() }
      })
      // What somebody removed is not there, and comes again.
      const entries = all.filter(({ files: names, status }) => names.length > 0 || status !== 'exported')
      if (entries.length > 0) await write(`${folder}/${INDEX_FILE}`, indexText(entries))
    },
  }
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
