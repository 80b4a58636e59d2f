import type { Files } from '../context.ts'
import { fileName, idIn, type Named } from '../output/file-name.ts'

/** The folder of an export: which calls it holds already, and new files in it. */
export interface Shelf {
  /** The files of a call, when those of all formats are there and need not be written again. */
  done(id: string): readonly string[] | undefined
  /** Writes one file for each format, each whole or not at all. @returns their paths */
  put(call: Named, text: (format: string) => string): Promise<readonly string[]>
}

interface Place {
  readonly folder: string
  /** Endings of files. */
  readonly formats: readonly string[]
  /** IANA name of the zone of the times in file names. */
  readonly zone: string
  /** Writes again what is there. */
  readonly again: boolean
}

/** Looks into the folder once. A call keeps the name of its file, also when its title has changed since. */
export async function openShelf(
  files: Pick<Files, 'list' | 'create'>,
  { folder, formats, zone, again }: Place,
): Promise<Shelf> {
  const there = new Map<string, string>()
  for (const name of (await files.list(folder)) ?? []) {
    const known = idIn(name)
    if (known !== undefined) there.set(`${known.id}.${known.ending}`, name)
  }
  const nameOf = (id: string, format: string) => there.get(`${id}.${format}`)
  return {
    done(id) {
      const names = formats.map((format) => nameOf(id, format)).filter((name) => name !== undefined)
      return again || names.length < formats.length ? undefined : names.map((name) => `${folder}/${name}`)
    },
    async put(call, text) {
      const paths: string[] = []
      for (const format of formats) {
        const path = `${folder}/${nameOf(call.id, format) ?? `${fileName(call, zone)}.${format}`}`
        const file = await files.create(path)
        try {
          await file.write(text(format))
          await file.commit()
        } catch (error) {
          await file.discard()
          throw error
        }
        paths.push(path)
      }
      return paths
    },
  }
}
