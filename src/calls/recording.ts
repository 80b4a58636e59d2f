import { Failure } from '../lib/errors.ts'
import type { FileSource, Files } from '../platform/files.ts'

export const MEDIA_EXTENSION = /\.(wav|mp3|mp4|mkv|flac)$/i
/** Gong's 1.5 GB (quirk 21), as GiB: Gong refuses what is only just too large itself. */
const MAX_BYTES = 1.5 * 1024 ** 3

/**
 * Opens the recording of a call for streaming. Gong detects its type by the file extension.
 *
 * @throws Failure `usage` for a file that is missing, empty, too large, not to be read or no media that Gong takes (addCallRecording)
 */
export async function openRecording(
  files: Pick<Files, 'open' | 'readPart'>,
  flag: string,
  path: string,
): Promise<FileSource> {
  const refused = (reason: string) => new Failure('usage', `${flag}: "${path}" ${reason}`)
  if (!MEDIA_EXTENSION.test(path)) throw refused('does not end in .wav, .mp3, .mp4, .mkv or .flac')
  const file = await files.open(path)
  if (file === undefined) throw refused('is not there')
  if (file.regular === false) throw refused('is no regular file')
  if (file.size === 0) throw refused('is empty')
  if (file.size > MAX_BYTES) throw refused(`has ${(file.size / 1024 ** 3).toFixed(2)} GB, and Gong takes 1.5`)
  // Whether it may be read shows only when it is.
  await files.readPart(path, 0, 1)
  return file
}
