import { Failure } from '../lib/errors.ts'
import type { Files } from '../platform/files.ts'
import { MEDIA_EXTENSION } from './recording.ts'

/** The recordings in a folder, by the client ids that are their names. */
export interface MediaFolder {
  /** @throws Failure `usage` where there are two, or none */
  pathOf(clientId: string): string
}

/** @throws Failure `usage` for a folder that is not there */
export async function openMediaFolder(files: Pick<Files, 'list'>, folder: string): Promise<MediaFolder> {
  const names = await files.list(folder)
  if (names === undefined) throw new Failure('usage', `--media-dir: there is no folder ${folder}`)
  const byId = new Map<string, string[]>()
  for (const name of names.filter((one) => MEDIA_EXTENSION.test(one))) {
    const id = name.replace(MEDIA_EXTENSION, '')
    byId.set(id, [...(byId.get(id) ?? []), name])
  }
  return {
    pathOf(clientId) {
      const [name, another] = byId.get(clientId) ?? []
      if (name === undefined)
        throw new Failure('usage', `${folder} has no recording "${clientId}" (.wav, .mp3, .mp4, .mkv or .flac)`)
      if (another !== undefined)
        throw new Failure('usage', `${folder} has "${name}" and "${another}": say in a column file which it is`)
      return `${folder}/${name}`
    },
  }
}
