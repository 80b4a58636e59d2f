import { fileName, idIn, isUndated, type NamedCall } from '../lib/file-name.ts'
import type { Files } from '../platform/files.ts'

/** The folder of an export. */
export interface ExportFolder {
  /** The files of a call, when those of all formats are there, with the details of the call, and need not be written again. */
  filesOf(id: string): readonly string[] | undefined
  /** Writes one file for each format, each whole or not at all. @returns their paths */
  write(call: NamedCall, text: (format: string) => string): Promise<readonly string[]>
}

interface ExportFolderOptions {
  readonly folder: string
  /** Endings of files. */
  readonly formats: readonly string[]
  /** IANA name of the zone of the times in file names. */
  readonly zone: string
  /** Writes again what is there. */
  readonly again: boolean
}

/**
 * Looks into the folder once. A call keeps the name of its file, also when its title has changed since; a file without a
 * date was written before the details of the call were there, and gives way to one that has them.
 */
export async function openExportFolder(
  files: Pick<Files, 'list' | 'create' | 'remove'>,
  { folder, formats, zone, again }: ExportFolderOptions,
): Promise<ExportFolder> {
  const existing = new Map<string, string>()
  for (const name of (await files.list(folder)) ?? []) {
    const parsed = idIn(name)
    const key = `${parsed?.id}.${parsed?.ending}`
    if (parsed !== undefined && !(existing.has(key) && isUndated(name))) existing.set(key, name)
  }
  const nameOf = (id: string, format: string) => existing.get(`${id}.${format}`)
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
        paths.push(`${folder}/${name}`)
      }
      return paths
    },
  }
}
