import type { Files } from '../platform/files.ts'
import type { ArchiveHead } from './archive-head.ts'
import { writeHead } from './archive-head.ts'
import { replaceFiles, writeMonth } from './browse.ts'
import { sha256Lines } from './checksums.ts'
import type { ArchiveContext } from './context.ts'
import { UNFINISHED } from './folder.ts'
import { type IndexFacts, indexPages, readSummaries } from './index-pages.ts'
import { README, README_FILE } from './readme.ts'

const OWNER_ONLY = 0o600

/** Makes what is about an archive from what it holds by now: the pages to browse, the list of checksums, what is missing. */
export async function finishArchive(
  files: Files,
  folder: string,
  { head, facts }: { readonly head: ArchiveHead; readonly facts: IndexFacts },
  context: ArchiveContext,
): Promise<void> {
  const { manifest } = context
  for (const month of [...manifest.state.staleMonths].sort()) {
    context.signal.throwIfAborted()
    await writeMonth(month, facts.zone, context)
  }
  await replaceFiles(indexPages(await readSummaries(context), manifest.state, facts), context)
  await files.write(`${folder}/${README_FILE}`, README, OWNER_ONLY, UNFINISHED)
  await writeHead(files, folder, head, manifest.state)
  const sums = await files.create(`${folder}/SHA256SUMS`, { suffix: UNFINISHED, bytes: 0 }, OWNER_ONLY)
  try {
    for await (const lines of sha256Lines(files, folder)) await sums.write(lines)
    await sums.commit()
  } catch (error) {
    await sums.discard()
    throw error
  }
}
