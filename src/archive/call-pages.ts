import { isId } from '../catalogue/kinds.ts'
import type { Row } from '../lib/rows.ts'
import { utcDay } from '../lib/utc-time.ts'
import { toConversation } from '../transcripts/conversation.ts'
import { toMarkdown } from '../transcripts/markdown.ts'
import { objectAt } from '../transcripts/speakers.ts'
import type { ManifestLine } from './archive-state.ts'
import { callHtml } from './call-html.ts'
import { callIdOf } from './calls.ts'
import type { ArchiveContext } from './context.ts'

interface PageOptions {
  readonly month: string
  /** IANA name. */
  readonly zone: string
  /** Whether none of them has a page yet. */
  readonly isNew: boolean
}

const ENDINGS = ['md', 'html'] as const
/** A disk syncs a few files in hardly more time than one. */
const CALLS_AT_ONCE = 8

/** The path of what belongs to one call, without an ending: in a folder for its day, UTC, by its id alone. */
export function callPath(top: 'calls' | 'media', call: Row, month: string): string {
  const startMs = Date.parse(String(objectAt(call, 'metaData').started))
  const day = Number.isNaN(startMs) ? '' : utcDay(startMs)
  return `${top}/${month}/${day.startsWith(month) ? day.slice(-2) : '00'}/${callIdOf(call)}`
}

/**
 * Writes each call as a page that people read, as Markdown and as HTML. Pages that give way to these are first struck from the
 * manifest, so that it never claims a file that another is about to replace.
 *
 * @returns the lines of the manifest, which are to be added
 */
export async function writeCallPages(
  calls: readonly Row[],
  transcripts: readonly Row[],
  { month, zone, isNew }: PageOptions,
  { folder, manifest }: Pick<ArchiveContext, 'folder' | 'manifest'>,
): Promise<readonly ManifestLine[]> {
  const byId = new Map(transcripts.map((one) => [String(one.callId), one]))
  const named = calls.filter((call) => isId(callIdOf(call)))
  const paths = named.flatMap((call) => ENDINGS.map((ending) => `${callPath('calls', call, month)}.${ending}`))
  if (!isNew && paths.length > 0) await manifest.append(paths.map((removed) => ({ removed })))
  const lines: ManifestLine[] = []
  for (let at = 0; at < named.length; at += CALLS_AT_ONCE) {
    const written = named.slice(at, at + CALLS_AT_ONCE).map(async (call) => {
      const transcript = byId.get(callIdOf(call)) ?? { callId: callIdOf(call), transcript: [] }
      const conversation = toConversation(transcript, call, zone)
      const texts = { md: toMarkdown(conversation), html: callHtml(conversation, zone) }
      const path = callPath('calls', call, month)
      return await Promise.all(ENDINGS.map((ending) => folder.write(`${path}.${ending}`, texts[ending])))
    })
    for (const files of await Promise.all(written))
      lines.push(...files.map((file) => ({ ...file, what: 'a call to read' })))
  }
  return lines
}
