import { localTimeFormatter } from './local-time.ts'
import { oneLine } from './terminal-text.ts'

/** The call that a file belongs to. */
export interface NamedCall {
  readonly id: string
  /** An instant with its offset; absent when unknown. */
  readonly started?: string
  readonly title?: string | undefined
}

/** Characters that Windows, macOS or a shell does not allow in a name: these are removed, the others become a hyphen. */
const REMOVED = /[<>"?*]+/g
const HYPHENATED = /[:/\\|]+/g
/** Windows allows paths of 260 characters, other systems names of 255 bytes. */
const MAX_TITLE_BYTES = 80
/** Created when first needed, which takes 10 ms. */
let graphemes: Intl.Segmenter | undefined

/**
 * `2026-05-12 0900 Title [id]`: a name that is valid on every system. It begins with a date or `undated`, so it is never a
 * hidden file, a flag, or a device of Windows; it ends with the id, so it is unique.
 *
 * @param zone IANA name of the zone of the date and time
 */
export function fileName({ id, started = '', title = '' }: NamedCall, zone: string): string {
  const when = localTimeFormatter(zone)(started)?.replace(':', '') ?? 'undated'
  return [when, plainTitle(title), `[${id.replace(/[^\w-]/g, '_')}]`].filter(Boolean).join(' ')
}

/**
 * A text as a part of the name of a file: letters, digits and `_ @ + -`, everything else a hyphen, so that it names no
 * folder, no hidden file, no flag and no ending.
 */
export function safeNamePart(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_@+]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return shortened(clean) || '_'
}

/** Whether a name from `fileName` has no date. */
export function isUndated(name: string): boolean {
  return name.startsWith('undated ')
}

/** The id and the extension in a name from `fileName`; `undefined` for any other name. */
export function idIn(name: string): { readonly id: string; readonly ending: string } | undefined {
  const [, id, extension] = /^(?:\d{4}-\d\d-\d\d \d{4}|undated)(?: .*)? \[([\w-]+)\]\.(\w+)$/.exec(name) ?? []
  return id === undefined || extension === undefined ? undefined : { id, ending: extension }
}

function plainTitle(title: string): string {
  const clean = oneLine(title)
    .normalize('NFC')
    .replace(REMOVED, '')
    .replace(/:\s/g, ' - ')
    .replace(HYPHENATED, '-')
    .replace(/\s+/g, ' ')
    .trim()
  return /^[\s.-]*$/.test(clean) ? '' : shortened(clean).trim()
}

/** Cut between graphemes, not inside one. */
function shortened(text: string): string {
  graphemes ??= new Intl.Segmenter()
  let bytes = 0
  for (const { segment, index } of graphemes.segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > MAX_TITLE_BYTES) return text.slice(0, index)
  }
  return text
}
