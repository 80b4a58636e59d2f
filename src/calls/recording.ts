import { Failure } from '../lib/errors.ts'
import type { FileSource, Files } from '../platform/files.ts'

const MEDIA = /\.(wav|mp3|mp4|mkv|flac)$/i
/** 1.5 GB (quirk 21), read generously: what is only just too large, Gong refuses itself. */
const MOST = 1.5 * 1024 ** 3

/**
 * Opens the recording of a call, to be streamed. Gong goes by the ending of its name.
 *
 * @throws Failure `usage` for a file that is missing, empty, too large or no media that Gong takes (addCallRecording)
 */
export async function openRecording(files: Pick<Files, 'open'>, said: string, path: string): Promise<FileSource> {
  const refused = (reason: string) => new Failure('usage', `${said}: "${path}" ${reason}`)
  if (!MEDIA.test(path)) throw refused('does not end in .wav, .mp3, .mp4, .mkv or .flac')
  const file = await files.open(path)
  if (file === undefined) throw refused('is not there')
  if (file.size === 0) throw refused('is empty')
  if (file.size > MOST) throw refused(`has ${(file.size / 1024 ** 3).toFixed(2)} GB, and Gong takes 1.5`)
  return file
}
